package org.nethook.host.waiting;

/**
 * The process that waits for some work's time.
 *
 * @param kind what it does when the time comes
 * @param pid its number; 0 while it is being started
 * @param started when it started, in milliseconds since 1970, which tells it from a later process of the same number; 0 when the
 *     system does not say
 * @param token one of the holder's own choice, which tells its work from what replaced it
 */
record Holder(Kind kind, long pid, long started, String token) {

    enum Kind {
        /** A sleeping shell, which then has nethook look for what is due: whatever stands in the file by then. */
        WAITER,
        /** A nethook that has the work in its memory, and can do no other. */
        NETHOOK
    }
}
