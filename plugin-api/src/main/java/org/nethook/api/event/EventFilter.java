package org.nethook.api.event;

import java.util.Set;

/**
 * Which events a listener wants.
 *
 * @param types the wanted types; empty for all
 */
public record EventFilter(Set<EventType> types) {

    public EventFilter {
        types = Set.copyOf(types);
    }

    /** Every event. */
    public static EventFilter any() {
        return new EventFilter(Set.of());
    }

    /** Events of these types. */
    public static EventFilter of(EventType... types) {
        return new EventFilter(Set.of(types));
    }

    /** Whether the event is wanted. */
    public boolean matches(InterfaceEvent event) {
        return types.isEmpty() || types.contains(event.eventType());
    }
}
