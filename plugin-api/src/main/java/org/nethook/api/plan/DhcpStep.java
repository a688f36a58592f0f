package org.nethook.api.plan;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.NetifException;

/** Changes of the DHCP clients that run. */
public sealed interface DhcpStep extends Step {

    /**
     * Starts a DHCP client.
     *
     * @param ifName the interface
     */
    record Start(String ifName) implements DhcpStep {
        @Override
        public String describe() {
            return "start dhclient on " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.dhcp().start(ifName);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return target.dhcp().isRunning(ifName);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Stop(ifName));
        }
    }

    /**
     * Ends a DHCP client, which keeps its lease.
     *
     * @param ifName the interface
     */
    record Stop(String ifName) implements DhcpStep {
        @Override
        public String describe() {
            return "stop dhclient on " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.dhcp().stop(ifName);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return !target.dhcp().isRunning(ifName);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Start(ifName));
        }
    }
}
