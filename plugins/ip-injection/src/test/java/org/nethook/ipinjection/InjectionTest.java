package org.nethook.ipinjection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.Route;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.Told;

class InjectionTest {
    private static final String THREE = Guest.request(
            "10.0.0.5;192.168.7.5;2001:db8::5",
            "255.255.255.0;255.255.0.0;/64",
            "192.168.1.1;2001:db8::1",
            "10.0.0.53;10.0.0.54;2001:db8::53",
            false);

    private static void succeeds(TestHost host) {
        CommandOutcome outcome = Guest.inject(host);
        assertEquals(List.of(), host.texts(Told.Kind.ALARM));
        assertEquals("Disabled\nSet IP-Injection Success\n", outcome.out());
        assertEquals(0, outcome.status());
    }

    @Test
    @Tag("D2")
    @Tag("D5")
    void shouldApplyAllAndKeepItOverABoot() throws Exception {
        String rcConf;
        try (TestHost host = Guest.machine(THREE).boot()) {
            succeeds(host);

            assertEquals(List.of("10.0.0.5/24", "192.168.7.5/16", "2001:db8::5/64"), Guest.addresses(host, "hn0"));
            assertEquals(
                    List.of("default via 192.168.1.1 dev hn0", "default6 via 2001:db8::1 dev hn0"), Guest.routes(host));
            assertEquals(
                    "search example.org\nnameserver 10.0.0.53\nnameserver 10.0.0.54\nnameserver 2001:db8::53\n"
                            + "options timeout:1\n",
                    host.resolvConf());
            rcConf = host.rcConf();
            assertEquals("""
                    # the machine of somebody
                    hostname="guest"
                    ifconfig_hn0="inet 10.0.0.5/24 mtu 1400" # old
                    ifconfig_hn0_alias0="inet 192.168.7.5/16"
                    defaultrouter="192.168.1.1"
                    sshd_enable="YES"
                    ifconfig_hn0_ipv6="inet6 2001:db8::5/64"
                    ipv6_defaultrouter="2001:db8::1"
                    """, rcConf);
            host.advance(Duration.ofMinutes(1));

            assertTrue(Guest.inject(host).out().endsWith("Set IP-Injection Success\n"));
            assertEquals(1, host.plans().size(), "a second identical request is no plan");
            assertEquals(rcConf, host.rcConf());
        }
        try (TestHost host = Guest.machine(THREE).rcConf(rcConf.split("\n")).boot()) {
            assertEquals(
                    Set.of("10.0.0.5/24", "192.168.7.5/16", "2001:db8::5/64"),
                    Set.copyOf(Guest.addresses(host, "hn0")));
            assertEquals(
                    List.of("default via 192.168.1.1 dev hn0", "default6 via 2001:db8::1 dev hn0"), Guest.routes(host));
        }
    }

    @Test
    @Tag("D3")
    void shouldChangeNoRouteButItsOwnDefault() throws Exception {
        try (TestHost host = Guest.machine(Guest.request("10.0.0.5", "24", "10.0.0.254", "", false))
                .sysctl("net.fibs", 2)
                .rcConf(
                        "ifconfig_hn0=\"inet 10.0.0.4/24\"",
                        "ifconfig_hn1=\"inet 10.1.0.4/24\"",
                        "defaultrouter=\"10.0.0.1\"")
                .boot()) {
            add(host, "10.9.0.0", 16, "10.0.0.9", "hn0", 0);
            add(host, "10.8.0.0", 16, "10.1.0.9", "hn1", 0);
            add(host, "0.0.0.0", 0, "10.1.0.1", "hn1", 1);
            succeeds(host);

            assertEquals(List.of("10.0.0.5/24"), Guest.addresses(host, "hn0"));
            assertEquals(
                    List.of(
                            "10.8.0.0/16 via 10.1.0.9 dev hn1",
                            "10.9.0.0/16 via 10.0.0.9 dev hn0",
                            "default via 10.0.0.254 dev hn0",
                            "default via 10.1.0.1 dev hn1 fib 1"),
                    Guest.routes(host));
        }
    }

    private static void add(TestHost host, String to, int length, String gateway, String ifName, int fib)
            throws Exception {
        Route route = new Route(IpAddress.parse(to), length, Optional.of(IpAddress.parse(gateway)), ifName);
        host.machine().control().addRoute(route, fib);
    }

    @Test
    @Tag("D3")
    void shouldLeaveTheDefaultRouteOfAnotherInterface() throws Exception {
        try (TestHost host = Guest.plain(Guest.request("10.0.0.5", "24", "10.0.0.1", "", false))
                .rcConf("ifconfig_hn1=\"inet 10.1.0.4/24\"", "defaultrouter=\"10.1.0.1\"")
                .boot()) {
            succeeds(host);

            assertEquals(List.of("default via 10.1.0.1 dev hn1"), Guest.routes(host));
            assertTrue(host.rcConf().contains("defaultrouter=\"10.1.0.1\"\n"));
            assertEquals(
                    List.of("gateway 10.0.0.1 is not used: the route default via 10.1.0.1 dev hn1 belongs to another"
                            + " interface and stays"),
                    host.texts(Told.Kind.NOTE));
        }
    }

    @Test
    @Tag("D4")
    void shouldKeepTheDefaultRouteWhenNoGatewayIsGiven() throws Exception {
        try (TestHost host =
                Guest.machine(Guest.request("10.0.0.5", "24", "", "", false)).boot()) {
            succeeds(host);

            assertEquals(List.of("10.0.0.5/24"), Guest.addresses(host, "hn0"));
            assertEquals(List.of("default via 10.0.0.1 dev hn0"), Guest.routes(host));
            assertTrue(host.rcConf().contains("defaultrouter=\"10.0.0.1\"\n"));
        }
    }

    @Test
    @Tag("D4")
    void shouldSayThatADefaultRouteGoesWithItsNetwork() throws Exception {
        try (TestHost host =
                Guest.machine(Guest.request("172.16.0.5", "24", "", "", false)).boot()) {
            succeeds(host);

            assertEquals(List.of(), Guest.routes(host));
            assertFalse(host.rcConf().contains("defaultrouter"));
            assertEquals(
                    List.of(
                            "the route default via 10.0.0.1 dev hn0 goes: its gateway is on no network of hn0 any more"),
                    host.texts(Told.Kind.NOTE));
        }
    }

    @Test
    @Tag("D8")
    void shouldTurnDhcpOnOnce() throws Exception {
        try (TestHost host = Guest.machine(Guest.request("", "", "", "", true)).boot()) {
            assertEquals(
                    "Enabled\nSet IP-Injection Success\n", Guest.inject(host).out());
            host.advance(Duration.ofMinutes(1));

            assertEquals(List.of("10.0.0.77/24"), Guest.addresses(host, "hn0"));
            assertTrue(host.machine().dhcp().isRunning("hn0"));
            String rcConf = host.rcConf();
            assertEquals(
                    "# the machine of somebody\nhostname=\"guest\"\nifconfig_hn0=\"DHCP mtu 1400\" # old\n"
                            + "sshd_enable=\"YES\"\n",
                    rcConf);

            assertEquals(
                    "Enabled\nSet IP-Injection Success\n", Guest.inject(host).out());
            assertEquals(1, host.plans().size(), "a second identical request is no plan");
            assertEquals(rcConf, host.rcConf());
            assertEquals(List.of("10.0.0.77/24"), Guest.addresses(host, "hn0"));
        }
    }

    @Test
    @Tag("D8")
    void shouldTakeAliasesAwayBesideALease() throws Exception {
        try (TestHost host = Guest.plain(Guest.request("", "", "", "", true))
                .rcConf(
                        "ifconfig_hn0=\"DHCP\"",
                        "ifconfig_hn0_alias0=\"inet 10.0.0.7 netmask 255.255.255.255\"",
                        "ifconfig_hn0_alias1=\"inet6 2001:db8::7/64\"")
                .boot()) {
            host.advance(Duration.ofMinutes(1));
            assertEquals(
                    "Enabled\nSet IP-Injection Success\n", Guest.inject(host).out());
            host.advance(Duration.ofMinutes(1));

            assertEquals(Set.of("10.0.0.77/24", "2001:db8::7/64"), Set.copyOf(Guest.addresses(host, "hn0")));
            assertEquals("ifconfig_hn0=\"DHCP\"\nifconfig_hn0_alias0=\"inet6 2001:db8::7/64\"\n", host.rcConf());
            assertTrue(host.machine().dhcp().isRunning("hn0"));
        }
    }

    @Test
    @Tag("D8")
    void shouldTurnDhcpOff() throws Exception {
        try (TestHost host = Guest.plain(
                        "HWADDR=00:15:5D:01:02:03\nIF_NAME=hn0\nIPADDR=10.0.0.5\nNETMASK=255.255.255.0\n"
                                + "IPADDR_1=10.0.0.6\nNETMASK_1=255.255.255.0\nGATEWAY=10.0.0.1\nDNS1=10.0.0.53\nDHCP=no\n"
                                + "IPV6ADDR=2001:db8::5\nIPV6NETMASK=64\nIPV6_DEFAULTGW=fe80::1\n")
                .rcConf("ifconfig_hn0=\"SYNCDHCP\"")
                .boot()) {
            host.advance(Duration.ofMinutes(1));
            assertEquals(List.of("10.0.0.77/24"), Guest.addresses(host, "hn0"));
            succeeds(host);
            host.advance(Duration.ofMinutes(1));

            assertFalse(host.machine().dhcp().isRunning("hn0"));
            assertEquals(List.of("10.0.0.5/24", "10.0.0.6/24", "2001:db8::5/64"), Guest.addresses(host, "hn0"));
            assertEquals(List.of("default via 10.0.0.1 dev hn0", "default6 via fe80::1 dev hn0"), Guest.routes(host));
            assertEquals(
                    "ifconfig_hn0=\"inet 10.0.0.5/24\"\nifconfig_hn0_ipv6=\"inet6 2001:db8::5/64\"\n"
                            + "ifconfig_hn0_alias0=\"inet 10.0.0.6/24\"\ndefaultrouter=\"10.0.0.1\"\n"
                            + "ipv6_defaultrouter=\"fe80::1%hn0\"\n",
                    host.rcConf());
            assertEquals("nameserver 10.0.0.53\n", host.resolvConf());
            assertEquals(0, Guest.inject(host).status());
            assertEquals(1, host.plans().size());
        }
    }

    @Test
    @Tag("D2")
    void shouldConfigureTheLagg() throws Exception {
        try (TestHost host = Guest.plain(Guest.request("10.0.0.5", "24", "10.0.0.1", "", false))
                .rcConf("cloned_interfaces=\"lagg0\"", "ifconfig_hn1=\"up\"")
                .boot()) {
            NetifControl control = host.machine().control();
            control.addLaggPort("lagg0", "hn0");
            control.addAddress("lagg0", InterfaceAddress.parse("10.0.0.4/24"));
            succeeds(host);

            assertEquals(List.of("10.0.0.5/24"), Guest.addresses(host, "lagg0"));
            assertEquals(List.of(), Guest.addresses(host, "hn0"));
            assertEquals(List.of("default via 10.0.0.1 dev lagg0"), Guest.routes(host));
            assertTrue(host.rcConf().endsWith("ifconfig_hn0=\"inet 10.0.0.5/24\"\ndefaultrouter=\"10.0.0.1\"\n"));
            assertEquals(0, Guest.inject(host).status());
            assertEquals(1, host.plans().size());
        }
    }

    @Test
    @Tag("D2")
    void shouldSetNameServersThroughResolvconf() throws Exception {
        try (TestHost host = Guest.machine(Guest.request("10.0.0.5", "24", "10.0.0.1", "10.0.0.53;10.0.0.54;", false))
                .resolvConf("# Generated by resolvconf", "nameserver 10.0.0.2")
                .resolvconf("# ours", "name_servers=\"10.0.0.2\"")
                .boot()) {
            succeeds(host);

            assertEquals("# Generated by resolvconf\nnameserver 10.0.0.53\nnameserver 10.0.0.54\n", host.resolvConf());
            assertEquals(0, Guest.inject(host).status());
            assertEquals(1, host.plans().size());
        }
    }

    @Test
    @Tag("E7")
    void shouldTouchNothingInADryRun() throws Exception {
        try (TestHost host = Guest.machine(THREE).dryRun().boot()) {
            String rcConf = host.rcConf();
            String resolvConf = host.resolvConf();
            assertEquals(0, Guest.inject(host).status());

            assertEquals(List.of("10.0.0.4/24", "10.0.0.14/24"), Guest.addresses(host, "hn0"));
            assertEquals(rcConf, host.rcConf());
            assertEquals(resolvConf, host.resolvConf());
            assertEquals(1, host.plans().size());
        }
    }
}
