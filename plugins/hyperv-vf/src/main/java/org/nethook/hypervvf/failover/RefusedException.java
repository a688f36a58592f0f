package org.nethook.hypervvf.failover;

/** The state is such that nothing must be changed; the message says why. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
        super(reason);
    }
}
