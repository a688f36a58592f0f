package org.nethook.api.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifException;

/** Changes of a lagg and its ports. */
public sealed interface LaggStep extends Step {

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
     * Removes a port from a lagg.
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
        public void apply(StepTarget target) throws NetifException {
            target.control().removeLaggPort(lagg, port);
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
