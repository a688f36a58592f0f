package org.nethook.host.context;

import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
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
    public void addRoute(Route route) throws NetifException {
        check("add route", route.ifName());
        control.addRoute(route);
    }

    @Override
    public void deleteRoute(Route route) throws NetifException {
        check("delete route", route.ifName());
        control.deleteRoute(route);
    }
}
