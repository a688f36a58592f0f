package org.nethook.netif.sim.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.sim.VirtualTime;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelError;
import org.nethook.netif.sim.kernel.state.KernelListener;
import org.nethook.netif.sim.kernel.state.Membership;
import org.nethook.netif.sim.kernel.state.Release;
import org.nethook.netif.sim.kernel.state.Route;

/** Rules of IPv6 addresses that d_ipv6 and the random recordings show. */
@Tag("K")
class Inet6Test {
    private static final int ANYCAST = 0x1;
    private static final int TENTATIVE = 0x2;
    private static final int DUPLICATED = 0x4;
    private static final int DEPRECATED = 0x10;
    private static final int DISABLED = 0x29;
    private static final int ENABLED = 0x21;
    private static final byte[] GLOBAL = address("2001:db8::4");

    private VirtualTime time;
    private Kernel kernel;
    private Ifnet em0;
    private Ifnet em1;

    private void start(Release release) {
        time = new VirtualTime(Instant.EPOCH);
        kernel = new Kernel(release, time, time, true);
        kernel.plugIn("em0", "em", MacAddress.parse("00:0d:3a:00:00:01"), 1500, true);
        kernel.plugIn("em1", "em", MacAddress.parse("00:0d:3a:00:00:02"), 1500, true);
        kernel.cloners().createLoopback();
        em0 = kernel.interfaces().find("em0");
        em1 = kernel.interfaces().find("em1");
    }

    private static byte[] address(String text) {
        return IpAddress.parse(text).octets();
    }

    private void pass(long seconds) {
        time.runUntil(time.elapsed().plusSeconds(seconds));
    }

    private void add(Ifnet ifp, byte[] address, int flags, long valid, long preferred, int vhid) {
        kernel.inet6().add(new Inet6.Request(ifp, address, Inet6.prefixMask(64), flags, valid, preferred, vhid));
    }

    private Ifaddr add(Ifnet ifp, byte[] address, int flags) {
        add(ifp, address, flags, -1, -1, 0);
        return kernel.inet6().find(ifp, address);
    }

    private void refused(int errno, Runnable call) {
        assertEquals(errno, assertThrows(KernelError.class, call::run).errno());
    }

    private Route prefixRoute() {
        return kernel.routes().exact(address("2001:db8::"), Inet6.prefixMask(64));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void shouldLeaveBehindWhatTookEffectBeforeARefusal(Release release) {
        start(release);
        if (release == Release.V14_0) {
            kernel.inet6().nd6().setFlags(em0, ENABLED);
        }
        refused(FreeBsdErrno.EPROTONOSUPPORT, () -> add(em0, GLOBAL, 0, -1, -1, 7));
        assertTrue(em0.isUp());
        assertNotNull(kernel.inet6().find(em0, GLOBAL));
        assertNotNull(em0.linkLocal());
        assertNull(prefixRoute());
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void shouldRefuseAnAddressThatAnotherInterfaceHas(Release release) {
        start(release);
        add(em0, GLOBAL, 0);
        refused(FreeBsdErrno.EEXIST, () -> add(em1, GLOBAL, 0));
        assertTrue(em1.isUp());
        assertNull(kernel.inet6().find(em1, GLOBAL));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void shouldHaveNoRouteForTheUnspecifiedAddress(Release release) {
        start(release);
        int errno = release == Release.V14_0 ? FreeBsdErrno.ENOMEM : FreeBsdErrno.EEXIST;
        refused(errno, () -> add(em0, new byte[16], 0));
    }

    @Test
    void shouldBeTentativeUntilNobodyObjected() {
        start(Release.V12_1);
        Ifaddr ifa = add(em0, GLOBAL, 0);
        assertEquals(TENTATIVE, ifa.in6Flags());
        assertEquals(ANYCAST, add(em0, address("2001:db8::"), ANYCAST).in6Flags());
        pass(1);
        assertEquals(0, ifa.in6Flags());
    }

    @Test
    void shouldNotAskWhenTheSysctlSaysNever() {
        start(Release.V12_1);
        kernel.inet6().setDadCount(0);
        assertEquals(0, add(em0, GLOBAL, 0).in6Flags());
    }

    @Test
    void shouldBeTentativeAgainWhileTheInterfaceIsDown() {
        start(Release.V12_1);
        Ifaddr ifa = add(em0, GLOBAL, 0);
        pass(2);
        kernel.interfaces().setFlags(em0, em0.flags() & ~NetIf.IFF_UP);
        pass(2);
        assertEquals(TENTATIVE, ifa.in6Flags());
        kernel.interfaces().setFlags(em0, em0.flags() | NetIf.IFF_UP);
        pass(2);
        assertEquals(0, ifa.in6Flags());
    }

    @Test
    void shouldBeDeprecatedAndThenExpire() {
        start(Release.V12_1);
        add(em0, GLOBAL, 0, 10, 3, 0);
        Ifaddr ifa = kernel.inet6().find(em0, GLOBAL);
        pass(3);
        assertEquals(0, ifa.in6Flags());
        pass(2);
        assertEquals(DEPRECATED, ifa.in6Flags());
        pass(7);
        assertNull(kernel.inet6().find(em0, GLOBAL));
    }

    @Test
    void shouldSwitchIpv6OnWithTheFirstAddress() {
        start(Release.V14_0);
        kernel.interfaces().setFlags(em0, em0.flags() | NetIf.IFF_UP);
        assertEquals(DISABLED, em0.ndFlags());
        assertNull(em0.linkLocal());
        assertEquals(0, add(em0, GLOBAL, 0).in6Flags());
        assertEquals(ENABLED, em0.ndFlags());
        assertEquals("fe80::20d:3aff:fe00:1", em0.linkLocal().address().toString());
    }

    @Test
    void shouldHandThePrefixRouteToAnotherInterface() {
        start(Release.V12_1);
        add(em0, GLOBAL, 0);
        add(em1, address("2001:db8::5"), 0);
        assertEquals(em0, prefixRoute().ifp());
        kernel.inet6().delete(em0, GLOBAL);
        assertEquals(em1, prefixRoute().ifp());
        kernel.inet6().delete(em1, address("2001:db8::5"));
        assertNull(prefixRoute());
    }

    /** Before 14.0 the address that the kernel adds by itself does not count. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void shouldCountTheOwnLinkLocalAddressFrom14OnOnly(Release release) {
        start(release);
        add(em0, GLOBAL, 0);
        add(em0, address("fe80::1"), 0);
        kernel.inet6().delete(em0, address("fe80::1"));
        Route route = kernel.routes().exact(Inet6.kernelForm(address("fe80::"), em0.index()), Inet6.prefixMask(64));
        assertNotNull(em0.linkLocal());
        assertEquals(release == Release.V14_0, route != null);
    }

    @Test
    void shouldFindOutThatTheOtherEndOfTheCableHasTheAddress() {
        start(Release.V12_1);
        Ifnet a = kernel.interfaces().find(kernel.cloners().create("epair"));
        Ifnet b = kernel.interfaces().find("epair0b");
        Ifaddr first = add(a, address("fe80::99"), 0);
        pass(2);
        Ifaddr second = add(b, address("fe80::99"), 0);
        assertEquals(TENTATIVE, second.in6Flags());
        time.runUntil(time.elapsed().plus(Duration.ofMillis(300)));
        assertEquals(DUPLICATED, second.in6Flags());
        assertEquals(0, first.in6Flags());
        assertEquals(ENABLED, b.ndFlags());
    }

    /** Two ends with one MAC have one link-local address too, which only one of them can use. */
    @Test
    void shouldSwitchIpv6OffWhereTheOwnLinkLocalAddressIsADuplicate() {
        start(Release.V12_1);
        Ifnet a = kernel.interfaces().find(kernel.cloners().create("epair"));
        Ifnet b = kernel.interfaces().find("epair0b");
        kernel.interfaces().setMac(b, a.mac());
        kernel.interfaces().setFlags(a, a.flags() | NetIf.IFF_UP);
        pass(2);
        kernel.interfaces().setFlags(b, b.flags() | NetIf.IFF_UP);
        pass(1);
        assertEquals(DUPLICATED, b.linkLocal().in6Flags());
        assertEquals(DISABLED, b.ndFlags());
        kernel.inet6().nd6().setFlags(b, ENABLED);
        assertEquals(DISABLED, b.ndFlags());
    }

    @Test
    void shouldTakeAPrefixOffTheLinkAtTheEndOfItsLifetime() {
        start(Release.V12_1);
        add(em0, GLOBAL, 0, 5, 5, 0);
        assertNotNull(prefixRoute());
        pass(8);
        assertNull(prefixRoute());
    }

    @Test
    void shouldMakeNoLinkLocalAddressOfAGroupMac() {
        start(Release.V12_1);
        kernel.interfaces().setMac(em1, MacAddress.parse("01:00:5e:00:00:01").octets());
        kernel.interfaces().setFlags(em1, em1.flags() | NetIf.IFF_UP);
        assertEquals("fe80::20d:3aff:fe00:1", em1.linkLocal().address().toString());
    }

    @Test
    void shouldLeaveAReportedGroupOnlyAfterItsReports() {
        start(Release.V12_1);
        add(em0, GLOBAL, 0);
        List<String> left = new ArrayList<>();
        kernel.addListener(new KernelListener() {
            @Override
            public void multicast(Membership membership, boolean joined) {
                left.add((joined ? "+" : "-") + IpAddress.of(membership.group()));
            }
        });
        kernel.inet6().delete(em0, GLOBAL);
        kernel.interfaces().runLinkTasks();
        assertEquals(List.of(), left);
        time.runUntil(time.elapsed().plus(Duration.ofMillis(1500)));
        assertEquals(List.of("-ff02::1:ff00:4"), left);
        kernel.inet6().delete(em0, em0.linkLocal().address().octets());
        kernel.interfaces().runLinkTasks();
        assertEquals(List.of("-ff02::1:ff00:4", "-ff02::1", "-ff01::1"), left);
    }

    @Test
    void shouldHaveThePortsListenToTheGroupsOfTheirLagg() {
        start(Release.V12_1);
        Ifnet lagg0 = kernel.interfaces().find(kernel.cloners().create("lagg"));
        Lagg.of(lagg0).addPort("em0");
        add(lagg0, GLOBAL, 0);
        byte[] solicited = {0x33, 0x33, (byte) 0xff, 0, 0, 4};
        assertTrue(listensTo(em0, solicited));
        Lagg.of(lagg0).removePort("em0");
        assertFalse(listensTo(em0, solicited));
    }

    private static boolean listensTo(Ifnet ifp, byte[] mac) {
        return Multicast.linkAddresses(ifp).stream().anyMatch(link -> Arrays.equals(link, mac));
    }

    @Test
    void shouldNotJoinAllHostsAgainForAReplacedAddress() {
        start(Release.V12_1);
        byte[] address = {10, 1, 0, 4};
        byte[] allHosts = {1, 0, 0x5e, 0, 0, 1};
        kernel.inet().add(em0, address, null, null);
        assertTrue(listensTo(em0, allHosts));
        kernel.inet().add(em0, address, null, null);
        kernel.interfaces().runLinkTasks();
        assertFalse(listensTo(em0, allHosts));
        assertArrayEquals(address, em0.firstAddress(Socket.AF_INET).address().octets());
    }
}
