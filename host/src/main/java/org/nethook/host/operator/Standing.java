package org.nethook.host.operator;

import java.util.Objects;
import java.util.Optional;
import org.nethook.api.plan.Plan;

/**
 * What one plugin says of one interface.
 *
 * @param ifName the interface
 * @param pluginId the plugin
 * @param kind how the interface stands
 * @param reason why, one line
 * @param plan what would be done; empty unless something would
 */
public record Standing(String ifName, String pluginId, Kind kind, String reason, Optional<Plan> plan) {

    /** How an interface can stand. */
    public enum Kind {
        /** As the plugin wants it. */
        AS_WANTED,
        /** Not so, and the plugin has a plan. */
        WOULD_CHANGE,
        /** Not so, and an operator must decide first. */
        REFUSED,
        /** The plugin could not find out. */
        UNKNOWN
    }

    public Standing {
        Objects.requireNonNull(ifName);
        Objects.requireNonNull(pluginId);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(reason);
        if (plan.isPresent() != (kind == Kind.WOULD_CHANGE)) {
            throw new IllegalArgumentException(kind + (plan.isPresent() ? " with" : " without") + " a plan");
        }
    }
}
