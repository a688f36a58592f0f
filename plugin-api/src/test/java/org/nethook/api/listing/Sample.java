package org.nethook.api.listing;

/** Has one of each kind of thing that is listed, and some that are not. */
public abstract class Sample implements Runnable {
    public static final long LIMIT = 3;

    protected Sample() {}

    protected abstract int told(String[] names);

    int secret() {
        return 0;
    }

    /**
     * Goes.
     *
     * @deprecated it goes
     */
    @Deprecated(forRemoval = true)
    public static void old() {}

    public enum Kind {
        A,
        /** @deprecated it goes, some day */
        @Deprecated
        B
    }

    public record Pair(int left, int right) {}

    static final class Hidden {}
}
