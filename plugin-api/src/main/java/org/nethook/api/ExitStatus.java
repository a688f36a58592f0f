package org.nethook.api;

/** Exit statuses, as in sysexits(3). */
public final class ExitStatus {
    /** Success. */
    public static final int OK = 0;
    /** The command was used wrongly. */
    public static final int USAGE = 64;
    /** The input was wrong: an event line, a scenario, a file somebody handed over. */
    public static final int DATAERR = 65;
    /** An input file does not exist or cannot be read. */
    public static final int NOINPUT = 66;
    /** Something needed is not there: a service, a kernel feature, a plugin. */
    public static final int UNAVAILABLE = 69;
    /** A bug in nethook or in a plugin. */
    public static final int SOFTWARE = 70;
    /** A file or directory cannot be made, such as one that exists already. */
    public static final int CANTCREAT = 73;
    /** It failed now and may work later. */
    public static final int TEMPFAIL = 75;
    /** Not permitted. */
    public static final int NOPERM = 77;
    /** The configuration is wrong. */
    public static final int CONFIG = 78;

    private ExitStatus() {}
}
