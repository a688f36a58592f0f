package org.nethook.host.plugin.jar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What an entry of a jar may be called: a relative path that leads nowhere else, on any system. */
final class EntryNames {
    /** Bytes. */
    static final int LONGEST = 1024;

    private EntryNames() {}

    /**
     * The name that stands in these bytes. Every name of every jar passes here at every start, before any of this is compiled:
     * so one loop over the bytes, which calls nothing.
     *
     * @throws UnusableJarException for a name that is not allowed
     */
    static String decode(byte[] bytes, int from, int length) {
        if (length == 0 || length > LONGEST) {
            throw new UnusableJarException(
                    "an entry's name has " + length + " bytes; 1 to " + LONGEST + " are allowed");
        }
        int end = from + length;
        int start = from; // of the current part of the path
        boolean ascii = true;
        String reason = null;
        if (bytes[from] == '/' || length > 1 && bytes[from + 1] == ':') {
            reason = "has an absolute path";
        }
        for (int i = from; i < end && reason == null; i++) {
            byte c = bytes[i];
            if (c > '\\' && c < 127 || c > '/' && c < '\\') {
                continue; // most are
            }
            if (c < 0) {
                ascii = false; // of a character that is none of those below
            } else if (c == '/') {
                reason = distrust(bytes, start, i);
                start = i + 1;
            } else if (c < ' ' || c == 127 || c == '\\') {
                reason = "has a character that no path in a jar has";
            }
        }
        if (reason == null && start < end) {
            reason = distrust(bytes, start, end);
        }
        String name = ascii && reason == null
                ? new String(bytes, from, length, StandardCharsets.ISO_8859_1)
                : utf8(bytes, from, length);
        if (reason != null) {
            throw new UnusableJarException(
                    "its entry " + shown(name) + " " + reason + "; whoever built it meant harm, or used a broken tool");
        }
        return name;
    }

    private static String utf8(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnusableJarException(e, "an entry's name is not UTF-8; build it with the JDK's jar or Maven");
        }
    }

    /** Why this part of a path is not allowed; null when it is. */
    private static String distrust(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length > 2) {
            return null;
        }
        if (length == 2) {
            return bytes[start] == '.' && bytes[start + 1] == '.' ? "leads out of the jar" : null;
        }
        return length == 0 || bytes[start] == '.' ? "has a part that means nothing" : null;
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
