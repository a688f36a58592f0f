package org.nethook.api.plan;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.NetifException;

/**
 * One change of a {@link Plan}. A value: two equal steps do the same. Each knows what must hold before it, how to do itself,
 * how to see whether it is done, and what would undo it.
 *
 * <p>Every step is a record, and the host writes it to disk and reads it back by its components alone. They are only of
 * these types: String, int, long, boolean, Duration, enums, the value types and records of {@code org.nethook.api.netif} and
 * {@code org.nethook.api.netif.attribute}, {@link VariableChange}, {@link
 * org.nethook.api.resolver.ResolverChange}, and Optional, Set and List of any of these.
 */
public sealed interface Step
        permits InterfaceStep,
                AttributeStep,
                LaggStep,
                VlanStep,
                AddressStep,
                RouteStep,
                DhcpStep,
                RunScript,
                SystemConfigStep,
                ResolverStep {

    /** The change in a few words, such as {@code add port mlxen0 to lagg0}. */
    String describe();

    /** The interfaces it changes. */
    List<String> interfaces();

    /**
     * Its precondition: why it cannot be applied now, as a sentence without capital and full stop, such as {@code mlxen0 is
     * a port of lagg3}. Asked right before it is applied; changes nothing. To create what exists is an obstacle, because
     * undoing it would destroy what is somebody else's; any other step that is already done has none.
     *
     * @return empty when nothing is in the way
     * @throws NetifException when the kernel refuses to tell
     */
    Optional<String> obstacle(StepTarget target) throws NetifException;

    /**
     * Does it.
     *
     * @throws NetifException when the kernel refuses
     */
    void apply(StepTarget target) throws NetifException;

    /**
     * Whether the state is as this step leaves it, read back from the kernel.
     *
     * @return true also for a step that {@linkplain #isVerifiable() cannot be verified}
     * @throws NetifException when the kernel refuses to tell
     */
    boolean isDone(StepTarget target) throws NetifException;

    /** Whether {@link #isDone} reads anything back. A step that cannot be verified is done when it was applied. */
    default boolean isVerifiable() {
        return true;
    }

    /** The step that undoes this one; empty when nothing does. */
    Optional<Step> undo();
}
