package org.nethook.netif.freebsd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.api.netif.attribute.InterfaceType;
import org.nethook.api.netif.attribute.LaggSettings;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

/**
 * A simulated machine with a lagg over hn0 and its VF and a second hn, seen through a libc whose calls can fail. Another
 * process, whose calls do not, says what state the kernel is in.
 */
final class FaultyMachine implements AutoCloseable {
    static final MacAddress MAC = MacAddress.parse("00:0d:3a:12:34:56");
    static final InterfaceAddress IPV4 = InterfaceAddress.parse("10.0.0.4/24");
    static final InterfaceAddress IPV6 = InterfaceAddress.parse("2001:db8::4/64");
    static final Route DEFAULT = Route.defaultVia(IpAddress.parse("10.0.0.1"), "lagg0");
    static final Route NETWORK =
            new Route(IpAddress.parse("10.60.0.0"), 16, Optional.of(IpAddress.parse("10.0.0.2")), "lagg0");

    final FaultInjector faults;
    final FreeBsdPlatform platform;
    final FreeBsdPlatform other;
    private final SimMachine machine;
    private final KernelCalls probeCalls;
    private final DetailsQuery probe;

    FaultyMachine() throws NetifException {
        InterfaceSpec hn0 = new InterfaceSpec("hn0", "hn", MAC, 1500, true);
        InterfaceSpec hn1 = new InterfaceSpec("hn1", "hn", MacAddress.parse("00:0d:3a:65:43:21"), 1500, true);
        Map<String, Object> sysctls = Map.of("hw.hn.vf_transparent", 0, "net.fibs", 2);
        MachineSpec spec = new MachineSpec("14.0", sysctls, List.of(hn0, hn1), "", List.of());
        machine = new SimMachine(spec, new VirtualTime(Instant.parse("2026-01-01T00:00:00Z")));
        machine.boot();
        machine.hardware().offerVf("mlxen0", "mlxen", MAC);
        other = new FreeBsdPlatform(machine.libc(true), null, null);
        probeCalls = new KernelCalls(machine.libc(true));
        probe = new DetailsQuery(new Requests(probeCalls));
        NetifControl control = other.control();
        control.create("lagg0");
        control.setLaggProtocol("lagg0", LaggProtocol.FAILOVER);
        control.addLaggPort("lagg0", "hn0");
        control.addLaggPort("lagg0", "mlxen0");
        control.setUp("hn0", true);
        control.setUp("mlxen0", true);
        control.setUp("lagg0", true);
        control.addAddress("lagg0", IPV4);
        control.addAddress("lagg0", IPV6);
        control.addRoute(DEFAULT);
        control.create("vlan7");
        control.setVlan("vlan7", new Vlan("hn1", 7, 3));
        faults = new FaultInjector(machine.libc());
        platform = new FreeBsdPlatform(faults, null, null);
    }

    /** The interface goes at once, as when it is pulled out or destroyed by somebody else. */
    void lose(String ifName) {
        if (!ifName.startsWith("lagg")) {
            machine.hardware().pull(ifName);
            return;
        }
        try {
            other.control().destroy(ifName);
        } catch (NetifException e) {
            throw new AssertionError(e);
        }
    }

    /** All that a change could leave behind, as text. */
    String state() throws NetifException {
        List<String> state = new ArrayList<>();
        for (Netif netif : other.query().list()) {
            // The kernel's order of a set is nobody's business.
            state.add(netif + " " + netif.type() + " " + new TreeSet<>(netif.flags()) + " " + netif.mtu() + " "
                    + netif.mac() + " " + netif.linkState() + " " + sorted(netif.addresses()) + " "
                    + netif.lagg().map(lagg -> lagg.protocol() + " " + ports(lagg.ports())));
            state.addAll(extras(netif));
        }
        for (RouteEntry entry : other.query().routeTable(0)) {
            state.add(entry.route() + " 0x" + Integer.toHexString(entry.rawFlags()));
        }
        return String.join("\n", state);
    }

    private interface Part {
        Object read() throws NetifException;
    }

    /** What the kernel tells of an interface beside that; part by part, as the simulated one does not know all requests. */
    private List<String> extras(Netif netif) {
        String ifName = netif.ifName();
        List<Part> parts = new ArrayList<>(List.of(
                () -> probe.media(ifName),
                () -> probe.description(ifName),
                () -> probe.groups(ifName),
                () -> new TreeSet<>(probe.nd6(ifName)),
                () -> probe.fib(ifName),
                () -> sorted(probe.addresses(ifName, netif.index(), netif.addresses(), "get details"))));
        if (netif.type() == InterfaceType.VLAN) {
            parts.add(() -> probe.vlan(ifName, "get details"));
        }
        if (netif.lagg().isPresent()) {
            parts.add(() -> settings(probe.lagg(ifName)));
        }
        List<String> text = new ArrayList<>();
        for (Part part : parts) {
            try {
                text.add(part.read().toString());
            } catch (NetifException e) {
                text.add(e.getMessage());
            }
        }
        return text;
    }

    /** An address that was put back is the last one, and its duplicate address detection runs again. */
    private static List<String> sorted(List<?> addresses) {
        return addresses.stream()
                .map(address -> address.toString().replace("TENTATIVE", ""))
                .sorted()
                .toList();
    }

    private static String settings(LaggSettings settings) {
        return new TreeSet<>(settings.options()) + " " + new TreeSet<>(settings.hash());
    }

    private static String ports(List<LaggPort> ports) {
        List<String> text = new ArrayList<>();
        ports.forEach(port -> text.add(port.ifName() + new TreeSet<>(port.flags())));
        return text.toString();
    }

    @Override
    public void close() {
        platform.close();
        other.close();
        probeCalls.close();
        machine.close();
    }
}
