package org.nethook.api.plan;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.NetifException;

/** Changes of an interface itself. */
public sealed interface InterfaceStep extends Step {

    @Override
    default Optional<String> obstacle(StepTarget target) throws NetifException {
        return NetifState.missing(target, interfaces().get(0));
    }

    /**
     * Creates a pseudo-interface.
     *
     * @param ifName the interface
     */
    record Create(String ifName) implements InterfaceStep {
        @Override
        public String describe() {
            return "create " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public Optional<String> obstacle(StepTarget target) throws NetifException {
            return target.query().find(ifName).isPresent() ? Optional.of(ifName + " exists already") : Optional.empty();
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().create(ifName);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return target.query().find(ifName).isPresent();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Destroy(ifName));
        }
    }

    /**
     * Destroys a pseudo-interface; nothing undoes that.
     *
     * @param ifName the interface
     */
    record Destroy(String ifName) implements InterfaceStep {
        @Override
        public String describe() {
            return "destroy " + ifName;
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
            target.control().destroy(ifName);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return target.query().find(ifName).isEmpty();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.empty();
        }
    }

    /**
     * Sets IFF_UP.
     *
     * @param ifName the interface
     */
    record BringUp(String ifName) implements InterfaceStep {
        @Override
        public String describe() {
            return "bring up " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().setUp(ifName, true);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.find(target, ifName).isUp();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new BringDown(ifName));
        }
    }

    /**
     * Clears IFF_UP.
     *
     * @param ifName the interface
     */
    record BringDown(String ifName) implements InterfaceStep {
        @Override
        public String describe() {
            return "bring down " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().setUp(ifName, false);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return !NetifState.find(target, ifName).isUp();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new BringUp(ifName));
        }
    }

    /**
     * Sets the largest packet.
     *
     * @param ifName the interface
     * @param mtu bytes
     * @param previous bytes, what undoing goes back to
     */
    record SetMtu(String ifName, int mtu, int previous) implements InterfaceStep {
        @Override
        public String describe() {
            return "set MTU of " + ifName + " to " + mtu;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public Optional<String> obstacle(StepTarget target) throws NetifException {
            Optional<String> missing = NetifState.missing(target, ifName);
            Optional<String> lagg = missing.isPresent() ? missing : NetifState.laggOf(target, ifName);
            return missing.isPresent() || lagg.isEmpty() || isDone(target)
                    ? missing
                    : Optional.of(ifName + " is a port of " + lagg.get() + ", which sets its MTU");
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().setMtu(ifName, mtu);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.find(target, ifName).mtu() == mtu;
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new SetMtu(ifName, previous, mtu));
        }
    }
}
