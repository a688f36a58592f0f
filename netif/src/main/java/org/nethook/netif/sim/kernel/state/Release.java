package org.nethook.netif.sim.kernel.state;

/** The kernels whose answers were recorded; where they differ, this says which answer is given. */
public enum Release {
    /** 12.1-RELEASE. */
    V12_1("12.1", "12.1-RELEASE", 1201000),
    /** 14.0-CURRENT. */
    V14_0("14.0", "14.0-CURRENT", 1400063);

    private final String text;
    private final String osRelease;
    private final int osReldate;

    Release(String text, String osRelease, int osReldate) {
        this.text = text;
        this.osRelease = osRelease;
        this.osReldate = osReldate;
    }

    /** The release written {@code 12.1} or {@code 14.0}. */
    public static Release of(String text) {
        for (Release release : values()) {
            if (release.text.equals(text)) {
                return release;
            }
        }
        throw new IllegalArgumentException("the release must be 12.1 or 14.0, not " + text);
    }

    /** The release as it is written in a scenario, such as {@code 14.0}. */
    public String text() {
        return text;
    }

    /** The value of kern.osrelease. */
    public String osRelease() {
        return osRelease;
    }

    /** The value of kern.osreldate. */
    public int osReldate() {
        return osReldate;
    }

    /** Whether this is the given release or a later one. */
    public boolean isAtLeast(Release other) {
        return compareTo(other) >= 0;
    }
}
