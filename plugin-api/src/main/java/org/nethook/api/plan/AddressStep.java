package org.nethook.api.plan;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.NetifException;

/** Changes of the addresses of an interface. */
public sealed interface AddressStep extends Step {

    /**
     * Adds an address.
     *
     * @param ifName the interface
     * @param address the address
     */
    record Add(String ifName, InterfaceAddress address) implements AddressStep {
        @Override
        public String describe() {
            return "add " + address + " to " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().addAddress(ifName, address);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.has(NetifState.find(target, ifName), address);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Remove(ifName, address));
        }
    }

    /**
     * Removes an address. Delete the routes through it first, so that undoing brings them back.
     *
     * @param ifName the interface
     * @param address the address
     */
    record Remove(String ifName, InterfaceAddress address) implements AddressStep {
        @Override
        public String describe() {
            return "remove " + address + " from " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().removeAddress(ifName, address);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return !NetifState.has(NetifState.find(target, ifName), address);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Add(ifName, address));
        }
    }
}
