package org.nethook.netif.freebsd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** System calls recorded on a running kernel, one JSON object a line, unchanged but for the name of their file. */
final class Recorded {
    private final JsonNode line;

    private Recorded(JsonNode line) {
        this.line = line;
    }

    static Recorded of(String release, String file, int seq) {
        String name = "recorded-" + release + ".jsonl";
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Recorded.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            ObjectMapper mapper = new ObjectMapper();
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                JsonNode line = mapper.readTree(text);
                if (line.get("file").asText().equals(file) && line.get("seq").asInt() == seq) {
                    return new Recorded(line);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        throw new AssertionError(name + " has no " + file + " " + seq);
    }

    byte[] in() {
        return bytes(line.get("in"));
    }

    byte[] out() {
        return bytes(line.get("out"));
    }

    /** What the pointer in the argument points to, after the call. */
    byte[] pointedToOut() {
        return bytes(line.at("/aux/0/out"));
    }

    int errno() {
        return line.get("errno").asInt();
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText());
    }
}
