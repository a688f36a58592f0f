package org.nethook.host.replay;

/** Ends a simulated host in the middle of whatever it does. An error, so that nothing on the way takes it for its own. */
public final class HostKilled extends Error {
    private static final long serialVersionUID = 1L;

    private final boolean startsAgain;

    /** @param startsAgain whether somebody starts the host again at once */
    public HostKilled(boolean startsAgain) {
        super("the host is killed", null, false, false);
        this.startsAgain = startsAgain;
    }

    boolean startsAgain() {
        return startsAgain;
    }
}
