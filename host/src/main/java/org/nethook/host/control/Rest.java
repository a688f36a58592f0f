package org.nethook.host.control;

/** What is left of an answer once its work has begun. */
@FunctionalInterface
public interface Rest {
    /** Gives it, waiting for what has not come yet; returns the exit status. */
    int answer() throws InterruptedException;
}
