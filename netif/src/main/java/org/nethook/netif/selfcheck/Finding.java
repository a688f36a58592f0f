package org.nethook.netif.selfcheck;

/**
 * What came of a {@link SelfCheck}.
 *
 * @param status whether it works
 * @param detail what was seen: versions, paths, numbers, errno; one line
 * @param remedy what to do about it, one line; empty when nothing is to be done
 */
public record Finding(Status status, String detail, String remedy) {

    /** Whether something works. */
    public enum Status {
        /** It works. */
        OK,
        /** It is needed and does not work. */
        FAILED,
        /** It does not apply to this machine, is not needed, or was not tried; the detail says which. */
        SKIPPED
    }

    /** It works. */
    public static Finding ok(String detail) {
        return new Finding(Status.OK, detail, "");
    }

    /** It is needed and does not work. */
    public static Finding failed(String detail, String remedy) {
        return new Finding(Status.FAILED, detail, remedy);
    }

    /** It does not apply, and nothing is to be done. */
    public static Finding skipped(String detail) {
        return new Finding(Status.SKIPPED, detail, "");
    }

    /** It does not apply, is not needed or was not tried; who wants it all the same can do something. */
    public static Finding skipped(String detail, String remedy) {
        return new Finding(Status.SKIPPED, detail, remedy);
    }
}
