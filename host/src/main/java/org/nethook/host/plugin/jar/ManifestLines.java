package org.nethook.host.plugin.jar;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What {@link java.util.jar.Manifest} reads past without a word, and whoever wrote it would not expect: a last line without an
 * end, a key that is there twice, and a key of a plugin's in a section of an entry, where an empty line has put it.
 */
final class ManifestLines {
    private static final String[] OF_PLUGINS = {"Plugin-", "Nethook-"};

    private ManifestLines() {}

    /** @throws UnusableJarException for one of these */
    static void check(byte[] manifest) {
        int length = manifest.length;
        if (length > 0 && !isEnd(manifest[length - 1])) {
            throw new UnusableJarException("the last line of its manifest has no line break, and so does not count");
        }
        Set<String> names = new HashSet<>();
        boolean main = true;
        for (int start = 0; start < length; ) {
            int end = start;
            while (!isEnd(manifest[end])) {
                end++;
            }
            if (end == start) {
                main = false;
            } else if (manifest[start] != ' ') {
                checkName(name(manifest, start, end), main, names);
            }
            start = end + (manifest[end] == '\r' && end + 1 < length && manifest[end + 1] == '\n' ? 2 : 1);
        }
    }

    private static void checkName(String name, boolean main, Set<String> names) {
        if (main && !names.add(name.toLowerCase(Locale.ROOT))) {
            throw new UnusableJarException("its manifest has " + name + " twice; make it one line");
        }
        if (main) {
            return;
        }
        for (String prefix : OF_PLUGINS) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                throw new UnusableJarException("its manifest has " + name
                        + " behind an empty line, where it does not count; take the empty line away");
            }
        }
    }

    private static String name(byte[] manifest, int start, int end) {
        int colon = start;
        while (colon < end && manifest[colon] != ':') {
            colon++;
        }
        return new String(manifest, start, colon - start, StandardCharsets.UTF_8);
    }

    private static boolean isEnd(byte c) {
        return c == '\n' || c == '\r';
    }
}
