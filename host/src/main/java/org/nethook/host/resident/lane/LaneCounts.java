package org.nethook.host.resident.lane;

/**
 * Where the events of one lane, or of all, are: {@code received = handled + coalesced + dropped + waiting + running}, at any
 * moment.
 *
 * @param received how many came
 * @param handled how many ended by being handled
 * @param coalesced how many were replaced by a newer one
 * @param dropped how many there was no room for; each led to a resync
 * @param waiting how many wait
 * @param running how many run
 */
public record LaneCounts(long received, long handled, long coalesced, long dropped, int waiting, int running) {
    /** No event. */
    public static final LaneCounts NONE = new LaneCounts(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public LaneCounts plus(LaneCounts other) {
        return new LaneCounts(
                received + other.received,
                handled + other.handled,
                coalesced + other.coalesced,
                dropped + other.dropped,
                waiting + other.waiting,
                running + other.running);
    }

    /** Whether every event is accounted for. */
    public boolean balances() {
        return received == handled + coalesced + dropped + waiting + running;
    }
}
