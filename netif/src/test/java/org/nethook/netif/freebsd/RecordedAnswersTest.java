package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.message.InterfaceList;

/** What running 12.1 and 14.0 kernels answered, decoded. */
@Tag("corpus")
class RecordedAnswersTest {
    private final ScriptedLibC libc = new ScriptedLibC();

    private NetifQuery query() {
        return new FreeBsdPlatform(libc, null, null).query();
    }

    private Map<String, Netif> list(String release, int seq) throws NetifException {
        libc.onSysctl(Recorded.of(release, "a_enumerate", seq).out(), 4, 17, 0, 0, 5, 0);
        libc.onIoctl(SockIo.SIOCGLAGG, memory -> -FreeBsdErrno.EINVAL);
        Map<String, Netif> byName = new TreeMap<>();
        int index = 0;
        for (Netif netif : query().list()) {
            byName.put(netif.ifName(), netif);
            assertEquals(++index, netif.index());
        }
        assertEquals(
                Set.of(
                        "vtnet0", "vtnet1", "lo0", "hn0", "hn0p", "mlxen0", "mlxen0p", "lagg0", "bridge0", "gif0",
                        "tap0", "tun0", "vlan0"),
                byName.keySet());
        return byName;
    }

    @ParameterizedTest
    @CsvSource({"12.1, 96", "14.0, 100"})
    void shouldListInterfaces(String release, int seq) throws NetifException {
        Map<String, Netif> interfaces = list(release, seq);

        Netif hn0 = interfaces.get("hn0");
        assertTrue(hn0.isUp());
        assertEquals(1500, hn0.mtu());
        assertEquals(Optional.of(MacAddress.parse("00:0d:3a:12:34:56")), hn0.mac());
        assertEquals(LinkState.UP, hn0.linkState());
        assertTrue(hn0.flags().containsAll(Set.of(InterfaceFlag.BROADCAST, InterfaceFlag.MULTICAST)));
        List<InterfaceAddress> ipv4 = new ArrayList<>();
        for (InterfaceAddress address : hn0.addresses()) {
            if (address.address().isV4()) {
                ipv4.add(address);
            }
        }
        assertEquals(List.of(InterfaceAddress.parse("10.1.0.4/24"), InterfaceAddress.parse("10.1.0.5/32")), ipv4);

        Netif lo0 = interfaces.get("lo0");
        assertEquals(Optional.empty(), lo0.mac());
        assertEquals(16384, lo0.mtu());
        assertTrue(lo0.flags().contains(InterfaceFlag.LOOPBACK));
        List<InterfaceAddress> loopback = List.of(
                InterfaceAddress.parse("::1/128"),
                InterfaceAddress.parse("fe80::1/64"),
                new InterfaceAddress(IpAddress.parse("127.0.0.1"), 8, Optional.empty()));
        assertEquals(loopback, lo0.addresses());

        Netif vtnet0 = interfaces.get("vtnet0");
        assertFalse(vtnet0.isUp());
        assertEquals(LinkState.UNKNOWN, vtnet0.linkState());
        assertEquals(Optional.empty(), interfaces.get("lagg0").mac(), "all zeros is no address in use");
    }

    @Test
    void shouldTakeTheZoneOutOfLinkLocalAddresses() throws NetifException {
        InterfaceAddress linkLocal = list("12.1", 96).get("hn0").addresses().get(0);
        assertEquals(InterfaceAddress.parse("fe80::20d:3aff:fe12:3456/64"), linkLocal);
    }

    @Test
    void shouldKeepAFlagThatOnlyNewerKernelsHave() throws NetifException {
        assertEquals(0x8863, list("14.0", 100).get("hn0").rawFlags());
        assertTrue(list("14.0", 100).get("hn0").flags().contains(InterfaceFlag.NEEDSEPOCH));
    }

    @Test
    void shouldGrowTheBufferUntilTheListFits() throws NetifException {
        byte[] one = Recorded.of("12.1", "a_enumerate", 96).out();
        byte[] many = new byte[one.length * 20];
        for (int i = 0; i < 20; i++) {
            System.arraycopy(one, 0, many, i * one.length, one.length);
        }
        libc.onSysctl(many, 4, 17, 0, 0, 5, 0);
        libc.onIoctl(SockIo.SIOCGLAGG, memory -> -FreeBsdErrno.EINVAL);
        assertEquals(13 * 20, query().list().size());
    }

    @Test
    void shouldTellDriverAndAskOnlyLaggsForTheirPorts() throws NetifException {
        for (int index = 1; index <= 13; index++) {
            String driver = index == 8 ? "lagg0" : index == 6 ? "mlxen0" : "epair4";
            libc.onSysctl((driver + "\0").getBytes(StandardCharsets.ISO_8859_1), 4, 18, 0, 2, index, 3);
        }
        Map<String, Netif> interfaces = list("12.1", 96);
        assertEquals(Optional.of("mlxen"), interfaces.get("mlxen0").driver());
        assertEquals(Optional.of("epair"), interfaces.get("hn0").driver(), "renamed");
        assertEquals(
                1, libc.calls().stream().filter(call -> call.startsWith("0x")).count());
    }

    @ParameterizedTest
    @CsvSource({"12.1, 96, 465", "14.0, 100, 430"})
    void shouldReadALagg(String release, int list, int seq) throws NetifException {
        Recorded lagg = Recorded.of(release, "b_lagg", seq);
        libc.onSysctl(Recorded.of(release, "a_enumerate", list).out(), 4, 17, 0, 0, 5, 0);
        libc.onIoctl(SockIo.SIOCGLAGG, memory -> {
            if (!LaggReqAll.ifName(memory).equals("lagg0")) {
                return -FreeBsdErrno.EINVAL;
            }
            assertEquals(32 * 72, LaggReqAll.size(memory));
            byte[] ports = lagg.pointedToOut();
            libc.block(LaggReqAll.portArray(memory)).put(0, ports, 0, ports.length);
            memory.put(0, lagg.out(), 0, lagg.out().length);
            return 0;
        });
        Lagg expected = new Lagg(
                LaggProtocol.FAILOVER,
                List.of(
                        new LaggPort("hn0", Set.of(LaggPort.Flag.MASTER)),
                        new LaggPort("mlxen0", Set.of(LaggPort.Flag.ACTIVE))));
        assertEquals(Optional.of(expected), query().find("lagg0").orElseThrow().lagg());
        assertEquals(Optional.empty(), query().find("hn0").orElseThrow().lagg());
        assertEquals(Optional.empty(), query().find("nosuch0"));
    }

    @Test
    void shouldHaveRecordedThatAnInterfaceThatIsNoLaggSaysEinval() {
        assertEquals(FreeBsdErrno.EINVAL, Recorded.of("12.1", "b_lagg", 187).errno());
    }

    @ParameterizedTest
    @CsvSource({"12.1, 202", "14.0, 190"})
    void shouldListIpv4Routes(String release, int seq) throws NetifException {
        libc.onSysctl(Recorded.of(release, "f_routes", seq).out(), 4, 17, 0, 0, 1, 0);
        assertEquals(
                List.of(
                        Route.defaultVia(IpAddress.parse("10.1.0.1"), "lagg0"),
                        new Route(IpAddress.parse("10.1.0.0"), 24, Optional.empty(), "lagg0")),
                query().routes());
    }

    @ParameterizedTest
    @CsvSource({"12.1, 646", "14.0, 690"})
    void shouldListIpv6RoutesWithoutOwnAddressesAndMulticast(String release, int seq) throws NetifException {
        libc.onSysctl(Recorded.of(release, "d_ipv6", seq).out(), 4, 17, 0, 0, 1, 0);
        List<Route> routes = query().routes();
        assertTrue(routes.contains(new Route(IpAddress.parse("2001:db8::"), 64, Optional.empty(), "lagg0")));
        assertTrue(routes.contains(new Route(IpAddress.parse("fe80::"), 64, Optional.empty(), "vtnet0")));
        for (Route route : routes) {
            assertFalse(route.destination().toString().startsWith("ff"), route.toString());
            assertTrue(route.prefixLength() < 128, route.toString());
            assertFalse(route.ifName().equals("lo0"), route.toString());
        }
        assertEquals(release.equals("12.1") ? 9 : 7, routes.size(), routes.toString());
    }

    @Test
    void shouldSayWhereAnAnswerBreaksOff() {
        byte[] whole = Recorded.of("12.1", "a_enumerate", 96).out();
        byte[] cut = java.util.Arrays.copyOf(whole, 300);
        NetifException e =
                assertThrows(NetifException.class, () -> InterfaceList.decode(ByteMemory.of(cut), "list interfaces"));
        assertEquals("list interfaces: the kernel's answer breaks off at byte 232", e.getMessage());
    }
}
