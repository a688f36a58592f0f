package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.hypervvf.HypervVfListener;
import org.nethook.hypervvf.HypervVfReconciler;
import org.nethook.ipinjection.IpInjectionCommand;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;

/** hyperv-vf and ip-injection on one guest: what the host asks for a hn lives on its lagg, and the two never work against each other. */
class InjectionOnLaggTest {
    private static final String MAC = "00:0d:3a:12:34:56";
    private static final Path FILE = Path.of("/var/db/hypervhv_set_ip_data");
    private static final List<String> DHCP = List.of("ifconfig_hn0=\"DHCP mtu 1400\"", "hyperv_vf_delay=\"5\"");
    private static final List<String> FIXED = List.of(
            "ifconfig_hn0=\"inet 192.168.7.20/24\"",
            "ifconfig_hn0_ipv6=\"inet6 2001:db8:7::20/64\"",
            "ifconfig_hn0_alias0=\"inet 192.168.7.21/32\"",
            "defaultrouter=\"192.168.7.1\"",
            "static_routes=\"office\"",
            "route_office=\"-net 172.16.0.0/16 192.168.7.9\"",
            "hyperv_vf_delay=\"5\"");
    private static final String RESOLV_CONF = "nameserver 10.0.0.2";
    private static final List<String> WANTED = List.of("10.0.0.30/24", "10.0.0.31/24", "2001:db8::30/64");
    private static final String SET = "HWADDR=" + MAC + "\nIF_NAME=hn0\n"
            + "IP_ADDR=10.0.0.30;10.0.0.31;2001:db8::30\nSUBNET=255.255.255.0;255.255.255.0;/64\n"
            + "GATEWAY=10.0.0.1;2001:db8::1\nDNS=10.0.0.53\nDHCP=0\n";
    private static final String SET_DHCP =
            "HWADDR=" + MAC + "\nIF_NAME=hn0\nIP_ADDR=\nSUBNET=\nGATEWAY=\nDNS=\nDHCP=1\n";

    private final Probe probe = new Probe();

    private TestHostBuilder guest(String release, String request, List<String> rcConf, String resolvConf) {
        return TestHost.with(new HypervVfListener(), new HypervVfReconciler(), new IpInjectionCommand(), probe)
                .id("both")
                .release(release)
                .hyperv()
                .mayControl(
                        "lagg* (create, destroy), * (up, mtu, description, group, lagg, vlan, address, route, dhcp)")
                .mayReadFiles("/usr/libexec/hyperv/*")
                .mayRead("kern.vm_guest, hw.hn.*, dev.*")
                .maySet("ifconfig_*, ipv4_addrs_*, defaultrouter*, ipv6_defaultrouter*")
                .maySetNameServers()
                .interfaceNamed("hn0", "hn", MAC)
                .lease(MAC, "10.0.0.4/24", "10.0.0.1", Duration.ofSeconds(2))
                .resolvConf(resolvConf)
                .rcConf(rcConf.toArray(new String[0]))
                .file(FILE, request);
    }

    @ParameterizedTest
    @CsvSource({"12.1, true", "12.1, false", "14.0, true", "14.0, false"})
    @Tag("B6")
    @Tag("D2")
    @Tag("D5")
    void shouldKeepWhatTheHostGaveThroughAMigrationAndABoot(String release, boolean dhcp) throws Exception {
        String rcConf;
        String resolvConf;
        try (TestHost host =
                guest(release, SET, dhcp ? DHCP : FIXED, RESOLV_CONF).boot()) {
            comes(host, "mce0");
            inject(host);
            expect(host, "lagg0", WANTED);
            int plans = host.plans().size();
            inject(host);
            assertEquals(plans, host.plans().size(), "the same once more is no plan");

            migrates(host);
            expect(host, "lagg0", WANTED);
            rcConf = host.rcConf();
            resolvConf = host.resolvConf().strip();
        }
        try (TestHost host =
                guest(release, SET, rcConf.lines().toList(), resolvConf).boot()) {
            host.advance(Duration.ofSeconds(30));
            assertEquals(WANTED, addresses(host, "hn0"), "before a VF is there");
            comes(host, "mce0");
            expect(host, "lagg0", WANTED);
            int plans = host.plans().size();
            inject(host);
            assertEquals(
                    plans, host.plans().size(), () -> "a lagg that a boot made carries just that; " + host.describe());
        }
    }

    /** The VF is there, and its delay still runs. */
    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    @Tag("D2")
    void shouldTakeToTheLaggWhatCameDuringTheDelay(String release) throws Exception {
        try (TestHost host = guest(release, SET, FIXED, RESOLV_CONF).boot()) {
            host.advance(Duration.ofSeconds(30));
            host.hardware().offerVf("mce0", "mce", MacAddress.parse(MAC));
            host.advance(Duration.ofSeconds(2));
            inject(host);
            assertEquals(WANTED, addresses(host, "hn0"));
            host.advance(Duration.ofSeconds(10));
            expect(host, "lagg0", WANTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    @Tag("D8")
    void shouldHaveOneClientOnTheLaggOnceTheHostSaysDhcp(String release) throws Exception {
        String rcConf;
        List<String> expected = List.of("10.0.0.4/24", "2001:db8:7::20/64");
        try (TestHost host = guest(release, SET_DHCP, FIXED, RESOLV_CONF).boot()) {
            comes(host, "mce0");
            inject(host);
            host.advance(Duration.ofMinutes(3));
            expect(host, "lagg0", expected);
            assertClientOn(host, "lagg0");
            migrates(host);
            expect(host, "lagg0", expected);
            assertClientOn(host, "lagg0");
            rcConf = host.rcConf();
        }
        try (TestHost host =
                guest(release, SET_DHCP, rcConf.lines().toList(), RESOLV_CONF).boot()) {
            host.advance(Duration.ofSeconds(30));
            comes(host, "mce0");
            host.advance(Duration.ofMinutes(3));
            expect(host, "lagg0", expected);
            assertClientOn(host, "lagg0");
        }
    }

    @ParameterizedTest
    @CsvSource({"12.1, true", "12.1, false", "14.0, true", "14.0, false"})
    @Tag("B16")
    @Tag("D2")
    void shouldGiveTheHnWhatTheHostAskedForWhenItIsReleased(String release, boolean dhcp) throws Exception {
        try (TestHost host =
                guest(release, SET, dhcp ? DHCP : FIXED, RESOLV_CONF).boot()) {
            comes(host, "mce0");
            inject(host);
            HypervVfReconciler reconciler = new HypervVfReconciler();
            PluginContext context = probe.of(host);
            reconciler.hold("hn0", true, context);
            assertTrue(context.apply(reconciler.release("hn0", context).plan()).isAsWanted());
            host.advance(Duration.ofMinutes(3));
            expect(host, "hn0", WANTED);
            assertTrue(host.netif("lagg0").isEmpty());
            int plans = host.plans().size();
            inject(host);
            assertEquals(plans, host.plans().size(), "all is on the hn, as the host asked");
        }
    }

    private static void comes(TestHost host, String vf) {
        host.advance(Duration.ofSeconds(30));
        host.hardware().offerVf(vf, "mce", MacAddress.parse(MAC));
        host.advance(Duration.ofSeconds(10));
    }

    private static void migrates(TestHost host) {
        host.advance(Duration.ofMinutes(3));
        host.hardware().revokeVf("mce0");
        host.advance(Duration.ofMinutes(2));
        comes(host, "mce1");
        host.advance(Duration.ofMinutes(3));
    }

    private static void inject(TestHost host) {
        assertEquals(0, host.run("ip-injection", FILE.toString()).status());
        host.advance(Duration.ZERO);
    }

    /** The addresses, the default routes, and a check that finds nothing to do. */
    private void expect(TestHost host, String carrier, List<String> expected) throws NetifException {
        Proposal proposal = new HypervVfReconciler().reconcile("hn0", probe.of(host));
        assertEquals(Proposal.Kind.AS_WANTED, proposal.kind(), proposal.reason() + "\n" + host.describe());
        assertEquals(expected, addresses(host, carrier), host::describe);
        assertEquals(List.of(), host.texts(Told.Kind.ALARM));
        assertEquals(
                Stream.of("10.0.0.1 " + carrier, "2001:db8::1 " + carrier)
                        .limit(expected.equals(WANTED) ? 2 : 1)
                        .toList(),
                host.routes().stream()
                        .filter(Route::isDefault)
                        .map(InjectionOnLaggTest::text)
                        .sorted()
                        .toList(),
                host::describe);
        for (Netif netif : host.machine().netif().list()) {
            if (!netif.ifName().equals(carrier) && !netif.ifName().equals("lo0")) {
                assertEquals(List.of(), addresses(host, netif.ifName()), host::describe);
            }
        }
    }

    private static String text(Route route) {
        return route.gateway().orElseThrow() + " " + route.ifName();
    }

    private static void assertClientOn(TestHost host, String carrier) throws NetifException {
        for (Netif netif : host.machine().netif().list()) {
            assertEquals(
                    netif.ifName().equals(carrier), host.machine().dhcp().isRunning(netif.ifName()), netif.ifName());
        }
    }

    /** Without those the kernel makes itself; IPv4 in the interface's order, then IPv6. */
    private static List<String> addresses(TestHost host, String ifName) throws NetifException {
        List<InterfaceAddress> all = host.netif(ifName).orElseThrow().addresses().stream()
                .filter(each -> !each.address().isLinkLocalV6())
                .sorted((a, b) ->
                        Boolean.compare(b.address().isV4(), a.address().isV4()))
                .toList();
        return all.stream().map(Object::toString).toList();
    }

    /** Gets at the plugin's context. */
    private static final class Probe implements HostCommand {
        private PluginContext seen;

        @Override
        public String name() {
            return "probe";
        }

        @Override
        public String summary() {
            return "shows a test the plugin's context";
        }

        @Override
        public int run(List<String> arguments, PrintStream out, PluginContext context) {
            seen = context;
            return 0;
        }

        PluginContext of(TestHost host) {
            host.run(name());
            return seen;
        }
    }
}
