package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.ffi.FaultInjector.Fault;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

/** The backend over the simulated kernel: what it changes is what it then reads. */
class SimulatedKernelTest {
    private static final MacAddress MAC = MacAddress.parse("00:0d:3a:12:34:56");
    private static final InterfaceAddress IPV4 = InterfaceAddress.parse("10.0.0.4/24");
    private static final InterfaceAddress IPV6 = InterfaceAddress.parse("2001:db8::4/64");
    private static final IpAddress GATEWAY = IpAddress.parse("10.0.0.1");

    private FaultInjector faults;
    private FreeBsdPlatform platform;
    private NetifControl control;

    private void boot(String release) {
        InterfaceSpec hn0 = new InterfaceSpec("hn0", "hn", MAC, 1500, true);
        MachineSpec spec = new MachineSpec(release, Map.of("hw.hn.vf_transparent", 0), List.of(hn0), "", List.of());
        SimMachine machine = new SimMachine(spec, new VirtualTime(Instant.parse("2026-01-01T00:00:00Z")));
        machine.boot();
        machine.hardware().offerVf("mlxen0", "mlxen", MAC);
        faults = new FaultInjector(machine.libc());
        platform = new FreeBsdPlatform(faults, null, null);
        control = platform.control();
    }

    private Netif netif(String ifName) throws NetifException {
        return platform.query().find(ifName).orElseThrow();
    }

    private void buildLagg() throws NetifException {
        control.create("lagg0");
        control.setLaggProtocol("lagg0", LaggProtocol.FAILOVER);
        control.addLaggPort("lagg0", "hn0");
        control.addLaggPort("lagg0", "mlxen0");
        control.setUp("hn0", true);
        control.setUp("mlxen0", true);
        control.setUp("lagg0", true);
        control.addAddress("lagg0", IPV4);
        control.addAddress("lagg0", IPV6);
        control.addRoute(Route.defaultVia(GATEWAY, "lagg0"));
        control.addRoute(Route.defaultVia(IpAddress.parse("fe80::1"), "lagg0"));
    }

    private void removeLagg() throws NetifException {
        control.deleteRoute(Route.defaultVia(IpAddress.parse("fe80::1"), "lagg0"));
        control.deleteRoute(Route.defaultVia(GATEWAY, "lagg0"));
        control.removeAddress("lagg0", IPV6);
        control.removeAddress("lagg0", IPV4);
        control.removeLaggPort("lagg0", "mlxen0");
        control.removeLaggPort("lagg0", "hn0");
        control.destroy("lagg0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldReadBackWhatItChanged(String release) throws NetifException {
        boot(release);
        buildLagg();

        Netif lagg = netif("lagg0");
        assertTrue(lagg.isUp());
        assertEquals(Optional.of("lagg"), lagg.driver());
        assertEquals(Optional.of(MAC), lagg.mac());
        assertEquals(LinkState.UP, lagg.linkState());
        assertEquals(LaggProtocol.FAILOVER, lagg.lagg().orElseThrow().protocol());
        List<String> ports = new ArrayList<>();
        for (LaggPort port : lagg.lagg().orElseThrow().ports()) {
            ports.add(port.ifName());
            assertEquals(port.ifName().equals("hn0"), port.flags().contains(LaggPort.Flag.MASTER));
        }
        assertEquals(List.of("hn0", "mlxen0"), ports);
        assertTrue(lagg.addresses().contains(IPV4), lagg.addresses().toString());
        assertTrue(lagg.addresses().contains(IPV6), lagg.addresses().toString());
        List<Route> routes = platform.query().routes();
        assertTrue(routes.contains(Route.defaultVia(GATEWAY, "lagg0")), routes.toString());
        assertTrue(routes.contains(Route.defaultVia(IpAddress.parse("fe80::1"), "lagg0")), routes.toString());
        assertTrue(routes.contains(new Route(IpAddress.parse("10.0.0.0"), 24, Optional.empty(), "lagg0")));
        for (Route route : routes) {
            assertFalse(route.prefixLength() == route.destination().bits(), route.toString());
        }
        assertEquals(Optional.of("hn"), netif("hn0").driver());
        assertEquals(Optional.empty(), netif("hn0").lagg());

        removeLagg();
        assertEquals(Optional.empty(), platform.query().find("lagg0"));
        platform.close();
        assertEquals(Set.of(), faults.openDescriptors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldReportWhatTheKernelRefuses(String release) throws NetifException {
        boot(release);
        refused("create lagg07: EINVAL (22)", () -> control.create("lagg07"));
        control.create("lagg0");
        refused("create lagg0: EEXIST (17)", () -> control.create("lagg0"));
        refused("destroy hn0: EINVAL (22)", () -> control.destroy("hn0"));
        refused("destroy lagg1: ENXIO (6)", () -> control.destroy("lagg1"));
        refused("add lagg port nosuch0: EINVAL (22)", () -> control.addLaggPort("lagg0", "nosuch0"));
        refused("add lagg port lo0: EPROTONOSUPPORT (43)", () -> control.addLaggPort("lagg0", "lo0"));
        refused("remove lagg port hn0: ENOENT (2)", () -> control.removeLaggPort("lagg0", "hn0"));
        control.addLaggPort("lagg0", "hn0");
        refused("add lagg port hn0: EEXIST (17)", () -> control.addLaggPort("lagg0", "hn0"));
        refused("set mtu hn0: EINVAL (22)", () -> control.setMtu("hn0", 9000));
        refused("remove address hn0: EADDRNOTAVAIL (49)", () -> control.removeAddress("hn0", IPV4));
        refused("remove address hn0: EADDRNOTAVAIL (49)", () -> control.removeAddress("hn0", IPV6));
        refused(
                "add route lagg0: ENETUNREACH (51)",
                () -> control.addRoute(Route.defaultVia(IpAddress.parse("192.168.77.1"), "lagg0")));
        refused("delete route: ESRCH (3)", () -> control.deleteRoute(Route.defaultVia(GATEWAY, "")));
        refused("bring up nosuch0: ENXIO (6)", () -> control.setUp("nosuch0", true));
    }

    @Test
    void shouldKeepADefaultRouteThatHasAnotherGateway() throws NetifException {
        boot("12.1");
        control.addAddress("hn0", IPV4);
        control.addRoute(Route.defaultVia(GATEWAY, "hn0"));
        refused(
                "delete route hn0: ESRCH (3)",
                () -> control.deleteRoute(Route.defaultVia(IpAddress.parse("10.0.0.2"), "hn0")));
        assertTrue(platform.query().routes().contains(Route.defaultVia(GATEWAY, "hn0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldReplaceAPrefixLength(String release) throws NetifException {
        boot(release);
        control.addAddress("hn0", IPV4);
        control.addAddress("hn0", InterfaceAddress.parse("10.0.0.4/16"));
        control.addAddress("hn0", IPV6);
        control.addAddress("hn0", InterfaceAddress.parse("2001:db8::4/56"));
        List<InterfaceAddress> addresses = new ArrayList<>(netif("hn0").addresses());
        addresses.removeIf(address -> address.address().isLinkLocalV6());
        assertEquals(
                Set.of(InterfaceAddress.parse("10.0.0.4/16"), InterfaceAddress.parse("2001:db8::4/56")),
                Set.copyOf(addresses));
        assertEquals(2, addresses.size());
    }

    @Test
    void shouldSetTheMtuOfALaggAndItsPorts() throws NetifException {
        boot("14.0");
        buildLagg();
        control.setMtu("lagg0", 9000);
        assertEquals(9000, netif("lagg0").mtu());
        assertEquals(9000, netif("mlxen0").mtu());
    }

    @Test
    void shouldReadSysctls() throws NetifException {
        boot("12.1");
        assertEquals(Optional.of("hv"), platform.sysctl().string("kern.vm_guest"));
        assertEquals(Optional.of("mlxen0:hn0"), platform.sysctl().string("hw.hn.vfmap"));
        assertEquals(OptionalLong.of(0), platform.sysctl().integer("hw.hn.vf_transparent"));
        assertEquals(Optional.empty(), platform.sysctl().string("hw.hn.nosuch"));
    }

    @Test
    @Tag("fault")
    void shouldFailCleanlyAtEveryCallOfABuild() throws NetifException {
        boot("14.0");
        buildLagg();
        int calls = faults.calls();
        assertTrue(calls > 15, "only " + calls + " calls");
        for (int nth = 1; nth <= calls; nth++) {
            boot("14.0");
            faults.inject(Fault.any(nth, FreeBsdErrno.ENOBUFS));
            NetifException e = assertThrows(NetifException.class, this::buildLagg, "call " + nth);
            assertEquals(Optional.of(FreeBsdErrno.of(FreeBsdErrno.ENOBUFS)), e.errno());
            assertFalse(e.ifName().isEmpty(), e.getMessage());
            platform.close();
            assertEquals(Set.of(), faults.openDescriptors(), "call " + nth);
        }
    }

    private interface Change {
        void make() throws NetifException;
    }

    private static void refused(String message, Change change) {
        String whole = assertThrows(NetifException.class, change::make).getMessage();
        assertTrue(whole.startsWith(message + ": "), whole);
    }
}
