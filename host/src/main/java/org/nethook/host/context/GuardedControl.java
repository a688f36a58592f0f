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
import org.nethook.host.plugin.LoadedPlugin;

/** Lets a plugin change the interfaces its manifest declares. In a dry run every change is refused. */
final class GuardedControl implements NetifControl {
    private final LoadedPlugin plugin;
    private final NetifControl control;
    private final boolean dryRun;

    GuardedControl(LoadedPlugin plugin, NetifControl control, boolean dryRun) {
        this.plugin = plugin;
        this.control = control;
        this.dryRun = dryRun;
    }

    static void check(LoadedPlugin plugin, String ifName) {
        if (!plugin.grants().mayControl(ifName)) {
            throw new SecurityException("plugin " + plugin.id() + " does not declare control of interface " + ifName
                    + " (Nethook-Control in the manifest of " + plugin.jar().getFileName() + ")");
        }
    }

    private void check(String operation, String ifName) throws NetifException {
        check(plugin, ifName);
        if (dryRun) {
            throw new NetifException(operation, ifName, "not done, this is a dry run");
        }
    }

    @Override
    public void create(String ifName) throws NetifException {
        check("create", ifName);
        control.create(ifName);
    }

    @Override
    public void destroy(String ifName) throws NetifException {
        check("destroy", ifName);
        control.destroy(ifName);
    }

    @Override
    public void setUp(String ifName, boolean up) throws NetifException {
        check("set flags", ifName);
        control.setUp(ifName, up);
    }

    @Override
    public void setMtu(String ifName, int mtu) throws NetifException {
        check("set MTU", ifName);
        control.setMtu(ifName, mtu);
    }

    @Override
    public void setLaggProtocol(String lagg, LaggProtocol protocol) throws NetifException {
        check("set lagg protocol", lagg);
        control.setLaggProtocol(lagg, protocol);
    }

    @Override
    public void addLaggPort(String lagg, String port) throws NetifException {
        check("add lagg port", lagg);
        check("add lagg port", port);
        control.addLaggPort(lagg, port);
    }

    @Override
    public void removeLaggPort(String lagg, String port) throws NetifException {
        check("remove lagg port", lagg);
        check("remove lagg port", port);
        control.removeLaggPort(lagg, port);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address) throws NetifException {
        check("add address", ifName);
        control.addAddress(ifName, address);
    }

    @Override
    public void removeAddress(String ifName, InterfaceAddress address) throws NetifException {
        check("remove address", ifName);
        control.removeAddress(ifName, address);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            throws NetifException {
        check("add address", ifName);
        control.addAddress(ifName, address, flags, lifetime);
    }

    @Override
    public void rename(String ifName, String newName) throws NetifException {
        check("rename", ifName);
        check("rename", newName);
        control.rename(ifName, newName);
    }

    @Override
    public void setMac(String ifName, MacAddress mac) throws NetifException {
        check("set mac", ifName);
        control.setMac(ifName, mac);
    }

    @Override
    public void setDescription(String ifName, String description) throws NetifException {
        check("set description", ifName);
        control.setDescription(ifName, description);
    }

    @Override
    public void addGroup(String ifName, String group) throws NetifException {
        check("add group", ifName);
        control.addGroup(ifName, group);
    }

    @Override
    public void removeGroup(String ifName, String group) throws NetifException {
        check("remove group", ifName);
        control.removeGroup(ifName, group);
    }

    @Override
    public void changeNd6(String ifName, Set<Nd6Flag> set, Set<Nd6Flag> clear) throws NetifException {
        check("set nd6 flags", ifName);
        control.changeNd6(ifName, set, clear);
    }

    @Override
    public void setLaggOption(String lagg, LaggOption option, boolean on) throws NetifException {
        check("set lagg option", lagg);
        control.setLaggOption(lagg, option, on);
    }

    @Override
    public void setLaggHash(String lagg, Set<LaggHash> hash) throws NetifException {
        check("set lagg hash", lagg);
        control.setLaggHash(lagg, hash);
    }

    @Override
    public void setVlan(String ifName, Vlan vlan) throws NetifException {
        check("set vlan", ifName);
        control.setVlan(ifName, vlan);
    }

    @Override
    public void clearVlan(String ifName) throws NetifException {
        check("clear vlan", ifName);
        control.clearVlan(ifName);
    }

    @Override
    public void setFib(String ifName, int fib) throws NetifException {
        check("set FIB", ifName);
        control.setFib(ifName, fib);
    }

    @Override
    public void addRoute(Route route) throws NetifException {
        check("add route", route.ifName());
        control.addRoute(route);
    }

    @Override
    public void deleteRoute(Route route) throws NetifException {
        check("delete route", route.ifName());
        control.deleteRoute(route);
    }

    @Override
    public void addRoute(Route route, int fib) throws NetifException {
        check("add route", route.ifName());
        control.addRoute(route, fib);
    }

    @Override
    public void changeRoute(Route route, int fib) throws NetifException {
        check("change route", route.ifName());
        control.changeRoute(route, fib);
    }

    @Override
    public void deleteRoute(Route route, int fib) throws NetifException {
        check("delete route", route.ifName());
        control.deleteRoute(route, fib);
    }
}
