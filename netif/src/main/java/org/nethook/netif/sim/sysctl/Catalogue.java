package org.nethook.netif.sim.sysctl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Reads which sysctls a kernel has: lines of name, number, type, kind or access, value and description, with tabs
 * between them.
 */
final class Catalogue {
    private static final int NUMBER = 1;
    private static final int TYPE = 2;
    private static final int KIND = 3;
    private static final int VALUE = 4;
    private static final int DESCRIPTION = 5;

    /** By file; a test makes thousands of machines. */
    private static final Map<String, List<String[]>> ROWS = new ConcurrentHashMap<>();

    private Catalogue() {}

    /**
     * Adds the entries of a catalogue to a tree.
     *
     * @param name of the file beside this class
     * @param wanted by name
     */
    static void addTo(OidTree tree, String name, Predicate<String> wanted) {
        for (String[] fields : ROWS.computeIfAbsent(name, Catalogue::rows)) {
            if (wanted.test(fields[0])) {
                add(tree, fields);
            }
        }
    }

    private static List<String[]> rows(String name) {
        try (InputStream bytes = Catalogue.class.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.US_ASCII))) {
            List<String[]> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    rows.add(line.split("\t", -1));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(OidTree tree, String[] fields) {
        Oid oid = tree.add(fields[0], Integer.parseInt(fields[NUMBER]));
        if (fields[TYPE].equals("node")) {
            return;
        }
        boolean opaque = fields[TYPE].startsWith("S,");
        Oid.Type type = opaque ? Oid.Type.OPAQUE : Oid.Type.valueOf(fields[TYPE].toUpperCase(java.util.Locale.ROOT));
        Object value = value(type, fields[VALUE]);
        if (fields[KIND].length() == 8) {
            oid.leaf(type, Integer.parseUnsignedInt(fields[KIND], 16), value);
        } else {
            oid.leaf(type, fields[KIND].equals("rw"), value);
        }
        String description = fields.length > DESCRIPTION ? fields[DESCRIPTION] : "";
        oid.describe(description, opaque ? fields[TYPE] : oid.format());
    }

    private static Object value(Oid.Type type, String text) {
        switch (type) {
            case OPAQUE:
                return HexFormat.of().parseHex(text.substring(1));
            case TEXT:
            case CHARS:
                return unescape(text);
            case LONG:
            case U64:
                return Long.valueOf(text);
            default:
                return Integer.valueOf(text);
        }
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
