package org.nethook.netif.freebsd;

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
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.route.Rtm;

/** Changes interfaces by ioctl and routes by the routing socket. */
final class FreeBsdControl implements NetifControl {
    private final Requests requests;
    private final LaggControl laggs;
    private final AttributeControl attributes;
    private final VlanControl vlans;
    private final AddressControl addresses;
    private final RouteControl routes;

    FreeBsdControl(KernelCalls kernel, FreeBsdQuery query) {
        this.requests = new Requests(kernel);
        this.laggs = new LaggControl(requests);
        this.attributes = new AttributeControl(requests);
        DetailsQuery details = new DetailsQuery(requests);
        this.vlans = new VlanControl(requests, details);
        this.addresses = new AddressControl(requests, query, details);
        this.routes = new RouteControl(kernel, requests, query);
    }

    @Override
    public void create(String ifName) throws NetifException {
        // Zero but for the name: the kernel takes what follows it for a pointer to parameters, which a lagg has none
        // of.
        requests.call(SockIo.SIOCIFCREATE2, requests.named(ifName, "create"), "create", ifName);
    }

    @Override
    public void destroy(String ifName) throws NetifException {
        requests.call(SockIo.SIOCIFDESTROY, requests.named(ifName, "destroy"), "destroy", ifName);
    }

    @Override
    public void setUp(String ifName, boolean up) throws NetifException {
        String operation = up ? "bring up" : "bring down";
        Memory request = requests.named(ifName, operation);
        requests.call(SockIo.SIOCGIFFLAGS, request, operation, ifName);
        int flags = IfReq.flags(request);
        int wanted = up ? flags | NetIf.IFF_UP : flags & ~NetIf.IFF_UP;
        if (wanted != flags) {
            IfReq.putFlags(request, wanted);
            requests.call(SockIo.SIOCSIFFLAGS, request, operation, ifName);
        }
    }

    @Override
    public void rename(String ifName, String newName) throws NetifException {
        attributes.rename(ifName, newName);
    }

    @Override
    public void setMac(String ifName, MacAddress mac) throws NetifException {
        attributes.setMac(ifName, mac);
    }

    @Override
    public void setDescription(String ifName, String description) throws NetifException {
        attributes.setDescription(ifName, description);
    }

    @Override
    public void addGroup(String ifName, String group) throws NetifException {
        attributes.changeGroup(AttributeIo.SIOCAIFGROUP, ifName, group, "add group");
    }

    @Override
    public void removeGroup(String ifName, String group) throws NetifException {
        attributes.changeGroup(AttributeIo.SIOCDIFGROUP, ifName, group, "remove group");
    }

    @Override
    public void changeNd6(String ifName, Set<Nd6Flag> set, Set<Nd6Flag> clear) throws NetifException {
        attributes.changeNd6(ifName, set, clear);
    }

    @Override
    public void setMtu(String ifName, int mtu) throws NetifException {
        Memory request = requests.named(ifName, "set mtu");
        IfReq.putMtu(request, mtu);
        requests.call(SockIo.SIOCSIFMTU, request, "set mtu", ifName);
    }

    @Override
    public void setLaggProtocol(String lagg, LaggProtocol protocol) throws NetifException {
        laggs.setProtocol(lagg, protocol);
    }

    @Override
    public void addLaggPort(String lagg, String port) throws NetifException {
        laggs.addPort(lagg, port);
    }

    @Override
    public void removeLaggPort(String lagg, String port) throws NetifException {
        laggs.removePort(lagg, port);
    }

    @Override
    public void setLaggOption(String lagg, LaggOption option, boolean on) throws NetifException {
        laggs.setOption(lagg, option, on);
    }

    @Override
    public void setLaggHash(String lagg, Set<LaggHash> hash) throws NetifException {
        laggs.setHash(lagg, hash);
    }

    @Override
    public void setVlan(String ifName, Vlan vlan) throws NetifException {
        vlans.set(ifName, vlan);
    }

    @Override
    public void clearVlan(String ifName) throws NetifException {
        vlans.clear(ifName);
    }

    @Override
    public void setFib(String ifName, int fib) throws NetifException {
        attributes.setFib(ifName, fib);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address) throws NetifException {
        addresses.add(ifName, address);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            throws NetifException {
        addresses.add(ifName, address, flags, lifetime);
    }

    @Override
    public void removeAddress(String ifName, InterfaceAddress address) throws NetifException {
        addresses.remove(ifName, address);
    }

    @Override
    public void addRoute(Route route) throws NetifException {
        routes.put(Rtm.RTM_ADD, route, KernelCalls.OWN_FIB);
    }

    @Override
    public void addRoute(Route route, int fib) throws NetifException {
        routes.put(Rtm.RTM_ADD, route, checked(fib, "add route", route));
    }

    @Override
    public void changeRoute(Route route, int fib) throws NetifException {
        routes.put(Rtm.RTM_CHANGE, route, checked(fib, "change route", route));
    }

    @Override
    public void deleteRoute(Route route) throws NetifException {
        routes.delete(route, KernelCalls.OWN_FIB);
    }

    @Override
    public void deleteRoute(Route route, int fib) throws NetifException {
        routes.delete(route, checked(fib, "delete route", route));
    }

    private static int checked(int fib, String operation, Route route) throws NetifException {
        if (fib < 0) {
            throw new NetifException(operation, route.ifName(), "there is no routing table " + fib);
        }
        return fib;
    }
}
