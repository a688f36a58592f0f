package org.nethook.ipinjection.request;

import java.util.ArrayList;
import java.util.List;

/** The lines of the file: each one KEY=VALUE of printable ASCII, nothing between them, the last one ended by a newline. */
final class Entries {
    /** Largest file, in bytes; the daemon's is below 8 KiB. */
    static final int LARGEST = 1 << 16;

    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 256;
    private static final int LONGEST_KEY = 32;

    private Entries() {}

    static List<Given<String>> read(byte[] bytes) throws BadRequestException {
        if (bytes.length == 0) {
            throw new BadRequestException("the file is empty; allowed are lines KEY=VALUE");
        }
        if (bytes.length > LARGEST) {
            throw new BadRequestException("the file has more than " + LARGEST + " bytes");
        }
        List<Given<String>> entries = new ArrayList<>();
        int start = 0;
        while (start < bytes.length) {
            int line = entries.size() + 1;
            if (line > MOST_LINES) {
                throw new BadRequestException(line, "the file has more than " + MOST_LINES + " lines");
            }
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end - start > LONGEST_LINE) {
                throw new BadRequestException(line, "it has more than " + LONGEST_LINE + " characters");
            }
            String text = text(bytes, start, end);
            if (end == bytes.length) {
                throw new BadRequestException(
                        line, Quoted.of(text) + " does not end in a newline: the file was cut off");
            }
            entries.add(entry(text, line));
            start = end + 1;
        }
        return entries;
    }

    /** As ISO 8859-1. */
    private static String text(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            text.append((char) (bytes[i] & 0xff));
        }
        return text.toString();
    }

    private static Given<String> entry(String text, int line) throws BadRequestException {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                throw new BadRequestException(
                        line,
                        Quoted.of(text) + " has at character " + (i + 1)
                                + " something else than printable ASCII, which is all that is allowed");
            }
        }
        int equals = text.indexOf('=');
        if (equals <= 0 || equals > LONGEST_KEY || !isKey(text, equals)) {
            throw new BadRequestException(line, Quoted.of(text) + " is not KEY=VALUE, and nothing else is allowed");
        }
        return new Given<>(text.substring(equals + 1), text.substring(0, equals), line);
    }

    private static boolean isKey(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
                return false;
            }
        }
        return true;
    }
}
