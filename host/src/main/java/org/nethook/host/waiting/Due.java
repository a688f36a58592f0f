package org.nethook.host.waiting;

import java.time.Instant;

/**
 * What a waiter finds when it wakes.
 *
 * @param kind what there is to do
 * @param work what waited; null when there is nothing
 * @param again whether the event is to be run as if it had just come
 */
public record Due(Kind kind, WaitingWork work, boolean again) {
    static final Due NOTHING = new Due(Kind.NOTHING, null, false);

    /** What there is to do. */
    public enum Kind {
        /** Nothing: it was done, cancelled, or is another process's. */
        NOTHING,
        /** Nothing yet: its time was put off. */
        NOT_YET,
        /** This process must do it now; nobody else will. */
        NOW
    }

    /** When its time comes. */
    public Instant at() {
        return work.due();
    }
}
