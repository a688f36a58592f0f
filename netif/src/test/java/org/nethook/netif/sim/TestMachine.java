package org.nethook.netif.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;

/** A booted machine for tests, with its devctl lines without the words that all of them share. */
final class TestMachine implements AutoCloseable {
    static final MacAddress MAC = MacAddress.parse("00:0d:3a:12:34:56");
    static final String STATIC = "ifconfig_hn0=\"inet 10.0.0.4/24\"\ndefaultrouter=\"10.0.0.1\"\n";
    static final String DHCP = "ifconfig_hn0=\"DHCP\"\n";
    static final LeaseSpec LEASE = new LeaseSpec(
            MAC,
            InterfaceAddress.parse("10.0.0.4/24"),
            Optional.of(IpAddress.parse("10.0.0.1")),
            Duration.ofSeconds(2));

    final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
    final List<String> lines = new ArrayList<>();
    final SimMachine machine;
    final NetifControl control;

    private TestMachine(MachineSpec spec) {
        machine = new SimMachine(spec, time);
        control = machine.platform().control();
        machine.onDevctl(line ->
                lines.add(line.replace("!system=", "").replace("subsystem=", "").replace("type=", "")));
        machine.boot();
        run(0);
    }

    static TestMachine boot(MachineSpec spec) {
        return new TestMachine(spec);
    }

    /** An hn0 whose VFs are not transparent. */
    static TestMachine hyperV(String release, String rcConf, LeaseSpec... leases) {
        return boot(new MachineSpec(
                release, Map.of("hw.hn.vf_transparent", 0), List.of(nic("hn0", "hn", MAC)), rcConf, List.of(leases)));
    }

    /** Plain Ethernet interfaces, each with a MAC of its own and link. */
    static TestMachine plain(String release, String... names) {
        List<InterfaceSpec> nics = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            nics.add(nic(names[i], "vtnet", MacAddress.parse("02:00:00:00:00:0" + (i + 1))));
        }
        return boot(new MachineSpec(release, Map.of(), nics, "", List.of()));
    }

    static InterfaceSpec nic(String name, String driver, MacAddress mac) {
        return new InterfaceSpec(name, driver, mac, 1500, true);
    }

    Hardware hardware() {
        return machine.hardware();
    }

    /** Lets seconds pass, none to have only what is due delivered. */
    void run(int seconds) {
        time.runUntil(time.elapsed().plusSeconds(seconds));
    }

    /** The lines since the last call. */
    List<String> lines() {
        run(0);
        List<String> result = List.copyOf(lines);
        lines.clear();
        return result;
    }

    Netif netif(String name) throws NetifException {
        return machine.platform().query().find(name).orElseThrow();
    }

    List<String> addresses(String name) throws NetifException {
        List<String> result = new ArrayList<>();
        for (InterfaceAddress address : netif(name).addresses()) {
            result.add(address.toString());
        }
        return result;
    }

    List<String> routes() throws NetifException {
        List<String> result = new ArrayList<>();
        for (Route route : machine.platform().query().routes()) {
            result.add(route.toString());
        }
        return result;
    }

    String sysctl(String name) throws NetifException {
        return machine.platform().sysctl().string(name).orElseThrow();
    }

    void addAddress(String name, String address) throws NetifException {
        control.addAddress(name, InterfaceAddress.parse(address));
    }

    void removeAddress(String name, String address) throws NetifException {
        control.removeAddress(name, InterfaceAddress.parse(address));
    }

    void lagg(String name, String... ports) throws NetifException {
        control.create(name);
        for (String port : ports) {
            control.addLaggPort(name, port);
        }
    }

    @Override
    public void close() {
        machine.close();
    }
}
