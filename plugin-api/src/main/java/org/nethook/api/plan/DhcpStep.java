package org.nethook.api.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/** Changes of the DHCP clients that run. */
public sealed interface DhcpStep extends Step {

    /**
     * Starts a DHCP client. It is done when the client runs; nobody waits for its lease.
     *
     * @param ifName the interface
     * @param mode how it goes into the background
     * @param flags further arguments of the client
     */
    record Start(String ifName, DhcpMode mode, List<String> flags) implements DhcpStep {
        public Start {
            Objects.requireNonNull(ifName);
            Objects.requireNonNull(mode);
            flags = List.copyOf(flags);
        }

        /** Starts a DHCP client without further arguments. */
        public Start(String ifName, DhcpMode mode) {
            this(ifName, mode, List.of());
        }

        /** Starts a DHCP client in the background. */
        public Start(String ifName) {
            this(ifName, DhcpMode.BACKGROUND, List.of());
        }

        @Override
        public String describe() {
            return "start dhclient" + (mode == DhcpMode.SYNCHRONOUS ? " (SYNCDHCP)" : "") + " on " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public Optional<String> obstacle(StepTarget target) throws NetifException {
            return NetifState.missing(target, ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.dhcp().start(ifName, mode, flags);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return target.dhcp().isRunning(ifName);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Stop(ifName, mode, flags));
        }
    }

    /**
     * Ends a DHCP client, which keeps its lease. The address 0.0.0.0 that it asks with, and leaves behind, goes with it.
     *
     * @param ifName the interface
     * @param mode how it was started, with which undoing starts it again
     * @param flags the arguments it was started with
     */
    record Stop(String ifName, DhcpMode mode, List<String> flags) implements DhcpStep {
        public Stop {
            Objects.requireNonNull(ifName);
            Objects.requireNonNull(mode);
            flags = List.copyOf(flags);
        }

        /** Ends a DHCP client that was started in the background. */
        public Stop(String ifName) {
            this(ifName, DhcpMode.BACKGROUND, List.of());
        }

        @Override
        public String describe() {
            return "stop dhclient on " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public Optional<String> obstacle(StepTarget target) {
            return Optional.empty();
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.dhcp().stop(ifName);
            InterfaceAddress left = leftBehind(target);
            if (left != null) {
                target.control().removeAddress(ifName, left);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return !target.dhcp().isRunning(ifName) && leftBehind(target) == null;
        }

        private InterfaceAddress leftBehind(StepTarget target) throws NetifException {
            Optional<Netif> netif = target.query().find(ifName);
            if (netif.isPresent()) {
                for (InterfaceAddress each : netif.get().addresses()) {
                    if (each.address().isV4() && each.address().isUnspecified()) {
                        return each;
                    }
                }
            }
            return null;
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Start(ifName, mode, flags));
        }
    }
}
