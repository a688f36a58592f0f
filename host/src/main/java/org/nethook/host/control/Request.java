package org.nethook.host.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One request.
 *
 * @param args the words of a command line, after {@code nethook}
 * @param form how the answer is written
 */
record Request(List<String> args, Form form) {
    /** The protocol's version. A host answers requests of its own version and refuses others. */
    static final int VERSION = 1;

    /** The longest request, in bytes without its newline. */
    static final int LIMIT = 65_536;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    Request {
        args = List.copyOf(args);
    }

    /** A request as a client writes it, without its newline. */
    static String write(List<String> args, Form form) {
        StringBuilder line = new StringBuilder(128).append("{\"nethook\":").append(VERSION);
        if (form == Form.PLAIN) {
            line.append(",\"form\":\"plain\"");
        }
        line.append(",\"args\":[");
        for (int i = 0; i < args.size(); i++) {
            line.append(i == 0 ? "" : ",").append(JsonText.quote(args.get(i)));
        }
        return line.append("]}").toString();
    }

    /**
     * Reads a request.
     *
     * @throws BadRequestException when it is none, saying why
     */
    static Request read(String line) throws BadRequestException {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRequestException("a request is a JSON object on one line");
            }
            boolean versioned = false;
            Form form = Form.JSON;
            List<String> args = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "nethook" -> {
                        version(json);
                        versioned = true;
                    }
                    case "form" -> form = form(json);
                    case "args" -> args = args(json);
                    default ->
                        throw new BadRequestException("a request has the keys nethook, form and args, not " + name);
                }
            }
            if (json.nextToken() != null) {
                throw new BadRequestException("a request is one JSON object, and nothing after it");
            }
            if (!versioned) {
                throw new BadRequestException("a request says \"nethook\": " + VERSION);
            }
            if (args == null || args.isEmpty()) {
                throw new BadRequestException("a request has \"args\", a list of at least one word");
            }
            return new Request(args, form);
        } catch (IOException e) {
            throw new BadRequestException("the request is no JSON: " + firstLine(e));
        }
    }

    private static void version(JsonParser json) throws IOException, BadRequestException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || !json.getText().equals(Integer.toString(VERSION))) {
            throw new BadRequestException(
                    "this host speaks version " + VERSION + " of the protocol, the request version " + json.getText());
        }
    }

    private static Form form(JsonParser json) throws IOException, BadRequestException {
        String text = json.getText();
        if (text.equals("json")) {
            return Form.JSON;
        }
        if (text.equals("plain")) {
            return Form.PLAIN;
        }
        throw new BadRequestException("form is json or plain, not " + text);
    }

    private static List<String> args(JsonParser json) throws IOException, BadRequestException {
        List<String> args = new ArrayList<>();
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_ARRAY) {
            token = json.nextToken();
            while (token == JsonToken.VALUE_STRING) {
                args.add(json.getText());
                token = json.nextToken();
            }
        }
        if (token != JsonToken.END_ARRAY) {
            throw new BadRequestException("args is a list of texts");
        }
        return args;
    }

    private static String firstLine(IOException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
