package org.nethook.host.resident.lane;

import org.nethook.host.dispatch.DispatchResult;

/** Waits for the end of one event, such as to answer who sent it. Called once, must not block. */
@FunctionalInterface
public interface EventEnd {
    /** Who does not wait. */
    EventEnd NOBODY = (ended, result) -> {};

    /**
     * The event ended.
     *
     * @param result how many listeners were told, and failed; none unless it was handled
     */
    void ended(Ended ended, DispatchResult result);
}
