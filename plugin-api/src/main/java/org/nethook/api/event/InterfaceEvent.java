package org.nethook.api.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One event: devd(8)'s system, subsystem and type, with its further variables.
 *
 * @param system such as {@code IFNET}
 * @param subsystem for the events of {@link EventType} the interface's name
 * @param type such as {@code LINK_UP}
 * @param data the further variables in the order they came, such as {@code cdev=hv_kvp_dev}
 * @param at when nethook learned of it
 */
public record InterfaceEvent(String system, String subsystem, String type, Map<String, String> data, Instant at) {

    /** The variable that a synthetic event has, with the value 1: see {@link #isResync()}. */
    public static final String RESYNC = "resync";

    public InterfaceEvent {
        Objects.requireNonNull(system);
        Objects.requireNonNull(subsystem);
        Objects.requireNonNull(type);
        Objects.requireNonNull(at);
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** The event's type, {@link EventType#OTHER} where nethook has no name for it. */
    public EventType eventType() {
        return EventType.of(system, type);
    }

    /** The interface the event is about. */
    public String ifName() {
        return subsystem;
    }

    /**
     * Whether nobody sent it: nethook looked at the machine after it may have missed something, at its start too, and tells
     * of what is there as if it had just come, or of what is gone as if it had just left. A plugin may ignore the
     * difference. Of an interface that was there all the time it may come again.
     */
    public boolean isResync() {
        return "1".equals(data.get(RESYNC));
    }

    @Override
    public String toString() {
        return system + " " + subsystem + " " + type;
    }
}
