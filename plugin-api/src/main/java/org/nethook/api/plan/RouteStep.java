package org.nethook.api.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;

/** Changes of the routing tables. FIB 0 is the table of the host's own process. */
public sealed interface RouteStep extends Step {

    /**
     * Adds a route.
     *
     * @param route the route
     * @param fib the table, 0 and up
     */
    record Add(Route route, int fib) implements RouteStep {
        public Add {
            Objects.requireNonNull(route);
        }

        /** Adds a route to FIB 0. */
        public Add(Route route) {
            this(route, 0);
        }

        @Override
        public String describe() {
            return "add route " + route + inFib(fib);
        }

        @Override
        public List<String> interfaces() {
            return List.of(route.ifName());
        }

        @Override
        public Optional<String> obstacle(StepTarget target) throws NetifException {
            Optional<String> missing = leavesBy(target, route);
            if (missing.isPresent() || NetifState.has(target, route, fib)) {
                return missing;
            }
            Route other = NetifState.toSameDestination(target, route, fib);
            return other == null ? Optional.empty() : Optional.of("there is the route " + other + inFib(fib));
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            if (fib == 0) {
                target.control().addRoute(route);
            } else {
                target.control().addRoute(route, fib);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.has(target, route, fib);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Delete(route, fib));
        }
    }

    /**
     * Deletes a route.
     *
     * @param route the route
     * @param fib the table, 0 and up
     */
    record Delete(Route route, int fib) implements RouteStep {
        public Delete {
            Objects.requireNonNull(route);
        }

        /** Deletes a route from FIB 0. */
        public Delete(Route route) {
            this(route, 0);
        }

        @Override
        public String describe() {
            return "delete route " + route + inFib(fib);
        }

        @Override
        public List<String> interfaces() {
            return List.of(route.ifName());
        }

        @Override
        public Optional<String> obstacle(StepTarget target) throws NetifException {
            return Optional.empty();
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            if (fib == 0) {
                target.control().deleteRoute(route);
            } else {
                target.control().deleteRoute(route, fib);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return !NetifState.has(target, route, fib);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Add(route, fib));
        }
    }

    /**
     * Gives the route to a destination another gateway or interface, without a moment in which there is none. Where there is none
     * any more, because it went with its interface, it is added.
     *
     * @param to the route as it is to become
     * @param from the route as it is, to the same destination; what undoing goes back to
     * @param fib the table, 0 and up
     */
    record Change(Route to, Route from, int fib) implements RouteStep {
        /** @throws IllegalArgumentException when the routes are not to the same destination */
        public Change {
            if (to.prefixLength() != from.prefixLength() || !to.destination().equals(from.destination())) {
                throw new IllegalArgumentException(to + " and " + from + " are not to the same destination");
            }
        }

        @Override
        public String describe() {
            return "change route " + from + " to" + (to.gateway().equals(from.gateway()) ? "" : via(to))
                    + (to.ifName().isEmpty() ? "" : " dev " + to.ifName()) + inFib(fib);
        }

        private static String via(Route route) {
            return route.gateway().isPresent() ? " via " + route.gateway().get() : " the link";
        }

        @Override
        public List<String> interfaces() {
            return to.ifName().equals(from.ifName()) ? List.of(to.ifName()) : List.of(to.ifName(), from.ifName());
        }

        @Override
        public Optional<String> obstacle(StepTarget target) throws NetifException {
            Optional<String> missing = leavesBy(target, to);
            if (missing.isPresent() || NetifState.has(target, to, fib) || NetifState.has(target, from, fib)) {
                return missing;
            }
            Route other = NetifState.toSameDestination(target, from, fib);
            return other == null
                    ? Optional.empty()
                    : Optional.of("there is no route " + from + inFib(fib) + " but " + other);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            if (NetifState.toSameDestination(target, to, fib) == null) {
                new Add(to, fib).apply(target);
            } else {
                target.control().changeRoute(to, fib);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.has(target, to, fib);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Change(from, to, fib));
        }
    }

    /**
     * Puts a route back that went with an address, and does nothing while it is there. Removing an address takes the routes that
     * use it along; so this stands after an {@link AddressStep.Remove}, and once more before an {@link AddressStep.Add},
     * whose undoing removes one.
     *
     * @param route the route
     * @param fib the table, 0 and up
     */
    record Keep(Route route, int fib) implements RouteStep {
        public Keep {
            Objects.requireNonNull(route);
        }

        @Override
        public String describe() {
            return "keep route " + route + inFib(fib);
        }

        @Override
        public List<String> interfaces() {
            return List.of(route.ifName());
        }

        @Override
        public Optional<String> obstacle(StepTarget target) throws NetifException {
            return leavesBy(target, route);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            if (NetifState.has(target, route, fib)) {
                return;
            }
            if (NetifState.toSameDestination(target, route, fib) == null) {
                new Add(route, fib).apply(target);
            } else {
                target.control().changeRoute(route, fib);
            }
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return NetifState.has(target, route, fib);
        }

        /** Not by a look before it: a route that is there yet can go with what is undone later. */
        @Override
        public boolean isVerifiable() {
            return false;
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(this);
        }
    }

    private static Optional<String> leavesBy(StepTarget target, Route route) throws NetifException {
        return route.ifName().isEmpty() ? Optional.empty() : NetifState.missing(target, route.ifName());
    }

    private static String inFib(int fib) {
        return fib == 0 ? "" : " (FIB " + fib + ")";
    }
}
