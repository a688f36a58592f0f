package org.nethook.api.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Vlan;

/** Changes of VLAN interfaces. */
public sealed interface VlanStep extends Step {

    /**
     * Moves a VLAN to another parent. Its addresses and routes stay, its link and MTU become the new parent's.
     *
     * @param ifName the VLAN interface
     * @param vlan parent, tag and priority it is to have
     * @param previous those it has, what undoing goes back to
     */
    record Reparent(String ifName, Vlan vlan, Vlan previous) implements VlanStep {
        public Reparent {
            Objects.requireNonNull(ifName);
            Objects.requireNonNull(vlan);
            Objects.requireNonNull(previous);
        }

        @Override
        public String describe() {
            return "move " + ifName + " (VLAN " + previous.tag() + ") from " + previous.parent() + " to "
                    + vlan.parent() + (vlan.tag() == previous.tag() ? "" : " (VLAN " + vlan.tag() + ")");
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public Optional<String> obstacle(StepTarget target) throws NetifException {
            Optional<String> gone = NetifState.missing(target, ifName);
            if (gone.isPresent()) {
                return gone;
            }
            gone = NetifState.missing(target, vlan.parent());
            if (gone.isPresent()) {
                return gone;
            }
            Optional<Vlan> now = NetifState.details(target, ifName).vlan();
            if (now.isEmpty() || now.get().equals(vlan) || now.get().equals(previous)) {
                return Optional.empty();
            }
            return Optional.of(ifName + " is VLAN " + now.get().tag() + " on "
                    + now.get().parent() + " by now, not " + previous.tag() + " on " + previous.parent());
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().setVlan(ifName, vlan);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            Optional<Vlan> now = NetifState.details(target, ifName).vlan();
            return now.isPresent() && now.get().equals(vlan);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Reparent(ifName, previous, vlan));
        }
    }
}
