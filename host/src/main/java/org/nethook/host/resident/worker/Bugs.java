package org.nethook.host.resident.worker;

/** Is told of what should not happen inside the host; the host goes on. */
@FunctionalInterface
public interface Bugs {
    /** @param where the lane, or the thread */
    void report(String where, Throwable bug);
}
