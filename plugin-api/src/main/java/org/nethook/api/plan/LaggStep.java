package org.nethook.api.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/** Changes of a lagg and its ports. */
public sealed interface LaggStep extends Step {

    @Override
    default Optional<String> obstacle(StepTarget target) throws NetifException {
        String lagg = interfaces().get(0);
        Optional<Netif> netif = target.query().find(lagg);
        if (netif.isEmpty()) {
            return Optional.of("there is no interface " + lagg);
        }
        return netif.get().lagg().isPresent() ? Optional.empty() : Optional.of(lagg + " is no lagg");
    }

    /**
     * Sets the protocol of a lagg.
     *
     * @param lagg the lagg
     * @param protocol the protocol
     * @param previous what undoing goes back to
     */
    record SetProtocol(String lagg, LaggProtocol protocol, LaggProtocol previous) implements LaggStep {
        @Override
        public String describe() {
            return "set protocol of " + lagg + " to " + protocol.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public List<String> interfaces() {
            return List.of(lagg);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().setLaggProtocol(lagg, protocol);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.find(target, lagg)
                    .lagg()
                    .filter(l -> l.protocol() == protocol)
                    .isPresent();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new SetProtocol(lagg, previous, protocol));
        }
    }

    /**
     * Adds a port to a lagg; the first one becomes the primary.
     *
     * @param lagg the lagg
     * @param port the port
     */
    record AddPort(String lagg, String port) implements LaggStep {
        @Override
        public String describe() {
            return "add port " + port + " to " + lagg;
        }

        @Override
        public List<String> interfaces() {
            return List.of(lagg, port);
        }

        @Override
        public Optional<String> obstacle(StepTarget target) throws NetifException {
            Optional<String> obstacle = LaggStep.super.obstacle(target);
            if (obstacle.isEmpty()) {
                obstacle = NetifState.missing(target, port);
            }
            if (obstacle.isPresent()) {
                return obstacle;
            }
            Optional<String> owner = NetifState.laggOf(target, port);
            return owner.isEmpty() || owner.get().equals(lagg)
                    ? Optional.empty()
                    : Optional.of(port + " is a port of " + owner.get());
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().addLaggPort(lagg, port);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.find(target, lagg)
                    .lagg()
                    .filter(l -> l.hasPort(port))
                    .isPresent();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new RemovePort(lagg, port));
        }
    }

    /**
     * Removes a port from a lagg. One that is no longer a port, because it was pulled out, is removed already.
     *
     * @param lagg the lagg
     * @param port the port
     */
    record RemovePort(String lagg, String port) implements LaggStep {
        @Override
        public String describe() {
            return "remove port " + port + " from " + lagg;
        }

        @Override
        public List<String> interfaces() {
            return List.of(lagg, port);
        }

        @Override
        public Optional<String> obstacle(StepTarget target) {
            return Optional.empty();
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            if (!isDone(target)) {
                target.control().removeLaggPort(lagg, port);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.find(target, lagg)
                    .lagg()
                    .filter(l -> l.hasPort(port))
                    .isEmpty();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new AddPort(lagg, port));
        }
    }
}
