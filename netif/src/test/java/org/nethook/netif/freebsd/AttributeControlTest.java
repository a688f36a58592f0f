package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.LaggHash;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.CString;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.attribute.IfGroupReq;
import org.nethook.netif.freebsd.abi.attribute.IfReqBuffer;
import org.nethook.netif.freebsd.abi.attribute.In6NdiReq;
import org.nethook.netif.freebsd.abi.attribute.LaggReqFlags;
import org.nethook.netif.freebsd.abi.attribute.LaggReqOpts;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.freebsd.abi.route.Rtm;

/** The bytes of changes to attributes, against what ifconfig(8) was recorded to write where it was. */
@Tag("corpus")
class AttributeControlTest {
    private static final Route ROUTE =
            new Route(IpAddress.parse("10.60.0.0"), 24, Optional.of(IpAddress.parse("10.1.0.1")), "");

    private final ScriptedLibC libc = new ScriptedLibC()
            .naming(
                    SockIo.SIOCSIFNAME,
                    SockIo.SIOCSIFLLADDR,
                    AttributeIo.SIOCSIFDESCR,
                    AttributeIo.SIOCAIFGROUP,
                    AttributeIo.SIOCDIFGROUP,
                    AttributeIo.SIOCGIFINFO_IN6,
                    AttributeIo.SIOCSIFINFO_IN6,
                    AttributeIo.SIOCSLAGGOPTS,
                    AttributeIo.SIOCSLAGGHASH);
    private final NetifControl control = new FreeBsdPlatform(libc, null, null).control();

    private ByteMemory last() {
        return ByteMemory.of(libc.last());
    }

    private static byte[] recorded(int seq, int length) {
        return Arrays.copyOf(Recorded.of("12.1", "a_enumerate", seq).in(), length);
    }

    @Test
    void shouldRenameThroughAPointer() throws NetifException {
        control.rename("epair0a", "hn0");
        assertArrayEquals(recorded(55, 16), Arrays.copyOf(libc.last(), 16));
        assertEquals("hn0", CString.get(libc.block(last().getLong(16)), 0, 16));
    }

    @Test
    void shouldSetTheMac() throws NetifException {
        control.setMac("hn0", MacAddress.parse("00:0d:3a:12:34:56"));
        assertArrayEquals(recorded(59, 32), libc.last());
    }

    @Test
    void shouldSetADescriptionWithItsNulCounted() throws NetifException {
        control.setDescription("mlxen0", "VF of hn0");
        assertArrayEquals(recorded(356, 24), Arrays.copyOf(libc.last(), 24));
        assertEquals("VF of hn0", CString.get(libc.block(IfReqBuffer.buffer(last())), 0, 10));

        control.setDescription("mlxen0", "");
        assertEquals(0, IfReqBuffer.length(last()));
        assertEquals(0, IfReqBuffer.buffer(last()));
    }

    @Test
    void shouldChangeGroups() throws NetifException {
        control.addGroup("hn0", "egress");
        control.removeGroup("hn0", "egress");
        assertEquals(List.of("SIOCAIFGROUP", "SIOCDIFGROUP"), libc.calls());
        assertEquals("hn0", IfGroupReq.name(last()));
        assertEquals("egress", IfGroupReq.group(last()));
    }

    @Test
    void shouldChangeTheNamedNd6FlagsAndNoOther() throws NetifException {
        libc.onIoctl(AttributeIo.SIOCGIFINFO_IN6, memory -> {
            byte[] out = Recorded.of("12.1", "d_ipv6", 121).out();
            memory.put(0, out, 0, out.length);
            return 0;
        });
        control.changeNd6("lagg0", Set.of(Nd6Flag.NO_DAD), Set.of());
        assertArrayEquals(Recorded.of("12.1", "d_ipv6", 156).in(), libc.last());

        control.changeNd6("lagg0", Set.of(), Set.of(Nd6Flag.AUTO_LINKLOCAL, Nd6Flag.IFDISABLED));
        assertEquals(In6NdiReq.ND6_IFF_PERFORMNUD, In6NdiReq.flags(last()));

        int before = libc.made.size();
        control.changeNd6("lagg0", Set.of(Nd6Flag.PERFORMNUD), Set.of(Nd6Flag.NO_DAD));
        assertEquals(before + 1, libc.made.size(), "nothing to change");
        assertThrows(
                IllegalArgumentException.class,
                () -> control.changeNd6("lagg0", Set.of(Nd6Flag.NO_DAD), Set.of(Nd6Flag.NO_DAD)));
    }

    @Test
    void shouldAddIpv6AddressesAsRecorded() throws NetifException {
        InterfaceAddress address = InterfaceAddress.parse("2001:db8::7/64");
        control.addAddress("lagg0", address, Set.of(AddressFlag.NODAD), AddressLifetime.INFINITE);
        assertArrayEquals(Recorded.of("12.1", "d_ipv6", 254).in(), libc.last());

        AddressLifetime hour = AddressLifetime.of(Duration.ofMinutes(30), Duration.ofHours(1));
        control.addAddress("lagg0", InterfaceAddress.parse("2001:db8::8/64"), Set.of(), hour);
        assertArrayEquals(Recorded.of("12.1", "d_ipv6", 276).in(), libc.last());
    }

    @Test
    void shouldRefuseWhatTheKernelWouldMisunderstand() {
        InterfaceAddress ipv6 = InterfaceAddress.parse("2001:db8::7/64");
        AddressLifetime none = AddressLifetime.of(Duration.ZERO, Duration.ZERO);
        refused(() -> control.addAddress("lagg0", ipv6, Set.of(), none));
        refused(() -> control.addAddress("lagg0", ipv6, Set.of(AddressFlag.TENTATIVE), AddressLifetime.INFINITE));
        refused(() ->
                control.addAddress("lagg0", InterfaceAddress.parse("10.0.0.4/24"), Set.of(), AddressLifetime.INFINITE));
        refused(() -> AddressLifetime.of(Duration.ofHours(2), Duration.ofHours(1)));
        refused(() -> AddressLifetime.of(Duration.ofMillis(1), Duration.ofHours(1)));
        assertThrows(NetifException.class, () -> control.rename("hn0", "a-name-of-16-chr"));
        assertThrows(NetifException.class, () -> control.addGroup("hn0", ""));
        assertThrows(NetifException.class, () -> control.addRoute(ROUTE, -1));
        assertEquals(List.of(), libc.calls());
    }

    private static void refused(org.junit.jupiter.api.function.Executable change) {
        assertThrows(IllegalArgumentException.class, change);
    }

    @Test
    void shouldNegateALaggOptionToClearIt() throws NetifException {
        control.setLaggOption("lagg0", LaggOption.LACP_FAST_TIMEOUT, true);
        assertEquals(LaggReqOpts.LAGG_OPT_LACP_FAST_TIMO, LaggReqOpts.opts(last()));
        control.setLaggOption("lagg0", LaggOption.USE_FLOWID, false);
        assertEquals(-LaggReqOpts.LAGG_OPT_USE_FLOWID, LaggReqOpts.opts(last()));
        assertEquals("lagg0", LaggReqOpts.ifName(last()));
        control.setLaggHash("lagg0", Set.of(LaggHash.L3, LaggHash.L4));
        assertEquals(6, LaggReqFlags.flags(last()));
        assertEquals(List.of("SIOCSLAGGOPTS", "SIOCSLAGGOPTS", "SIOCSLAGGHASH"), libc.calls());
    }

    /** SOL_SOCKET is 0xffff and SO_SETFIB 0x1014. */
    @Test
    void shouldSendARouteToItsTableOnASocketOfItsOwn() throws NetifException {
        control.addRoute(ROUTE, 3);
        assertEquals(List.of("setsockopt 65535 4116", "write"), libc.calls());
        assertEquals(3, ByteMemory.of(libc.made.get(0).bytes()).getInt(0));
        assertEquals(List.of(3), libc.closed);
        control.changeRoute(ROUTE, 0);
        assertEquals(Rtm.RTM_CHANGE, RtMsghdr.type(last(), 0));
        assertEquals(List.of(3, 4), libc.closed);
        control.addRoute(ROUTE);
        assertEquals("write", libc.calls().get(4));
        assertEquals(5, libc.calls().size(), "the table of the process needs no option");
        assertEquals(2, libc.closed.size());
    }
}
