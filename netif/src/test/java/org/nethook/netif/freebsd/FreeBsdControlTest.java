package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.Errno;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.SockaddrDl;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.freebsd.abi.route.Rtm;

class FreeBsdControlTest {
    private final ScriptedLibC libc = new ScriptedLibC()
            .naming(
                    SockIo.SIOCIFCREATE2,
                    SockIo.SIOCIFDESTROY,
                    SockIo.SIOCGIFFLAGS,
                    SockIo.SIOCSIFFLAGS,
                    SockIo.SIOCSIFMTU,
                    SockIo.SIOCGIFINDEX,
                    SockIo.SIOCSLAGG,
                    SockIo.SIOCSLAGGPORT,
                    SockIo.SIOCSLAGGDELPORT,
                    SockIo.SIOCAIFADDR,
                    SockIo.SIOCDIFADDR,
                    SockIo.SIOCAIFADDR_IN6,
                    SockIo.SIOCDIFADDR_IN6);
    private final NetifControl control = new FreeBsdPlatform(libc, null, null).control();

    @Test
    void shouldMakeOneRequestForEachChange() throws NetifException {
        control.create("lagg0");
        control.destroy("lagg0");
        control.setMtu("lagg0", 9000);
        control.setLaggProtocol("lagg0", LaggProtocol.FAILOVER);
        control.addLaggPort("lagg0", "hn0");
        control.removeLaggPort("lagg0", "hn0");
        control.addAddress("lagg0", InterfaceAddress.parse("10.0.0.4/24"));
        control.removeAddress("lagg0", InterfaceAddress.parse("10.0.0.4/24"));
        control.addAddress("lagg0", InterfaceAddress.parse("2001:db8::4/64"));
        control.removeAddress("lagg0", InterfaceAddress.parse("2001:db8::4/64"));
        assertEquals(
                List.of(
                        "SIOCIFCREATE2",
                        "SIOCIFDESTROY",
                        "SIOCSIFMTU",
                        "SIOCSLAGG",
                        "SIOCSLAGGPORT",
                        "SIOCSLAGGDELPORT",
                        "SIOCAIFADDR",
                        "SIOCDIFADDR",
                        "SIOCAIFADDR_IN6",
                        "SIOCDIFADDR_IN6"),
                libc.calls());
        for (ScriptedLibC.Made made : libc.made) {
            assertEquals(made.call().endsWith("_IN6") ? Socket.AF_INET6 : Socket.AF_INET, made.domain());
        }
    }

    @Test
    void shouldGiveNoCreationParameters() throws NetifException {
        control.create("lagg0");
        byte[] expected = new byte[32];
        System.arraycopy(new byte[] {'l', 'a', 'g', 'g', '0'}, 0, expected, 0, 5);
        assertArrayEquals(expected, libc.last());
    }

    @Test
    void shouldChangeOnlyIffUpAndKeepTheHighHalfOfTheFlags() throws NetifException {
        libc.onIoctl(SockIo.SIOCGIFFLAGS, memory -> {
            IfReq.putFlags(memory, 0x28842);
            return 0;
        });
        control.setUp("hn0", true);
        assertEquals(List.of("SIOCGIFFLAGS", "SIOCSIFFLAGS"), libc.calls());
        assertEquals(0x28843, IfReq.flags(ByteMemory.of(libc.last())));
        assertEquals("hn0", IfReq.name(ByteMemory.of(libc.last())));
    }

    @Test
    void shouldLeaveFlagsThatAreAsWanted() throws NetifException {
        control.setUp("hn0", false);
        assertEquals(List.of("SIOCGIFFLAGS"), libc.calls());
    }

    @Test
    void shouldPutTheInterfaceIndexIntoTheScopeOfALinkLocalAddress() throws NetifException {
        libc.onIoctl(SockIo.SIOCGIFINDEX, FreeBsdControlTest::answerIndex8);
        control.addAddress("lagg0", InterfaceAddress.parse("fe80::5/64"));
        ByteMemory request = ByteMemory.of(libc.last());
        assertEquals(8, request.getInt(40));
        assertEquals(0, request.getShort(26), "bytes 2 and 3 of the address");
    }

    @Test
    void shouldReplaceAnIpv6PrefixLengthThatTheKernelCannotChangeInPlace() throws NetifException {
        libc.onSysctl(Recorded.of("12.1", "a_enumerate", 96).out(), 4, 17, 0, 0, 5, 0);
        libc.onIoctl(SockIo.SIOCGLAGG, memory -> -FreeBsdErrno.EINVAL);
        libc.onIoctl(SockIo.SIOCGIFINDEX, FreeBsdControlTest::answerIndex8);
        boolean[] removed = {false};
        libc.onIoctl(SockIo.SIOCDIFADDR_IN6, memory -> {
            removed[0] = true;
            return 0;
        });
        libc.onIoctl(SockIo.SIOCAIFADDR_IN6, memory -> removed[0] ? 0 : -FreeBsdErrno.EINVAL);
        control.addAddress("hn0", InterfaceAddress.parse("fe80::20d:3aff:fe12:3456/80"));
        assertEquals("SIOCAIFADDR_IN6", libc.calls().get(libc.calls().size() - 1));

        removed[0] = false;
        NetifException e = assertThrows(
                NetifException.class, () -> control.addAddress("hn0", InterfaceAddress.parse("2001:db8::/64")));
        assertEquals(
                "add address hn0: EINVAL (22): the kernel does not accept this address or its prefix length",
                e.getMessage());
        assertEquals(false, removed[0], "an address that is not there is not removed");
    }

    @Test
    void shouldNameTheAddressWithItsLengthAndFamilySoThatNoOtherIsRemoved() throws Exception {
        control.removeAddress("hn0", InterfaceAddress.parse("0.0.0.0/8"));
        assertEquals(16, libc.last()[16]);
        assertEquals(2, libc.last()[17]);
    }

    @Test
    void shouldRefuseANameThatDoesNotFit() {
        NetifException e = assertThrows(NetifException.class, () -> control.create("interface1234567"));
        assertEquals("create interface1234567: an interface name has 1 to 15 characters", e.getMessage());
        assertThrows(NetifException.class, () -> control.addLaggPort("lagg0", ""));
        assertEquals(List.of(), libc.calls());
    }

    @Test
    void shouldWriteTheRecordedRouteMessages() throws NetifException {
        libc.onIoctl(SockIo.SIOCGIFINDEX, FreeBsdControlTest::answerIndex8);
        Route defaultRoute = Route.defaultVia(IpAddress.parse("10.1.0.1"), "");
        control.addRoute(defaultRoute);
        assertSameMessage(Recorded.of("12.1", "f_routes", 199));
        assertSameMessage(Recorded.of("14.0", "f_routes", 187));

        control.addRoute(host("168.63.129.16"));
        assertSameMessage(Recorded.of("12.1", "f_routes", 251));
        assertSameMessage(Recorded.of("14.0", "f_routes", 239));

        control.addRoute(new Route(IpAddress.parse("10.60.0.0"), 24, Optional.empty(), "lagg0"));
        // The recording names the interface's type, which the kernel does not look at.
        libc.last()[RtMsghdr.SIZE + 16 + 4] = 6;
        assertSameMessage(Recorded.of("12.1", "f_routes", 273));
        assertSameMessage(Recorded.of("14.0", "f_routes", 261));
    }

    @Test
    void shouldWriteTheScopeOfALinkLocalGateway() throws NetifException {
        libc.onIoctl(SockIo.SIOCGIFINDEX, FreeBsdControlTest::answerIndex8);
        control.addRoute(Route.defaultVia(IpAddress.parse("fe80::1"), "lagg0"));
        assertSameMessage(Recorded.of("12.1", "f_routes", 289));
        assertSameMessage(Recorded.of("14.0", "f_routes", 277));
    }

    @Test
    void shouldNameTheInterfaceOnlyWhereTheGatewayDoesNotTellIt() throws NetifException {
        libc.onSysctl(Recorded.of("12.1", "a_enumerate", 96).out(), 4, 17, 0, 0, 5, 0);
        libc.onIoctl(SockIo.SIOCGIFINDEX, FreeBsdControlTest::answerIndex8);
        IpAddress gateway = IpAddress.parse("10.1.0.1");
        control.addRoute(Route.defaultVia(gateway, "hn0"));
        assertSameMessage(Recorded.of("12.1", "f_routes", 199));

        control.addRoute(Route.defaultVia(gateway, "lagg0"));
        byte[] recorded = Recorded.of("12.1", "f_routes", 199).in();
        ByteMemory written = ByteMemory.of(libc.last());
        assertEquals(recorded.length + 56, written.size(), "hn0 has the gateway's subnet too");
        assertEquals(Rtm.RTA_DST | Rtm.RTA_GATEWAY | Rtm.RTA_NETMASK | Rtm.RTA_IFP, RtMsghdr.addrs(written, 0));
        assertEquals(8, SockaddrDl.index(written, recorded.length));
    }

    @Test
    void shouldDeleteTheRouteThatIsMeantAndNoOther() throws NetifException {
        libc.onSysctl(Recorded.of("12.1", "f_routes", 202).out(), 4, 17, 0, 0, 1, 0);
        control.deleteRoute(Route.defaultVia(IpAddress.parse("10.1.0.1"), ""));
        ByteMemory written = ByteMemory.of(libc.last());
        ByteMemory recorded = ByteMemory.of(Recorded.of("14.0", "f_routes", 224).in());
        // The recording is of another gateway, 10.1.0.4.
        recorded.putByte(RtMsghdr.SIZE + 16 + 7, 1);
        assertSame(recorded, written);

        Route other = Route.defaultVia(IpAddress.parse("10.1.0.2"), "lagg0");
        NetifException e = assertThrows(NetifException.class, () -> control.deleteRoute(other));
        assertEquals("delete route lagg0: ESRCH (3): there is no such route", e.getMessage());
        assertEquals(Optional.of(new Errno("ESRCH", 3)), e.errno());
        assertEquals(1, libc.calls().stream().filter("write"::equals).count());
    }

    @Test
    void shouldNeedAWayForARoute() {
        Route nowhere = new Route(IpAddress.parse("10.60.0.0"), 24, Optional.empty(), "");
        NetifException e = assertThrows(NetifException.class, () -> control.addRoute(nowhere));
        assertEquals("add route: 10.60.0.0/24 has neither a gateway nor an interface", e.getMessage());
    }

    private static Route host(String destination) {
        return new Route(IpAddress.parse(destination), 32, Optional.of(IpAddress.parse("10.1.0.1")), "");
    }

    private static int answerIndex8(org.nethook.netif.ffi.Memory memory) {
        IfReq.putIndex(memory, 8);
        return 0;
    }

    private void assertSameMessage(Recorded recorded) {
        assertEquals(0, recorded.errno());
        assertSame(ByteMemory.of(recorded.in()), ByteMemory.of(libc.last()));
    }

    /** Equal but for the sequence number. */
    private static void assertSame(ByteMemory recorded, ByteMemory written) {
        recorded.putInt(RtMsghdr.RTM_SEQ, 0);
        ByteMemory copy = ByteMemory.of(written.array().clone());
        copy.putInt(RtMsghdr.RTM_SEQ, 0);
        assertArrayEquals(recorded.array(), copy.array());
    }
}
