package org.nethook.testkit.fault;

import java.time.Duration;
import java.util.Set;

/** Counts what a host writes durably, and says at which of these writes it is killed. */
public final class Killer {

    /** When it is killed. */
    public enum Moment {
        /** Before anything of it is written. */
        BEFORE,
        /** With half of what is added written; a replacement is not written at all. */
        TORN,
        /** When it is on disk. */
        AFTER
    }

    private final Moment moment;
    private final Set<Integer> kills;
    private final Duration away;
    private int writes;

    /**
     * One that kills at some writes, all at the same moment of the write.
     *
     * @param kills the writes, counted from 1
     * @param away how long it takes until the host is started again; zero or more
     */
    public Killer(Moment moment, Set<Integer> kills, Duration away) {
        this.moment = moment;
        this.kills = Set.copyOf(kills);
        this.away = away;
    }

    /** One that only counts. */
    public static Killer ofNobody() {
        return new Killer(Moment.BEFORE, Set.of(), Duration.ZERO);
    }

    /** How many writes there were so far. */
    public int writes() {
        return writes;
    }

    /** How long it takes until the host is started again. */
    public Duration away() {
        return away;
    }

    /** The next write begins. */
    public void writeBegins() {
        writes++;
    }

    /** Whether the host is killed at this moment of the write that began last. */
    public boolean strikes(Moment now) {
        return moment == now && kills.contains(writes);
    }
}
