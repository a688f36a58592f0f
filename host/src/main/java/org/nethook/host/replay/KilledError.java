package org.nethook.host.replay;

/** The simulated nethook is killed, here and now: nothing of it may catch this. */
final class KilledError extends Error {
    private static final long serialVersionUID = 1L;

    KilledError() {
        super("killed", null, false, false);
    }
}
