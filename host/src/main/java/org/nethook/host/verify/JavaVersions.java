package org.nethook.host.verify;

/** Which Java the classes of a jar are for. */
final class JavaVersions {
    /** The oldest that nethook runs on. */
    private static final int OLDEST = 17;

    /** What a class file's version is more than the Java it is for. */
    private static final int BEFORE_JAVA_1 = 44;

    private int newest = OLDEST;
    private String example;

    /** @param classFile a class file, as far as its header */
    void add(String name, byte[] classFile) {
        int java = ((classFile[6] & 0xFF) << 8 | classFile[7] & 0xFF) - BEFORE_JAVA_1;
        if (java > newest) {
            newest = java;
            example = name;
        }
    }

    /** Tells of a class that not every nethook can load, or not even this one. */
    void tell(Findings findings) {
        if (example == null) {
            return;
        }
        int here = Runtime.version().feature();
        String text = "its entry " + example + " is compiled for Java " + newest;
        if (newest > here) {
            findings.error("jar", text + ", and this is Java " + here + "; compile it with --release " + OLDEST);
        } else {
            findings.warning(
                    "jar", text + ", and nethook runs on Java " + OLDEST + " too; compile it with --release " + OLDEST);
        }
    }
}
