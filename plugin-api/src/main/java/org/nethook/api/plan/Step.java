package org.nethook.api.plan;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.NetifException;

/**
 * One change of a {@link Plan}. A value: two equal steps do the same. Each knows how to do itself, how to see whether
 * it is done, and what would undo it.
 */
public sealed interface Step permits InterfaceStep, LaggStep, AddressStep, RouteStep, DhcpStep {

    /** The change in a few words, such as {@code add port mlxen0 to lagg0}. */
    String describe();

    /** The interfaces it changes. */
    List<String> interfaces();

    /** Why it cannot be applied now. */
    default Optional<String> obstacle(StepTarget target) throws NetifException {
        return Optional.empty();
    }

    /** Whether {@link #isDone} reads anything back. */
    default boolean isVerifiable() {
        return true;
    }

    /**
     * Does it.
     *
     * @throws NetifException when the kernel refuses
     */
    void apply(StepTarget target) throws NetifException;

    /**
     * Whether the state is as this step leaves it, read back from the kernel.
     *
     * @throws NetifException when the kernel refuses to tell
     */
    boolean isDone(StepTarget target) throws NetifException;

    /** The step that undoes this one; empty when nothing does. */
    Optional<Step> undo();
}
