package org.nethook.host.replay;

import java.time.Duration;
import java.util.Objects;

/**
 * One entry of a timeline.
 *
 * @param at since the machine was switched on
 * @param action what happens
 * @param comment what the scenario's author has to say about it, perhaps nothing
 */
public record Happening(Duration at, Action action, String comment) {

    public Happening {
        Objects.requireNonNull(at);
        Objects.requireNonNull(action);
        Objects.requireNonNull(comment);
    }
}
