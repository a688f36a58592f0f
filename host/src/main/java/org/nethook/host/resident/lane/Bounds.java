package org.nethook.host.resident.lane;

/**
 * How much may wait.
 *
 * @param perLane events in one lane
 * @param all events in all lanes together
 * @param idleLanes lanes that are remembered although nothing waits in them
 */
public record Bounds(int perLane, int all, int idleLanes) {
    /** About 16 MiB when everything is full. */
    public static final Bounds USUAL = new Bounds(256, 32_768, 1024);
}
