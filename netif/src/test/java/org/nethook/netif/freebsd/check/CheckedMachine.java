package org.nethook.netif.freebsd.check;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.freebsd.Dhclient;
import org.nethook.netif.freebsd.FreeBsdPlatform;
import org.nethook.netif.freebsd.rc.RcSystemConfig;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.SelfCheck;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

/** A simulated machine with one interface, an address and a default route, whose calls can fail, and its checks. */
final class CheckedMachine implements AutoCloseable {
    private static final InterfaceSpec HN =
            new InterfaceSpec("hn0", "hn", MacAddress.parse("00:0d:3a:12:34:56"), 1500, true);
    private static final InterfaceSpec EM =
            new InterfaceSpec("em0", "em", MacAddress.parse("02:00:00:00:00:01"), 1500, true);

    final FaultInjector libc;
    final Platform platform;
    private final SimMachine machine;
    private final Path root;

    private CheckedMachine(SimMachine machine, LibC libc, Path root) {
        this.machine = machine;
        this.libc = new FaultInjector(libc);
        this.platform = new FreeBsdPlatform(this.libc, new Dhclient(), files -> RcSystemConfig.ofText("rc.conf", ""));
        this.root = root;
    }

    /** A guest of Hyper-V; 1 for transparent VFs. */
    static CheckedMachine guest(Path root, String release, int transparent) {
        SimMachine machine = boot(release, Map.of("hw.hn.vf_transparent", transparent), HN);
        return new CheckedMachine(machine, machine.libc(), root);
    }

    /** Any other machine. */
    static CheckedMachine plain(Path root) {
        SimMachine machine = boot("14.0", Map.of(), EM);
        return new CheckedMachine(machine, machine.libc(), root);
    }

    /** The same for a user without rights. */
    static CheckedMachine withoutRights(Path root) {
        SimMachine machine = boot("14.0", Map.of(), EM);
        return new CheckedMachine(machine, machine.libc(false), root);
    }

    private static SimMachine boot(String release, Map<String, Object> sysctls, InterfaceSpec nic) {
        String rcConf = "ifconfig_" + nic.ifName() + "=\"inet 10.0.0.4/24\"\ndefaultrouter=\"10.0.0.1\"\n";
        SimMachine machine = new SimMachine(
                new MachineSpec(release, sysctls, List.of(nic), rcConf, List.of()), new VirtualTime(Instant.EPOCH));
        machine.boot();
        return machine;
    }

    /** A devd that accepts connections, beside what else of the base system there should be. */
    ServerSocketChannel devd() throws IOException {
        Path run = Files.createDirectories(root.resolve("var/run"));
        Path dhclient = Files.createDirectories(root.resolve("sbin")).resolve("dhclient");
        Files.writeString(dhclient, "");
        Files.setPosixFilePermissions(dhclient, PosixFilePermissions.fromString("rwxr-xr-x"));
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(run.resolve("devd.pipe")));
    }

    Map<String, Finding> findings(boolean scratch) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (SelfCheck check : new FreeBsdChecks(libc, platform, root).all(scratch)) {
            findings.put(check.name(), check.run());
        }
        return findings;
    }

    /** What one check finds, made alone. */
    Finding finding(String name) {
        for (SelfCheck check : new FreeBsdChecks(libc, platform, root).all(name.equals("scratch"))) {
            if (check.name().equals(name)) {
                return check.run();
            }
        }
        throw new AssertionError("no check " + name);
    }

    List<String> names() throws NetifException {
        List<String> names = new ArrayList<>();
        for (Netif netif : platform.query().list()) {
            names.add(netif.ifName());
        }
        return names;
    }

    /** Fails when a descriptor is left open. */
    @Override
    public void close() {
        platform.close();
        machine.close();
        if (!libc.openDescriptors().isEmpty()) {
            throw new AssertionError("left open: " + libc.openDescriptors());
        }
    }
}
