package org.nethook.api.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;

/**
 * One change of a {@link Plan}. A value: two equal steps do the same. Each knows how to do itself, how to see whether
 * it is done, and what would undo it.
 */
public sealed interface Step {

    /** The change in a few words, such as {@code add port mlxen0 to lagg0}. */
    String describe();

    /** The interfaces it changes. */
    List<String> interfaces();

    /**
     * Does it.
     *
     * @throws NetifException when the kernel refuses
     */
    void apply(StepTarget target) throws NetifException;

    /**
     * Whether the state is as this step leaves it, read back from the kernel.
     *
     * @throws NetifException when the kernel refuses to tell
     */
    boolean isDone(StepTarget target) throws NetifException;

    /** The step that undoes this one; empty when nothing does. */
    Optional<Step> undo();

    /**
     * Creates a pseudo-interface.
     *
     * @param ifName the interface
     */
    record CreateInterface(String ifName) implements Step {
        @Override
        public String describe() {
            return "create " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
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
            return Optional.of(new DestroyInterface(ifName));
        }
    }

    /**
     * Destroys a pseudo-interface; nothing undoes that.
     *
     * @param ifName the interface
     */
    record DestroyInterface(String ifName) implements Step {
        @Override
        public String describe() {
            return "destroy " + ifName;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
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
     * Sets the protocol of a lagg.
     *
     * @param lagg the lagg
     * @param protocol the protocol
     * @param previous what undoing goes back to
     */
    record SetLaggProtocol(String lagg, LaggProtocol protocol, LaggProtocol previous) implements Step {
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
            return find(target, lagg)
                    .lagg()
                    .filter(l -> l.protocol() == protocol)
                    .isPresent();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new SetLaggProtocol(lagg, previous, protocol));
        }
    }

    /**
     * Adds a port to a lagg; the first one becomes the primary.
     *
     * @param lagg the lagg
     * @param port the port
     */
    record AddLaggPort(String lagg, String port) implements Step {
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
            return find(target, lagg).lagg().filter(l -> l.hasPort(port)).isPresent();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new RemoveLaggPort(lagg, port));
        }
    }

    /**
     * Removes a port from a lagg.
     *
     * @param lagg the lagg
     * @param port the port
     */
    record RemoveLaggPort(String lagg, String port) implements Step {
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
            return find(target, lagg).lagg().filter(l -> l.hasPort(port)).isEmpty();
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new AddLaggPort(lagg, port));
        }
    }

    /**
     * Sets IFF_UP.
     *
     * @param ifName the interface
     */
    record BringUp(String ifName) implements Step {
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
            return find(target, ifName).isUp();
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
    record BringDown(String ifName) implements Step {
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
            return !find(target, ifName).isUp();
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
    record SetMtu(String ifName, int mtu, int previous) implements Step {
        @Override
        public String describe() {
            return "set MTU of " + ifName + " to " + mtu;
        }

        @Override
        public List<String> interfaces() {
            return List.of(ifName);
        }

        @Override
        public void apply(StepTarget target) throws NetifException {
            target.control().setMtu(ifName, mtu);
        }

        @Override
        public boolean isDone(StepTarget target) throws NetifException {
            return find(target, ifName).mtu() == mtu;
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new SetMtu(ifName, previous, mtu));
        }
    }

    /**
     * Adds an address.
     *
     * @param ifName the interface
     * @param address the address
     */
    record AddAddress(String ifName, InterfaceAddress address) implements Step {
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
            return has(find(target, ifName), address);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new RemoveAddress(ifName, address));
        }
    }

    /**
     * Removes an address. Delete the routes through it first, so that undoing brings them back.
     *
     * @param ifName the interface
     * @param address the address
     */
    record RemoveAddress(String ifName, InterfaceAddress address) implements Step {
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
            return !has(find(target, ifName), address);
        }

        @Override
        public Optional<Step> undo() {
            return Optional.of(new AddAddress(ifName, address));
        }
    }

    /**
     * Adds a route.
     *
     * @param route the route
     */
    record AddRoute(Route route) implements Step {
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
            return Optional.of(new DeleteRoute(route));
        }
    }

    /**
     * Deletes a route.
     *
     * @param route the route
     */
    record DeleteRoute(Route route) implements Step {
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
            return Optional.of(new AddRoute(route));
        }
    }

    /**
     * Starts a DHCP client.
     *
     * @param ifName the interface
     */
    record StartDhcp(String ifName) implements Step {
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
            return Optional.of(new StopDhcp(ifName));
        }
    }

    /**
     * Ends a DHCP client, which keeps its lease.
     *
     * @param ifName the interface
     */
    record StopDhcp(String ifName) implements Step {
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
            return Optional.of(new StartDhcp(ifName));
        }
    }

    private static Netif find(StepTarget target, String ifName) throws NetifException {
        Optional<Netif> found = target.query().find(ifName);
        if (found.isEmpty()) {
            throw new NetifException("verify", ifName, "the interface is gone");
        }
        return found.get();
    }

    private static boolean has(Netif netif, InterfaceAddress address) {
        for (InterfaceAddress candidate : netif.addresses()) {
            if (candidate.address().equals(address.address()) && candidate.prefixLength() == address.prefixLength()) {
                return true;
            }
        }
        return false;
    }
}
