package org.nethook.host.context;

import java.util.Set;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.LaggHash;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.host.plugin.grant.Operation;

/** Lets a plugin change the interfaces its manifest declares. In a dry run every change is refused. */
final class GuardedControl implements NetifControl {
    private final Doorman doorman;
    private final NetifControl control;
    private final boolean dryRun;

    GuardedControl(Doorman doorman, NetifControl control, boolean dryRun) {
        this.doorman = doorman;
        this.control = control;
        this.dryRun = dryRun;
    }

    private void check(Operation operation, String ifName) throws NetifException {
        doorman.control(operation, ifName);
        if (dryRun) {
            throw new NetifException(operation.phrase(), ifName, "not done, this is a dry run");
        }
    }

    @Override
    public void create(String ifName) throws NetifException {
        check(Operation.CREATE, ifName);
        control.create(ifName);
    }

    @Override
    public void destroy(String ifName) throws NetifException {
        check(Operation.DESTROY, ifName);
        control.destroy(ifName);
    }

    @Override
    public void setUp(String ifName, boolean up) throws NetifException {
        check(Operation.UP, ifName);
        control.setUp(ifName, up);
    }

    @Override
    public void setMtu(String ifName, int mtu) throws NetifException {
        check(Operation.MTU, ifName);
        control.setMtu(ifName, mtu);
    }

    @Override
    public void setLaggProtocol(String lagg, LaggProtocol protocol) throws NetifException {
        check(Operation.LAGG, lagg);
        control.setLaggProtocol(lagg, protocol);
    }

    @Override
    public void addLaggPort(String lagg, String port) throws NetifException {
        check(Operation.LAGG, lagg);
        check(Operation.LAGG, port);
        control.addLaggPort(lagg, port);
    }

    @Override
    public void removeLaggPort(String lagg, String port) throws NetifException {
        check(Operation.LAGG, lagg);
        check(Operation.LAGG, port);
        control.removeLaggPort(lagg, port);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address) throws NetifException {
        check(Operation.ADDRESS, ifName);
        control.addAddress(ifName, address);
    }

    @Override
    public void removeAddress(String ifName, InterfaceAddress address) throws NetifException {
        check(Operation.ADDRESS, ifName);
        control.removeAddress(ifName, address);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            throws NetifException {
        check(Operation.ADDRESS, ifName);
        control.addAddress(ifName, address, flags, lifetime);
    }

    @Override
    public void rename(String ifName, String newName) throws NetifException {
        check(Operation.RENAME, ifName);
        check(Operation.RENAME, newName);
        control.rename(ifName, newName);
    }

    @Override
    public void setMac(String ifName, MacAddress mac) throws NetifException {
        check(Operation.MAC, ifName);
        control.setMac(ifName, mac);
    }

    @Override
    public void setDescription(String ifName, String description) throws NetifException {
        check(Operation.DESCRIPTION, ifName);
        control.setDescription(ifName, description);
    }

    @Override
    public void addGroup(String ifName, String group) throws NetifException {
        check(Operation.GROUP, ifName);
        control.addGroup(ifName, group);
    }

    @Override
    public void removeGroup(String ifName, String group) throws NetifException {
        check(Operation.GROUP, ifName);
        control.removeGroup(ifName, group);
    }

    @Override
    public void changeNd6(String ifName, Set<Nd6Flag> set, Set<Nd6Flag> clear) throws NetifException {
        check(Operation.ADDRESS, ifName);
        control.changeNd6(ifName, set, clear);
    }

    @Override
    public void setLaggOption(String lagg, LaggOption option, boolean on) throws NetifException {
        check(Operation.LAGG, lagg);
        control.setLaggOption(lagg, option, on);
    }

    @Override
    public void setLaggHash(String lagg, Set<LaggHash> hash) throws NetifException {
        check(Operation.LAGG, lagg);
        control.setLaggHash(lagg, hash);
    }

    @Override
    public void setVlan(String ifName, Vlan vlan) throws NetifException {
        check(Operation.VLAN, ifName);
        control.setVlan(ifName, vlan);
    }

    @Override
    public void clearVlan(String ifName) throws NetifException {
        check(Operation.VLAN, ifName);
        control.clearVlan(ifName);
    }

    @Override
    public void setFib(String ifName, int fib) throws NetifException {
        check(Operation.ROUTE, ifName);
        control.setFib(ifName, fib);
    }

    @Override
    public void addRoute(Route route) throws NetifException {
        check(Operation.ROUTE, route.ifName());
        control.addRoute(route);
    }

    @Override
    public void deleteRoute(Route route) throws NetifException {
        check(Operation.ROUTE, route.ifName());
        control.deleteRoute(route);
    }

    @Override
    public void addRoute(Route route, int fib) throws NetifException {
        check(Operation.ROUTE, route.ifName());
        control.addRoute(route, fib);
    }

    @Override
    public void changeRoute(Route route, int fib) throws NetifException {
        check(Operation.ROUTE, route.ifName());
        control.changeRoute(route, fib);
    }

    @Override
    public void deleteRoute(Route route, int fib) throws NetifException {
        check(Operation.ROUTE, route.ifName());
        control.deleteRoute(route, fib);
    }
}
