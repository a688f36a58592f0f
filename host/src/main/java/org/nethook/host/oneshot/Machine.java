package org.nethook.host.oneshot;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.waiting.DetachedWaiters;
import org.nethook.host.waiting.Waiters;
import org.nethook.netif.Platform;

/** What a command reaches outside its process. */
public interface Machine {

    /** The system's services; the caller closes them. */
    Platform platform();

    /** Begins, where that makes anything faster, to load what the services will need. May be left out. */
    default void warmUp() {
        // nothing is faster by default
    }

    /** The time. */
    InstantSource clock();

    /**
     * Starts processes that wait.
     *
     * @param home the image
     * @param options of {@code nethook event}; paths are absolute
     */
    default Waiters waiters(Path home, List<String> options) {
        return new DetachedWaiters(home, options);
    }

    /** The state directory that is there. */
    default StateDirectory state(Path directory, StateDirectory.Boot boot) {
        return StateDirectory.at(directory, boot);
    }

    /** Where the resident host's socket and pid file are, unless it is told otherwise. */
    default Path runDirectory() {
        return platform().runDirectory();
    }

    /** Where the resident host answers, if there is one; null where none can be. */
    default Path controlSocket() {
        return null;
    }

    /** Returns after the time has passed. */
    void sleep(Duration time) throws InterruptedException;
}
