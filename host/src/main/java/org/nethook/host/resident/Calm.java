package org.nethook.host.resident;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.nethook.host.journal.Journal;
import org.nethook.host.resident.lane.Lane;
import org.nethook.netif.Timer;

/**
 * Slows a lane down in which one change follows another without end: hooks that react to their own changes, plugins that
 * undo each other's, or a link that flaps. Which of these it is cannot be known, so no event is lost and nothing is parked;
 * the lane has one turn a second, events of one kind become one meanwhile, and the operator is told.
 */
final class Calm {
    /** So many runs that changed the machine, none of them longer than {@link #PAUSE} after the one before, are too many. */
    static final int LIMIT = 25;

    private static final int KEPT = 256;

    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Journal journal;
    private final Timer timer;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, Streak> streaks = new ConcurrentHashMap<>();

    Calm(Journal journal, Timer timer, LongSupplier nanos) {
        this.journal = journal;
        this.timer = timer;
        this.nanos = nanos;
    }

    /** What ran in the lane changed the machine. Called by the thread that runs the lane. */
    void changed(Lane lane, String what, String pluginId) {
        long now = nanos.getAsLong();
        if (streaks.size() > KEPT) {
            streaks.values().removeIf(old -> now - old.lastNanos > 2 * PAUSE.toNanos());
        }
        Streak streak = streaks.computeIfAbsent(lane.key(), key -> new Streak());
        // twice the pause: a lane that is slowed down already must not look calm for that
        if (now - streak.lastNanos > 2 * PAUSE.toNanos()) {
            streak.length = 0;
        }
        streak.lastNanos = now;
        streak.length++;
        if (streak.length >= LIMIT) {
            if (streak.length == LIMIT) {
                journal.alarm(
                        "nethook",
                        lane.key() + ": " + LIMIT + " changes in a row, the last one at " + what + " by " + pluginId
                                + "; do they cause each other? From now on there is one a second");
            }
            lane.pauseAfterThis();
            timer.after(PAUSE, "go on with " + lane.key(), lane::wake);
        }
    }

    private static final class Streak {
        private volatile long lastNanos;
        private int length;
    }
}
