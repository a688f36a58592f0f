package org.nethook.api.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Nd6Flag;

/** Changes of what an interface says of itself and how it takes part in IPv6 and routing. */
public sealed interface AttributeStep extends Step {

    @Override
    default Optional<String> obstacle(StepTarget target) throws NetifException {
        return NetifState.missing(target, interfaces().get(0));
    }

    /**
     * Sets what an administrator reads about the interface.
     *
     * @param ifName the interface
     * @param description empty to remove it
     * @param previous what undoing goes back to; empty for none
     */
    record SetDescription(String ifName, String description, String previous) implements AttributeStep {
        public SetDescription {
            Objects.requireNonNull(ifName);
            Objects.requireNonNull(description);
            Objects.requireNonNull(previous);
        }

        @Override
        public String describe() {
            return description.isEmpty()
                    ? "remove the description of " + ifName
                    : "describe " + ifName + " as \"" + description + "\"";
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().setDescription(ifName, description);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.details(target, ifName).description().orElse("").equals(description);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new SetDescription(ifName, previous, description));
        }
    }

    /**
     * Adds the interface to a group.
     *
     * @param ifName the interface
     * @param group the group
     */
    record AddGroup(String ifName, String group) implements AttributeStep {
        @Override
        public String describe() {
            return "add " + ifName + " to group " + group;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            if (!isDone(target)) {
                target.control().addGroup(ifName, group);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.details(target, ifName).groups().contains(group);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new RemoveGroup(ifName, group));
        }
    }

    /**
     * Removes the interface from a group.
     *
     * @param ifName the interface
     * @param group the group
     */
    record RemoveGroup(String ifName, String group) implements AttributeStep {
        @Override
        public String describe() {
            return "remove " + ifName + " from group " + group;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            if (!isDone(target)) {
                target.control().removeGroup(ifName, group);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return !NetifState.details(target, ifName).groups().contains(group);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new AddGroup(ifName, group));
        }
    }

    /**
     * Changes how the interface takes part in IPv6 neighbour discovery. Undoing sets what was cleared and clears what was set:
     * name only flags that change.
     *
     * @param ifName the interface
     * @param set flags to set
     * @param clear flags to clear
     */
    record ChangeNd6(String ifName, Set<Nd6Flag> set, Set<Nd6Flag> clear) implements AttributeStep {
        /** @throws IllegalArgumentException when a flag is to be set and cleared */
        public ChangeNd6 {
            set = Set.copyOf(set);
            clear = Set.copyOf(clear);
            for (Nd6Flag flag : set) {
                if (clear.contains(flag)) {
                    throw new IllegalArgumentException(flag + " cannot be set and cleared at once");
                }
            }
        }

        @Override
        public String describe() {
            StringBuilder words =
                    new StringBuilder("set IPv6 of ").append(ifName).append(" to");
            // Sets have no order of their own, and the same plan is to read the same every time.
            for (Nd6Flag flag : Nd6Flag.values()) {
                if (set.contains(flag)) {
                    words.append(' ').append(NetifState.word(flag));
                } else if (clear.contains(flag)) {
                    words.append(" -").append(NetifState.word(flag));
                }
            }
            return words.toString();
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().changeNd6(ifName, set, clear);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            NetifDetails details = NetifState.details(target, ifName);
            for (Nd6Flag flag : Nd6Flag.values()) {
                boolean has = details.nd6().contains(flag);
                if (set.contains(flag) && !has || clear.contains(flag) && has) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new ChangeNd6(ifName, clear, set));
        }
    }

    /**
     * Sets the routing table of packets that arrive on the interface.
     *
     * @param ifName the interface
     * @param fib the table
     * @param previous what undoing goes back to
     */
    record SetFib(String ifName, int fib, int previous) implements AttributeStep {
        @Override
        public String describe() {
            return "set routing table of " + ifName + " to FIB " + fib;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().setFib(ifName, fib);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.details(target, ifName).fib() == fib;
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new SetFib(ifName, previous, fib));
        }
    }
}
