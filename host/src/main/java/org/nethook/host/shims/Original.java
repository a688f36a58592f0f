package org.nethook.host.shims;

/**
 * What was there before, and is kept beside what replaced it.
 *
 * @param fileName {@code NAME.base-} and the first 16 digits of the checksum
 * @param sha256 the checksum, 64 hexadecimal digits
 */
record Original(String fileName, String sha256) {
    private static final String INFIX = ".base-";
    private static final int DIGITS = 16;

    /** Of a script with this checksum. */
    static Original of(BaseScript script, String sha256) {
        return new Original(prefix(script) + sha256.substring(0, DIGITS), sha256);
    }

    /** How the names of all originals of a script begin. */
    static String prefix(BaseScript script) {
        return script.fileName() + INFIX;
    }
}
