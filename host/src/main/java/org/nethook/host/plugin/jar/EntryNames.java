package org.nethook.host.plugin.jar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What an entry of a jar may be called: a relative path that leads nowhere else, on any system. */
final class EntryNames {
    private static final int LONGEST = 1024;

    private EntryNames() {}

    /** @throws UnusableJarException for a name that is not allowed */
    static String decode(byte[] bytes) {
        String name = null;
        if (bytes.length <= LONGEST) {
            try {
                name = isAscii(bytes)
                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                        : StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString();
            } catch (CharacterCodingException e) {
                throw new UnusableJarException(e, "an entry's name is not UTF-8; build it with the JDK's jar or Maven");
            }
        }
        if (name == null || name.isEmpty()) {
            throw new UnusableJarException(
                    "an entry's name has " + bytes.length + " bytes; 1 to " + LONGEST + " are allowed");
        }
        String reason = distrust(name);
        if (reason != null) {
            throw new UnusableJarException(
                    "its entry " + shown(name) + " " + reason + "; whoever built it meant harm, or used a broken tool");
        }
        return name;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static String distrust(String name) {
        if (name.charAt(0) == '/' || name.length() > 1 && name.charAt(1) == ':') {
            return "has an absolute path";
        }
        int start = 0; // of the current part of the path
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : '/';
            if (c < ' ' || c == 127 || c == '\\') {
                return "has a character that no path in a jar has";
            }
            if (c != '/') {
                continue;
            }
            int length = i - start;
            if (length == 2 && name.startsWith("..", start)) {
                return "leads out of the jar";
            }
            if (length == 1 && name.charAt(start) == '.' || length == 0 && i < name.length()) {
                return "has a part that means nothing";
            }
            start = i + 1;
        }
        return null;
    }

    /** The name as a line of text can have it. */
    private static String shown(String name) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < name.length() && i < 80; i++) {
            char c = name.charAt(i);
            text.append(c < ' ' || c == 127 ? '?' : c);
        }
        return text.append(name.length() > 80 ? "...\"" : "\"").toString();
    }
}
