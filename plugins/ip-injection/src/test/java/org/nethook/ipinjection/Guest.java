package org.nethook.ipinjection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.RouteEntry;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/** A guest with a static hn0, and the requests that its host makes. */
final class Guest {
    static final String MAC = "00:15:5d:01:02:03";
    static final String OTHER_MAC = "00:15:5d:01:02:04";
    static final Path FILE = Path.of("/var/db/hypervhv_set_ip_data");

    private Guest() {}

    static TestHostBuilder machine(String request) {
        return plain(request)
                .rcConf(
                        "# the machine of somebody",
                        "hostname=\"guest\"",
                        "ifconfig_hn0=\"inet 10.0.0.4/24 mtu 1400\" # old",
                        "ifconfig_hn0_alias0=\"inet 10.0.0.14/24\"",
                        "defaultrouter=\"10.0.0.1\"",
                        "sshd_enable=\"YES\"")
                .resolvConf("search example.org", "nameserver 10.0.0.2", "options timeout:1");
    }

    static TestHostBuilder plain(String request) {
        return TestHost.with(new IpInjectionCommand())
                .id("ip-injection")
                .interfaceNamed("hn0", "hn", MAC)
                .interfaceNamed("hn1", "hn", OTHER_MAC)
                .mayControl("*")
                .maySet("ifconfig_*, ipv4_addrs_*, defaultrouter*, ipv6_defaultrouter*")
                .maySetNameServers()
                .mayRun("*/gateway-answers")
                .lease(MAC, "10.0.0.77/24", "10.0.0.1", Duration.ofSeconds(1))
                .file(FILE, request);
    }

    /** As hv_kvp_daemon writes it. */
    static String request(String addresses, String masks, String gateways, String servers, boolean dhcp) {
        return "HWADDR=0:15:5d:1:2:3\nIF_NAME=hn0\nIP_ADDR=" + addresses + "\nSUBNET=" + masks + "\nGATEWAY=" + gateways
                + "\nDNS=" + servers + "\nDHCP=" + (dhcp ? 1 : 0) + "\n";
    }

    static CommandOutcome inject(TestHost host) {
        return host.run("ip-injection", FILE.toString());
    }

    /** The addresses that hv_kvp_daemon would find, without those the kernel made. */
    static List<String> addresses(TestHost host, String ifName) throws NetifException {
        List<String> found = new ArrayList<>();
        NetifDetails details = query(host).details(ifName).orElseThrow();
        for (AddressDetails each : details.addresses()) {
            if (!each.address().address().isLinkLocalV6()) {
                found.add(each.address().toString());
            }
        }
        return found;
    }

    /** The routes that were set, of all tables. */
    static List<String> routes(TestHost host) throws NetifException {
        Collection<String> found = new TreeSet<>();
        for (int fib = 0; fib < query(host).fibs(); fib++) {
            for (RouteEntry each : query(host).routeTable(fib)) {
                if (each.route().gateway().isPresent()) {
                    found.add(each.route() + (fib == 0 ? "" : " fib " + fib));
                }
            }
        }
        return List.copyOf(found);
    }

    static NetifQuery query(TestHost host) {
        return host.machine().netif();
    }
}
