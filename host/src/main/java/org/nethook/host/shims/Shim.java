package org.nethook.host.shims;

import java.util.Optional;

/**
 * A file in the place of a base script: hands over to the image's, and says what it replaced.
 *
 * @param script in whose place
 * @param target the image's script, an absolute path
 * @param original what it replaced; empty when there was nothing
 */
record Shim(BaseScript script, String target, Optional<Original> original) {
    private static final String MARK = "#!/bin/sh\n"
            + "# Put here by \"nethook install-shims\"; \"nethook install-shims --undo\" gives back what was here before:\n";
    private static final String SHIM = "\nshim=";
    private static final String NOTHING = "# nothing";

    /** The whole file. */
    String text() {
        StringBuilder text =
                new StringBuilder(MARK).append(replaced()).append(SHIM).append(quoted(target));
        text.append("\nif [ -r \"$shim\" ]; then exec /bin/sh \"$shim\" \"$@\"; fi\n");
        if (script.mayStandIn() && original.isPresent()) {
            text.append("exec /bin/sh \"${0%/*}/")
                    .append(original.get().fileName())
                    .append("\" \"$@\" # nethook is gone\n");
        } else {
            text.append("echo \"").append(script.fileName()).append(": there is no $shim\" >&2\nexit 69\n");
        }
        return text.toString();
    }

    private String replaced() {
        return original.isEmpty()
                ? NOTHING
                : "# " + original.get().fileName() + " sha256 " + original.get().sha256();
    }

    private static String quoted(String path) {
        return "'" + path.replace("'", "'\\''") + "'";
    }

    /** Whether a file says of itself that nethook put it there. */
    static boolean isMarked(String text) {
        return text.startsWith(MARK);
    }

    /** Reads a file back; empty unless nethook wrote exactly this. */
    static Optional<Shim> parse(BaseScript script, String text) {
        int shim = text.indexOf(SHIM, MARK.length() - 1);
        if (!isMarked(text) || shim < 0) {
            return Optional.empty();
        }
        int start = shim + SHIM.length();
        int end = text.indexOf("'\nif ", start);
        if (end < 0) {
            return Optional.empty();
        }
        String target = text.substring(start + 1, end).replace("'\\''", "'");
        String[] words =
                text.substring(MARK.length(), Math.max(shim, MARK.length())).split(" ");
        Optional<Original> original = words.length == 4 && words[3].matches("[0-9a-f]{64}")
                ? Optional.of(Original.of(script, words[3]))
                : Optional.empty();
        Shim shown = new Shim(script, target, original);
        return shown.text().equals(text) ? Optional.of(shown) : Optional.empty();
    }
}
