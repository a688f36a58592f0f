package org.nethook.hypervvf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;

/** Guests of Hyper-V with the plugin on them. */
final class Guests {
    static final String MAC = "00:0d:3a:12:34:56";
    static final String SECOND_MAC = "00:0d:3a:12:34:99";
    static final Duration DELAY = Duration.ofSeconds(10);
    static final Duration SETTLED = DELAY.plusSeconds(3);

    private Guests() {}

    /** With hn0, DHCP and a delay of ten seconds; the lease is there after 30 seconds. */
    static TestHostBuilder dhcp(ContextProbe probe) {
        return bare(probe)
                .rcConf("ifconfig_hn0=\"DHCP\"", "hyperv_vf_delay=\"10\"")
                .lease(MAC, "10.0.0.4/24", "10.0.0.1", Duration.ofSeconds(2));
    }

    /** With hn0 at 10.0.0.4, and a delay of ten seconds. */
    static TestHostBuilder fixed(ContextProbe probe) {
        return bare(probe)
                .rcConf("ifconfig_hn0=\"inet 10.0.0.4/24\"", "defaultrouter=\"10.0.0.1\"", "hyperv_vf_delay=\"10\"");
    }

    /** With hn0 and nothing in rc.conf. */
    static TestHostBuilder bare(ContextProbe probe) {
        return TestHost.with(new HypervVfListener(), new HypervVfReconciler(), probe)
                .id("hyperv-vf")
                .mayControl("*")
                .mayReadFiles("/usr/libexec/hyperv/*")
                .mayRead("kern.vm_guest, hw.hn.*, dev.*")
                .hyperv()
                .interfaceNamed("hn0", "hn", MAC);
    }

    static void offer(TestHost host, String vf) {
        host.hardware().offerVf(vf, vf.replaceAll("[0-9]+$", ""), MacAddress.parse(MAC));
    }

    static void advance(TestHost host, long seconds) {
        host.advance(Duration.ofSeconds(seconds));
    }

    /** What the plugin said, without what it waits for. */
    static List<String> notes(TestHost host) {
        return host.texts(Told.Kind.NOTE).stream()
                .filter(text -> !text.startsWith("in "))
                .toList();
    }

    static List<String> alarms(TestHost host) {
        return host.texts(Told.Kind.ALARM);
    }

    static List<String> ipv4(TestHost host, String ifName) throws NetifException {
        List<String> texts = new ArrayList<>();
        for (InterfaceAddress address : host.netif(ifName).orElseThrow().addresses()) {
            if (address.address().isV4()) {
                texts.add(address.toString());
            }
        }
        return texts;
    }

    /** The ports of the lagg, sorted. */
    static List<String> ports(TestHost host, String lagg) throws NetifException {
        return host.netif(lagg).orElseThrow().lagg().orElseThrow().ports().stream()
                .map(port -> port.ifName())
                .sorted()
                .toList();
    }

    /** All interfaces' names, sorted. */
    static List<String> names(TestHost host) throws NetifException {
        return host.machine().netif().list().stream()
                .map(netif -> netif.ifName())
                .sorted()
                .toList();
    }

    /** What the status says of hn0 under this name; empty when nothing. */
    static String fact(TestHost host, ContextProbe probe, String name) throws NetifException {
        return new HypervVfReconciler()
                .facts("hn0", probe.of(host)).stream()
                        .filter(fact -> fact.name().equals(name))
                        .map(fact -> fact.value())
                        .findFirst()
                        .orElse("");
    }
}
