package org.nethook.netif.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Pauses that take no time: each is noted, and something may be done in it. */
public final class TestPause implements Pause {
    private final List<Duration> pauses = new ArrayList<>();
    private volatile boolean ended;
    private volatile Runnable during = Thread::yield;

    /** What to do in each pause, on the source's thread. */
    public TestPause during(Runnable action) {
        during = action;
        return this;
    }

    /** The pauses so far. */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public boolean await(Duration time) {
        synchronized (this) {
            // a source that nobody lets in goes round and round
            if (pauses.size() < 1000) {
                pauses.add(time);
            }
        }
        if (!ended) {
            during.run();
        }
        return !ended;
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }
}
