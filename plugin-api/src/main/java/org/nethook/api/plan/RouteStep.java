package org.nethook.api.plan;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;

/** Changes of the routing table. */
public sealed interface RouteStep extends Step {

    /**
     * Adds a route.
     *
     * @param route the route
     */
    record Add(Route route) implements RouteStep {
        @Override
        public String describe() {
            return "add route " + route;
        }

        @Override
        public List<String> interfaces() {
            return List.of(route.ifName());
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().addRoute(route);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return target.query().routes().contains(route);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Delete(route));
        }
    }

    /**
     * Deletes a route.
     *
     * @param route the route
     */
    record Delete(Route route) implements RouteStep {
        @Override
        public String describe() {
            return "delete route " + route;
        }

        @Override
        public List<String> interfaces() {
            return List.of(route.ifName());
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().deleteRoute(route);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return !target.query().routes().contains(route);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new Add(route));
        }
    }
}
