package org.nethook.netif.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;

/**
 * One line of devctl(4), as devd(8) reads it and passes it on.
 *
 * <ul>
 *   <li>{@code !system=IFNET subsystem=hn0 type=LINK_UP key=value…} is a notification. A value may stand in double
 *       quotes, where a backslash protects a quote or a backslash. What follows {@code type} becomes the event's data.
 *   <li>{@code +NAME at LOCATION on PARENT} and {@code -NAME at …} (a driver took or left a device) and {@code ? at …}
 *       (no driver wants it) become system {@code DEVICE}, subsystem NAME (empty after {@code ?}), type {@code ATTACH},
 *       {@code DETACH} or {@code NOMATCH}. The variables of LOCATION become data, as does PARENT, under the name devd
 *       gives it, {@code bus}. None of them is a type of {@link EventType}: no plugin mistakes a device for an interface.
 * </ul>
 *
 * <p>Refused are: more than {@value #MAX_BYTES} bytes, bytes that are not UTF-8, control characters, text that is not
 * {@code key=value}, an unfinished quote, a notification without system, subsystem and type, and, for the types of
 * {@link EventType}, an interface name outside {@link InterfaceNames}. Everything else is an event.
 */
public final class EventLine {
    /** The longest line devd itself reads: DEVCTL_MAXBUF of sbin/devd/devd.h, less one. Kernels so far send under 1 kB. */
    public static final int MAX_BYTES = 8191;

    private EventLine() {}

    /**
     * Parses a line as bytes, with or without its newline.
     *
     * @param at when the line was read
     * @throws EventLineException when it is not well formed
     */
    public static InterfaceEvent parse(byte[] line, Instant at) throws EventLineException {
        if (line.length > MAX_BYTES + 1) {
            throw new EventLineException("longer than " + MAX_BYTES + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new EventLineException("not UTF-8");
        }
        return parse(text, at);
    }

    /**
     * Parses a line, with or without its newline.
     *
     * @param at when the line was read
     * @throws EventLineException when it is not well formed
     */
    public static InterfaceEvent parse(String line, Instant at) throws EventLineException {
        String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        checkText(text);
        if (text.isEmpty()) {
            throw new EventLineException("empty");
        }
        switch (text.charAt(0)) {
            case '!':
                return notification(text, at);
            case '+':
                return device(text, "ATTACH", at);
            case '-':
                return device(text, "DETACH", at);
            case '?':
                return device(text, "NOMATCH", at);
            default:
                throw new EventLineException("starts with \"" + text.charAt(0) + "\"; must start with !, +, - or ?");
        }
    }

    /**
     * Makes an event of its parts, held to the same rules as a line.
     *
     * @param variables {@code key=value}, the value as it is, without quotes
     * @throws EventLineException when a part is not well formed
     */
    public static InterfaceEvent of(String system, String subsystem, String type, List<String> variables, Instant at)
            throws EventLineException {
        checkText(system);
        checkText(subsystem);
        checkText(type);
        Map<String, String> data = new LinkedHashMap<>();
        for (String variable : variables) {
            checkText(variable);
            int equals = variable.indexOf('=');
            if (equals <= 0 || VariableScanner.keyEnd(variable, 0) != equals) {
                throw new EventLineException("\"" + variable + "\" must be key=value");
            }
            data.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return checked(system, subsystem, type, data, at);
    }

    private static InterfaceEvent notification(String text, Instant at) throws EventLineException {
        Map<String, String> data = new LinkedHashMap<>();
        VariableScanner scanner = new VariableScanner(text, 1, text.length());
        while (scanner.next()) {
            String key = scanner.key();
            if (key == null) {
                throw new EventLineException("\"" + scanner.word() + "\" must be key=value");
            }
            boolean names = key.equals("system") || key.equals("subsystem") || key.equals("type");
            if (data.put(key, scanner.value()) != null && names) {
                throw new EventLineException("has two of " + key + "=");
            }
        }
        return checked(take(data, "system"), take(data, "subsystem"), take(data, "type"), data, at);
    }

    private static String take(Map<String, String> data, String key) throws EventLineException {
        String value = data.remove(key);
        if (value == null) {
            throw new EventLineException("has no " + key + "=");
        }
        return value;
    }

    private static InterfaceEvent device(String text, String type, Instant at) throws EventLineException {
        int space = text.indexOf(' ');
        int on = text.lastIndexOf(" on ");
        if (space < 0 || !text.startsWith(" at ", space) || on < space + 3 || on + 4 == text.length()) {
            throw new EventLineException("must be " + text.charAt(0) + "NAME at LOCATION on PARENT");
        }
        Map<String, String> data = new LinkedHashMap<>();
        VariableScanner scanner = new VariableScanner(text, space + 3, on);
        while (scanner.next()) {
            // Some buses put a bare "unknown" there; devd skips it too.
            if (scanner.key() != null) {
                data.put(scanner.key(), scanner.value());
            }
        }
        data.put("bus", text.substring(on + 4));
        return new InterfaceEvent("DEVICE", text.substring(1, space), type, data, at);
    }

    private static InterfaceEvent checked(
            String system, String subsystem, String type, Map<String, String> data, Instant at)
            throws EventLineException {
        if (system.isEmpty() || type.isEmpty()) {
            throw new EventLineException("system and type must not be empty");
        }
        EventType known = EventType.of(system, type);
        if (known != EventType.OTHER) {
            checkName("subsystem of " + system + " " + type, subsystem);
        }
        if (known == EventType.RENAME && data.containsKey("name")) {
            checkName("name of " + system + " " + type, data.get("name"));
        }
        return new InterfaceEvent(system, subsystem, type, data, at);
    }

    private static void checkName(String what, String name) throws EventLineException {
        if (!InterfaceNames.isValid(name)) {
            throw new EventLineException(
                    what + " is \"" + name + "\"; an interface name must be " + InterfaceNames.ALLOWED);
        }
    }

    private static void checkText(String text) throws EventLineException {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f && c <= 0x9f) {
                throw new EventLineException(
                        "has a control character (0x" + Integer.toHexString(c) + ") at character " + (i + 1));
            }
            if (Character.isSurrogate(c) && !isPair(text, i) || c == '\ufffd') {
                throw new EventLineException("not UTF-8");
            }
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        if (bytes > MAX_BYTES) {
            throw new EventLineException("longer than " + MAX_BYTES + " bytes");
        }
    }

    private static boolean isPair(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
