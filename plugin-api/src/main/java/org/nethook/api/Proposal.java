package org.nethook.api;

import java.util.List;
import java.util.Objects;
import org.nethook.api.plan.Plan;

/**
 * What a {@link Reconciler} would do about an interface.
 *
 * @param kind whether there is anything to do
 * @param plan what would be done; without steps unless the kind is {@link Kind#CHANGE}
 * @param reason why, one line an operator understands
 */
public record Proposal(Kind kind, Plan plan, String reason) {

    /** What a reconciler can find. */
    public enum Kind {
        /** The interface is as it should be. */
        AS_WANTED,
        /** It is not, and the plan makes it so. */
        CHANGE,
        /** It is not, and something that an operator must decide about keeps the plugin from changing it. */
        REFUSED,
        /** The plugin has no business with this interface. */
        NOT_MINE
    }

    public Proposal {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(plan);
        Objects.requireNonNull(reason);
        if (plan.isEmpty() == (kind == Kind.CHANGE)) {
            throw new IllegalArgumentException(kind + " with " + plan.steps().size() + " steps");
        }
    }

    /** The interface is as it should be. */
    public static Proposal asWanted(String ifName, String reason) {
        return nothing(Kind.AS_WANTED, ifName, reason);
    }

    /** The plan makes it as it should be; one without steps says that it already is. */
    public static Proposal of(Plan plan) {
        return new Proposal(plan.isEmpty() ? Kind.AS_WANTED : Kind.CHANGE, plan, plan.reason());
    }

    /** An operator must decide first. */
    public static Proposal refused(String ifName, String reason) {
        return nothing(Kind.REFUSED, ifName, reason);
    }

    /** The plugin has no business with this interface. */
    public static Proposal notMine(String ifName, String reason) {
        return nothing(Kind.NOT_MINE, ifName, reason);
    }

    private static Proposal nothing(Kind kind, String ifName, String reason) {
        return new Proposal(kind, new Plan(ifName, reason, List.of()), reason);
    }
}
