package org.nethook.host.resident.lane;

/** Who runs lanes: a pool of threads, or a test that runs them one by one. */
public interface Crew {

    /**
     * The lane has something to run. Called once until {@link Lane#take} was called; must neither run it on this thread nor
     * wait.
     */
    void ready(Lane lane);
}
