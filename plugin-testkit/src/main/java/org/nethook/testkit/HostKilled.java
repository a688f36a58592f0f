package org.nethook.testkit;

/** kill -9, thrown through the host: nothing in it may catch this. */
final class HostKilled extends Error {
    private static final long serialVersionUID = 1L;

    HostKilled() {
        super("the host is killed", null, false, false);
    }
}
