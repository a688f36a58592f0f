package org.nethook.api.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.attribute.Vlan;

/** Changes of VLAN interfaces. */
public sealed interface VlanStep extends Step {

    /**
     * Moves a VLAN to another parent. Its addresses, routes and MTU stay, its link becomes the new parent's. The kernel itself gives it
     * the parent's MTU, so a smaller one is set right after.
     *
     * @param ifName the VLAN interface
     * @param vlan parent, tag and priority it is to have
     * @param previous those it has, what undoing goes back to
     * @param mtu the MTU that it has and keeps
     */
    record Reparent(String ifName, Vlan vlan, Vlan previous, int mtu) implements VlanStep {
        /** @throws IllegalArgumentException for an MTU below 1 */
        public Reparent {
            Objects.requireNonNull(ifName);
            if (mtu < 1) {
                throw new IllegalArgumentException("an MTU is 1 at least, not " + mtu);
            }
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
            if (!isOn(vlan, target)) {
                target.control().setVlan(ifName, vlan);
            }
            if (NetifState.find(target, ifName).mtu() != mtu) {
                target.control().setMtu(ifName, mtu);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return isOn(vlan, target) && NetifState.find(target, ifName).mtu() == mtu;
        }

        private boolean isOn(Vlan wanted, StepTarget target) throws NetifException {
            Optional<Vlan> now = NetifState.details(target, ifName).vlan();
            return now.isPresent() && now.get().equals(wanted);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Reparent(ifName, previous, vlan, mtu));
        }
    }
}
