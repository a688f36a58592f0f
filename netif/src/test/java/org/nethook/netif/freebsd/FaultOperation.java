package org.nethook.netif.freebsd;

import static org.nethook.netif.freebsd.FaultyMachine.DEFAULT;
import static org.nethook.netif.freebsd.FaultyMachine.IPV4;
import static org.nethook.netif.freebsd.FaultyMachine.IPV6;
import static org.nethook.netif.freebsd.FaultyMachine.NETWORK;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.LaggHash;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;

/**
 * A public operation as it is tried on a {@link FaultyMachine}.
 *
 * @param title method and what is special, for the report
 * @param operation what its exceptions say was tried
 * @param ifName the interface they name
 * @param action makes the call
 */
record FaultOperation(String title, String operation, String ifName, Action action) {

    /** A call; what it returns is compared as text. */
    interface Action {
        Object run(FreeBsdPlatform platform) throws NetifException;
    }

    /** A call that returns nothing. */
    private interface Change {
        void run(FreeBsdPlatform platform) throws NetifException;
    }

    private static FaultOperation query(String title, String operation, String ifName, Action action) {
        return new FaultOperation(title, operation, ifName, action);
    }

    private static FaultOperation change(String title, String operation, String ifName, Change change) {
        return new FaultOperation(title, operation, ifName, platform -> {
            change.run(platform);
            return "done";
        });
    }

    boolean isChange() {
        return !operation.startsWith("list") && !operation.startsWith("get") && !operation.startsWith("read");
    }

    @Override
    public String toString() {
        return title;
    }

    static List<FaultOperation> queries() {
        return List.of(
                query("list", "list interfaces", "", p -> p.query().list()),
                query("find", "list interfaces", "", p -> p.query().find("lagg0")),
                query("details", "get details", "lagg0", p -> p.query().details("lagg0")),
                query("routes", "list routes", "", p -> p.query().routes()),
                query("routeTable", "list routes", "", p -> p.query().routeTable(0)),
                query("fibs", "read sysctl net.fibs", "", p -> p.query().fibs()),
                query("cloners", "list cloners", "", p -> p.query().cloners()),
                query("string", "read sysctl kern.vm_guest", "", p -> p.sysctl().string("kern.vm_guest")),
                query(
                        "integer",
                        "read sysctl hw.hn.vf_transparent",
                        "",
                        p -> p.sysctl().integer("hw.hn.vf_transparent")),
                query(
                        "unsigned",
                        "read sysctl hw.hn.vf_transparent",
                        "",
                        p -> p.sysctl().unsigned("hw.hn.vf_transparent")),
                query(
                        "bytes",
                        "read sysctl kern.vm_guest",
                        "",
                        p -> p.sysctl().bytes("kern.vm_guest").map(bytes -> bytes.length)));
    }

    static List<FaultOperation> interfaceChanges() {
        return List.of(
                change("create", "create", "lagg1", p -> p.control().create("lagg1")),
                change("destroy", "destroy", "lagg0", p -> p.control().destroy("lagg0")),
                change("setUp, up", "bring up", "hn1", p -> p.control().setUp("hn1", true)),
                change("setUp, down", "bring down", "lagg0", p -> p.control().setUp("lagg0", false)),
                change("rename", "rename", "hn1", p -> p.control().rename("hn1", "wan0")),
                change(
                        "setMac",
                        "set mac",
                        "hn1",
                        p -> p.control().setMac("hn1", MacAddress.parse("02:00:00:00:00:01"))),
                change(
                        "setDescription",
                        "set description",
                        "hn1",
                        p -> p.control().setDescription("hn1", "spare")),
                change("addGroup", "add group", "hn1", p -> p.control().addGroup("hn1", "egress")),
                change("removeGroup", "remove group", "hn1", p -> p.control().removeGroup("hn1", "all")),
                change(
                        "changeNd6",
                        "set nd6 flags",
                        "hn1",
                        p -> p.control().changeNd6("hn1", Set.of(Nd6Flag.NO_DAD), Set.of(Nd6Flag.AUTO_LINKLOCAL))),
                change("setVlan", "set vlan", "vlan7", p -> p.control().setVlan("vlan7", new Vlan("lagg0", 8, 5))),
                change(
                        "setVlan, priority",
                        "set vlan",
                        "vlan7",
                        p -> p.control().setVlan("vlan7", new Vlan("hn1", 7, 1))),
                change("clearVlan", "clear vlan", "vlan7", p -> p.control().clearVlan("vlan7")),
                change("setFib", "set FIB", "hn1", p -> p.control().setFib("hn1", 1)),
                change("setMtu", "set mtu", "lagg0", p -> p.control().setMtu("lagg0", 1400)),
                change(
                        "setLaggProtocol",
                        "set laggproto",
                        "lagg0",
                        p -> p.control().setLaggProtocol("lagg0", LaggProtocol.LOADBALANCE)),
                change("addLaggPort", "add lagg port", "hn1", p -> p.control().addLaggPort("lagg0", "hn1")),
                change(
                        "removeLaggPort",
                        "remove lagg port",
                        "mlxen0",
                        p -> p.control().removeLaggPort("lagg0", "mlxen0")),
                change(
                        "setLaggOption",
                        "set lagg option",
                        "lagg0",
                        p -> p.control().setLaggOption("lagg0", LaggOption.USE_FLOWID, true)),
                change(
                        "setLaggHash",
                        "set lagg hash",
                        "lagg0",
                        p -> p.control().setLaggHash("lagg0", Set.of(LaggHash.L2))));
    }

    static List<FaultOperation> addressAndRouteChanges() {
        Route changed = Route.defaultVia(IpAddress.parse("10.0.0.9"), "lagg0");
        Route local = Route.defaultVia(IpAddress.parse("fe80::1"), "lagg0");
        AddressLifetime hour = AddressLifetime.of(Duration.ofMinutes(30), Duration.ofHours(1));
        return List.of(
                change(
                        "addAddress, IPv4",
                        "add address",
                        "hn1",
                        p -> p.control().addAddress("hn1", InterfaceAddress.parse("10.9.0.4/24"))),
                change(
                        "addAddress, IPv6",
                        "add address",
                        "hn1",
                        p -> p.control().addAddress("hn1", InterfaceAddress.parse("2001:db8:9::4/64"))),
                change(
                        "addAddress, link-local",
                        "add address",
                        "hn1",
                        p -> p.control().addAddress("hn1", InterfaceAddress.parse("fe80::4/64"))),
                change(
                        "addAddress, other prefix length",
                        "add address",
                        "lagg0",
                        p -> p.control().addAddress("lagg0", InterfaceAddress.parse("2001:db8::4/56"))),
                change(
                        "addAddress, lifetimes",
                        "add address",
                        "hn1",
                        p -> p.control()
                                .addAddress(
                                        "hn1",
                                        InterfaceAddress.parse("2001:db8:9::5/64"),
                                        Set.of(AddressFlag.NODAD),
                                        hour)),
                change(
                        "removeAddress, IPv4",
                        "remove address",
                        "lagg0",
                        p -> p.control().removeAddress("lagg0", IPV4)),
                change(
                        "removeAddress, IPv6",
                        "remove address",
                        "lagg0",
                        p -> p.control().removeAddress("lagg0", IPV6)),
                change("addRoute", "add route", "lagg0", p -> p.control().addRoute(NETWORK)),
                change("addRoute, IPv6", "add route", "lagg0", p -> p.control().addRoute(local)),
                change(
                        "addRoute, table 0",
                        "add route",
                        "lagg0",
                        p -> p.control().addRoute(NETWORK, 0)),
                change("changeRoute", "change route", "lagg0", p -> p.control().changeRoute(changed, 0)),
                change("deleteRoute", "delete route", "lagg0", p -> p.control().deleteRoute(DEFAULT)),
                change(
                        "deleteRoute, table 0",
                        "delete route",
                        "lagg0",
                        p -> p.control().deleteRoute(DEFAULT, 0)));
    }
}
