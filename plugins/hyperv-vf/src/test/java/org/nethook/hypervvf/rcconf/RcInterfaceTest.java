package org.nethook.hypervvf.rcconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.hypervvf.rcconf.RcRoutes.RcRoute;
import org.nethook.testkit.RcConf;

/** Follows libexec/rc/network.subr of FreeBSD. */
@Tag("B5")
class RcInterfaceTest {
    private static final MacAddress MAC = MacAddress.parse("00:0d:3a:12:34:56");

    @ParameterizedTest
    @CsvSource({
        "DHCP, BACKGROUND",
        "dhcp, BACKGROUND",
        "SYNCDHCP, SYNCHRONOUS",
        "NOSYNCDHCP, BACKGROUND",
        "mtu 9000 SyncDhcp, SYNCHRONOUS",
        "DHCP SYNCDHCP, SYNCHRONOUS"
    })
    void shouldFindTheModeOfDhcp(String value, DhcpMode mode) throws Exception {
        assertEquals(Optional.of(mode), read("ifconfig_hn0=\"" + value + "\"").dhcp());
    }

    @Test
    void shouldTakeSynchronousDhclientWhereTheInterfaceDoesNotSay() throws Exception {
        assertEquals(
                Optional.of(DhcpMode.SYNCHRONOUS),
                read("synchronous_dhclient=YES", "ifconfig_hn0=DHCP").dhcp());
        assertEquals(
                Optional.of(DhcpMode.BACKGROUND),
                read("synchronous_dhclient=YES", "ifconfig_hn0=NOSYNCDHCP").dhcp());
        InterfaceSettings settings = read("ifconfig_DEFAULT=DHCP", "dhclient_flags=\"-c /etc/my.conf\"");
        assertEquals(Optional.of(DhcpMode.BACKGROUND), settings.dhcp());
        assertEquals(List.of("-c", "/etc/my.conf"), settings.dhcpFlags());
        assertEquals(Optional.empty(), read("ifconfig_hn1=DHCP").dhcp());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inet 10.0.0.4/24 | 10.0.0.4/24",
                "10.0.0.4 netmask 255.255.240.0 | 10.0.0.4/20",
                "inet 10.0.0.4 netmask 0xffffff00 broadcast 10.0.0.255 | 10.0.0.4/24",
                "inet 10.0.0.4 | 10.0.0.4/8",
                "inet 172.16.0.4 | 172.16.0.4/16",
                "inet 192.168.1.4 up | 192.168.1.4/24",
                "inet 10.0.0.4/24 inet 10.0.0.5/32 alias | 10.0.0.4/24 10.0.0.5/32",
                "inet6 2001:db8::4 prefixlen 48 | 2001:db8::4/48",
                "inet6 2001:db8::4 | 2001:db8::4/64",
                "inet 10.0.0.4 netmask 255.0.255.0 | ''",
                "inet 10.0.0.4/33 | ''",
                "inet host.example.org | ''",
                "inet 10.0.0.4/24 media 10Gbase-T | 10.0.0.4/24"
            })
    void shouldReadAddressesAsIfconfigDoes(String value, String addresses) throws Exception {
        assertEquals(addresses, texts(read("ifconfig_hn0=\"" + value + "\"")));
    }

    @Test
    void shouldReadAliasesInEachOfTheirForms() throws Exception {
        assertEquals(
                "10.0.0.4/24 10.0.0.5/32 10.0.0.7/32 10.0.0.9/32 10.1.0.1/28 10.1.0.2/32 10.1.0.3/32 2001:db8::6/64",
                texts(read(
                        "ifconfig_hn0=\"inet 10.0.0.4/24\"",
                        "ifconfig_hn0_ipv6=\"inet6 auto_linklocal\"",
                        "ifconfig_hn0_aliases=\"inet 10.0.0.5/32 inet6 2001:db8::6/64\"",
                        "ifconfig_hn0_alias0=\"inet 10.0.0.7/32\"",
                        "ifconfig_hn0_alias3=\"10.0.0.9/32\"",
                        "ipv4_addrs_hn0=\"10.1.0.1-3/28\"")));
        assertEquals(
                "2001:db8::e/64 2001:db8::f/64 2001:db8::10/64",
                texts(read(
                        "ifconfig_hn0_ipv6=\"inet6 auto_linklocal\"",
                        "ifconfig_hn0_alias0=\"inet6 2001:db8::e-10 prefixlen 64\"")));
        assertEquals("", texts(read("ifconfig_hn0_alias0=\"inet6 2001:db8::e/64\"")), "rc sets none without IPv6");
        assertEquals("10.0.0.4/25", texts(read("ifconfig_hn0=\"inet 10.0.0.4/24 inet 10.0.0.4/25\"")));
        assertEquals("10.1.0.254/24 10.1.0.255/32", texts(read("ipv4_addrs_hn0=\"10.1.0.9-3/28 10.1.0.254-300/24\"")));
    }

    @Test
    void shouldReadWhatBelongsToIpv6() throws Exception {
        InterfaceSettings settings = read("ifconfig_hn0_ipv6=\"inet6 accept_rtadv -ifdisabled no_radr\"");
        assertEquals(Set.of(Nd6Flag.ACCEPT_RTADV, Nd6Flag.NO_RADR), settings.nd6());
        assertTrue(settings.wantsIpv6());
        assertEquals(
                Set.of(),
                read("ipv6_gateway_enable=YES", "ifconfig_hn0_ipv6=\"inet6 accept_rtadv\"")
                        .nd6());
        assertFalse(read("ifconfig_hn0=DHCP").wantsIpv6());
        assertFalse(read("ifconfig_DEFAULT=DHCP").wantsIpv6());
        assertTrue(read("ipv6_activate_all_interfaces=YES").wantsIpv6());
        assertEquals("2001:db8:1:2:20d:3aff:fe12:3456/64", texts(read("ipv6_prefix_hn0=\"2001:db8:1:2\"")));
    }

    @Test
    void shouldReadNamesAndNumbers() throws Exception {
        InterfaceSettings settings = read(
                "ifconfig_hn0=\"inet 10.0.0.4/24 mtu 9000 fib 1 group outside description 'rack 7'\"",
                "vlans_hn0=\"100 storage\"");
        assertEquals(OptionalInt.of(9000), settings.mtu());
        assertEquals(OptionalInt.of(1), settings.fib());
        assertEquals(List.of("outside"), settings.groups());
        assertEquals(Optional.of("rack 7"), settings.description());
        assertEquals(List.of("hn0.100", "storage"), settings.vlans());
        assertEquals(Optional.of("uplink"), read("ifconfig_hn0_descr=uplink").description());
        assertEquals("", texts(read("ifconfig_hn0=\"media 10Gbase-T -rxcsum vnet jail1 NOAUTO\"")));
    }

    @Test
    void shouldTellAnInterfaceThatIsNamedFromOneThatIfconfigDefaultReaches() throws Exception {
        SystemConfig config = config("ifconfig_DEFAULT=DHCP", "ifconfig_mce1=up");
        assertTrue(RcInterface.isNamed(config, "mce1"));
        assertFalse(RcInterface.isNamed(config, "mce10"));
    }

    @Test
    void shouldReadTheRoutesOfTheMachine() throws Exception {
        assertEquals(
                List.of(
                        "default via 10.0.0.1 0",
                        "default6 via fe80::1 dev hn0 0",
                        "default via 10.5.0.1 1",
                        "10.9.0.0/16 via 10.0.0.9 0",
                        "10.8.0.0/24 via 10.0.0.9 1",
                        "10.7.1.1/32 via 10.0.0.9 0",
                        "10.6.1.1/32 via 10.0.0.9 0",
                        "2001:db8:9::/48 via 2001:db8::9 0"),
                routes(
                        "defaultrouter=10.0.0.1",
                        "ipv6_defaultrouter=fe80::1%hn0",
                        "defaultrouter_fib1=10.5.0.1",
                        "static_routes=\"a b:hn0 c d e f g\"",
                        "route_a=\"-net 10.9.0.0/16 10.0.0.9\"",
                        "route_b=\"-net 10.8.0.0 -netmask 255.255.255.0 10.0.0.9 -fib 1\"",
                        "route_c=\"-host 10.7.1.1 10.0.0.9\"",
                        "route_d=\"10.6.1.1 10.0.0.9\"",
                        "route_e=\"-net 10.5.0.0 10.0.0.9\"",
                        "route_f=\"10.4.0.0/16 -iface hn0\"",
                        "route_g=\"-net example.org gateway\"",
                        "ipv6_static_routes=h",
                        "ipv6_route_h=\"2001:db8:9:: -prefixlen 48 2001:db8::9\""));
        assertEquals(List.of(), routes("defaultrouter=NO", "ipv6_defaultrouter=\"\"", "static_routes=absent"));
    }

    private static List<String> routes(String... lines) throws SystemConfigException {
        return RcRoutes.read(config(lines), 2).stream()
                .map(RcInterfaceTest::text)
                .toList();
    }

    private static String text(RcRoute route) {
        return route.route() + " " + route.fib();
    }

    private static String texts(InterfaceSettings settings) {
        return String.join(
                " ", settings.addresses().stream().map(Object::toString).toList());
    }

    private static SystemConfig config(String... lines) {
        return RcConf.of(lines);
    }

    private static InterfaceSettings read(String... lines) throws SystemConfigException {
        return RcInterface.read(config(lines), "hn0", Optional.of(MAC));
    }
}
