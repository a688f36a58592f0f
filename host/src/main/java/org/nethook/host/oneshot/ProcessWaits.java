package org.nethook.host.oneshot;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.context.Waits;
import org.nethook.host.waiting.WaitingRoom;
import org.nethook.host.waiting.WaitingWork;
import org.slf4j.LoggerFactory;

/**
 * Where scheduled work waits when each event is a process of its own. Either a process that was started for it waits, and later has a
 * nethook run the event again, of which only this work is done; or this one waits, and lets the others know.
 */
final class ProcessWaits implements Waits {
    /** Whose the host's own work is; no plugin can have this id. */
    static final String HOST = "(host)";

    private final WaitingRoom room;
    private final InstantSource clock;
    private final Map<String, String> tokens = new HashMap<>();
    private boolean detach;
    private InterfaceEvent event;
    private WaitingWork redone;
    private WaitingWork repeated;
    private int given;

    /** @param detach whether another process waits */
    ProcessWaits(WaitingRoom room, InstantSource clock, boolean detach) {
        this.room = room;
        this.clock = clock;
        this.detach = detach;
    }

    /** The event that comes next. */
    void event(InterfaceEvent next) {
        event = next;
    }

    /** The event that comes next was run before; of what it schedules, only this is done. */
    void redo(WaitingWork work) {
        redone = work;
    }

    /**
     * It has been run again; what is scheduled from here on is new. That waits here: the event does not lead to it, unless it is the same
     * work once more.
     */
    void redoEnded() {
        repeated = redone;
        redone = null;
        detach = false;
    }

    /** Has another process do at this time what the host itself does later: it looks after plans that are watched. */
    void leaveHostsOwn(Instant due) throws IOException {
        room.handOver(new WaitingWork(HOST, "watch", "", due, event));
    }

    @Override
    public Place place(String pluginId, String key, Duration delay, String purpose, boolean told) throws IOException {
        if (redone != null) {
            return isOf(redone, pluginId, key) ? Place.NOW : Place.NOWHERE;
        }
        if (delay.isZero()) {
            room.cancel(pluginId, key);
            return Place.HERE;
        }
        WaitingWork work =
                new WaitingWork(pluginId, key, purpose, clock.instant().plus(delay), event, told);
        if (detach || repeated != null && isOf(repeated, pluginId, key)) {
            return Place.process(room.handOver(work));
        }
        String token = clock.instant() + " " + ++given;
        try {
            room.hold(work, token);
            tokens.put(name(pluginId, key), token);
        } catch (IOException e) {
            // whoever waits for it sees that it is done; the others only cannot replace it
            LoggerFactory.getLogger(ProcessWaits.class).debug("{} is not made known to others", purpose, e);
        }
        return Place.HERE;
    }

    @Override
    public boolean take(String pluginId, String key) throws IOException {
        String token = tokens.remove(name(pluginId, key));
        return token == null || room.take(pluginId, key, token);
    }

    @Override
    public boolean cancel(String pluginId, String key) throws IOException {
        if (redone != null) {
            return false;
        }
        tokens.remove(name(pluginId, key));
        return room.cancel(pluginId, key);
    }

    private static boolean isOf(WaitingWork work, String pluginId, String key) {
        return work.pluginId().equals(pluginId) && work.key().equals(key);
    }

    private static String name(String pluginId, String key) {
        return pluginId + " " + key;
    }
}
