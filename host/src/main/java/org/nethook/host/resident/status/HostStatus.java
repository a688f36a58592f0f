package org.nethook.host.resident.status;

import java.time.Instant;
import java.util.List;

/**
 * How the resident host is doing, at one moment.
 *
 * @param startedAt since when it counts
 * @param at the moment
 * @param events where all events are; {@code received = handled + coalesced + dropped + waiting + running}
 * @param resyncs how often the state of an interface was told anew after events had been dropped
 * @param latency from receiving an event to the end of its last hook
 * @param threads the threads that run hooks
 * @param sources where events come from, by name
 * @param lanes what has to do, first, then the rest by name
 * @param plugins the plugins that have run, by id
 * @param recent the last events, the newest last
 */
public record HostStatus(
        Instant startedAt,
        Instant at,
        Events events,
        long resyncs,
        Quantiles latency,
        Threads threads,
        List<SourceStatus> sources,
        List<LaneStatus> lanes,
        List<PluginStatus> plugins,
        List<RecentEvent> recent) {

    public HostStatus {
        sources = List.copyOf(sources);
        lanes = List.copyOf(lanes);
        plugins = List.copyOf(plugins);
        recent = List.copyOf(recent);
    }

    /**
     * Counts of events.
     *
     * @param received how many came
     * @param handled how many went through the hooks
     * @param coalesced how many were replaced by a newer one of their kind
     * @param dropped how many there was no room for
     * @param waiting how many wait
     * @param running how many run
     */
    public record Events(long received, long handled, long coalesced, long dropped, int waiting, int running) {}

    /**
     * The threads that run hooks.
     *
     * @param all how many there are
     * @param idle how many wait for work
     * @param lanesWaiting how many lanes wait for a thread
     */
    public record Threads(int all, int idle, int lanesWaiting) {}

    /**
     * One source of events.
     *
     * @param name such as {@code devd}
     * @param state in the source's own words, such as {@code connected}
     * @param received how many events it brought
     * @param last when the last came; null when none has
     */
    public record SourceStatus(String name, String state, long received, Instant last) {}

    /**
     * One lane.
     *
     * @param name the interface's name
     * @param state {@code idle}, {@code ready}, {@code running}, {@code renaming} or {@code paused}
     * @param events where its events are
     * @param latency from receiving an event to the end of its last hook
     */
    public record LaneStatus(String name, String state, Events events, Quantiles latency) {}

    /**
     * One plugin.
     *
     * @param id its id
     * @param runs how often its hooks and tasks ran
     * @param failures how many of these failed, those that took too long included
     * @param timeouts how many were interrupted for having taken too long
     * @param skipped how often it was not told: parked, or the event was no longer so
     * @param faults what counts towards parking
     * @param parkedAt since when it is told of nothing; null when it is not parked
     * @param lastFault the last fault; empty when there was none
     * @param stuck how many of its hooks were given up and still run
     * @param tasks how many of its tasks wait
     * @param duration how long its hooks and tasks took
     * @param latency from receiving an event to the end of its hook
     */
    public record PluginStatus(
            String id,
            long runs,
            long failures,
            long timeouts,
            long skipped,
            long faults,
            Instant parkedAt,
            String lastFault,
            int stuck,
            int tasks,
            Quantiles duration,
            Quantiles latency) {}

    /**
     * An event that ended.
     *
     * @param at when it was received
     * @param text the event
     * @param listeners how many hooks were told
     * @param failures how many of them failed
     */
    public record RecentEvent(Instant at, String text, int listeners, int failures) {}
}
