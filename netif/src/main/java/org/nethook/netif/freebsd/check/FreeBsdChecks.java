package org.nethook.netif.freebsd.check;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.SelfCheck;
import org.nethook.netif.selfcheck.ServiceChecks;

/** What nethook needs of a FreeBSD kernel and of the base system around it. */
public final class FreeBsdChecks {
    /** __FreeBSD_version of 12.1. */
    private static final long OLDEST = 1201000;

    private static final String LAGG = "net.link.lagg.failover_rx_all";
    private static final String LOAD_LAGG = "kldload if_lagg; at every boot: if_lagg_load=\"YES\" in /boot/loader.conf";

    private final LibC libc;
    private final Platform platform;
    private final Path root;

    /**
     * Those of one system.
     *
     * @param libc the way to the kernel
     * @param platform the services over it
     * @param root where the files of the base system are, {@code /} but in tests
     */
    public FreeBsdChecks(LibC libc, Platform platform, Path root) {
        this.libc = libc;
        this.platform = platform;
        this.root = root;
    }

    /**
     * All of them.
     *
     * @param scratch whether one may create and destroy an interface of its own
     */
    public List<SelfCheck> all(boolean scratch) {
        List<SelfCheck> checks = new ArrayList<>(libc.selfChecks());
        checks.add(SelfCheck.of("socket-inet", "", () -> socket("AF_INET", Socket.AF_INET, Socket.SOCK_DGRAM)));
        checks.add(SelfCheck.of("socket-inet6", "", () -> socket("AF_INET6", Socket.AF_INET6, Socket.SOCK_DGRAM)));
        checks.add(SelfCheck.of("socket-route", "", () -> socket("PF_ROUTE", Socket.PF_ROUTE, Socket.SOCK_RAW)));
        checks.addAll(ServiceChecks.reading(platform.query()));
        checks.add(SelfCheck.of("sysctl", "report this output", this::kernel));
        checks.add(new HyperVCheck(platform));
        checks.add(SelfCheck.of("if_lagg", "report this output", this::lagg));
        checks.add(ServiceChecks.privileges(ifName -> platform.control().create(ifName), "EINVAL"));
        checks.add(SelfCheck.of("devd", "", this::devd));
        checks.add(SelfCheck.of("dhclient", "", this::dhclient));
        checks.add(
                scratch
                        ? ServiceChecks.scratch(
                                new ServiceChecks.Services(platform.query(), platform.control()),
                                "lagg",
                                ifName -> platform.control().create(ifName),
                                ifName -> platform.control().destroy(ifName),
                                "run it as root; if the errno is EINVAL, load if_lagg: " + LOAD_LAGG)
                        : SelfCheck.of("scratch", "", this::notAsked));
        return checks;
    }

    private Finding socket(String familyName, int family, int type) {
        int fd = libc.socket(family, type | Socket.SOCK_CLOEXEC, 0);
        if (fd >= 0) {
            libc.close(fd);
            return Finding.ok("socket(" + familyName + ")");
        }
        String detail = "socket(" + familyName + "): " + FreeBsdErrno.of(-fd);
        boolean lacking = -fd == FreeBsdErrno.EAFNOSUPPORT || -fd == FreeBsdErrno.EPROTONOSUPPORT;
        if (family == Socket.AF_INET6 && lacking) {
            return Finding.skipped(
                    detail + ": this kernel or jail has no IPv6",
                    "only if IPv6 is wanted: a kernel with options INET6, a jail with ip6=inherit or vnet");
        }
        return Finding.failed(
                detail,
                lacking
                        ? "in a jail, give it a network stack of its own (vnet) or allow.raw_sockets and ip4=inherit"
                        : "EMFILE or ENFILE: close what holds descriptors (fstat, sysctl kern.openfiles); else report this output");
    }

    private Finding lagg() throws NetifException {
        if (platform.sysctl().integer(LAGG).isPresent()) {
            return Finding.ok("if_lagg is in the kernel");
        }
        return Finding.failed("if_lagg is not loaded: there is no sysctl " + LAGG, LOAD_LAGG);
    }

    /** Whether devd(8) lives: a socket file of its outlives it. */
    private Finding devd() {
        Path run = root.resolve("var/run");
        StringBuilder found = new StringBuilder();
        for (String name : List.of("devd.seqpacket.pipe", "devd.pipe")) {
            if (Files.exists(run.resolve(name))) {
                found.append(found.length() == 0 ? "" : ", ").append(run.resolve(name));
            }
        }
        String remedy = "service devd start; at every boot: devd_enable=\"YES\" in /etc/rc.conf; not in a jail";
        if (found.length() == 0) {
            return Finding.failed("no devd: neither devd.seqpacket.pipe nor devd.pipe in " + run, remedy);
        }
        Path stream = run.resolve("devd.pipe");
        if (!Files.exists(stream)) {
            return Finding.ok(found.toString());
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(stream))) {
            return Finding.ok(found + ", connected to " + channel.getRemoteAddress());
        } catch (IOException e) {
            return Finding.failed(found + ", but it does not accept connections: " + e.getMessage(), remedy);
        }
    }

    private Finding dhclient() {
        Path file = root.resolve("sbin/dhclient");
        if (Files.isExecutable(file)) {
            return Finding.ok(file.toString());
        }
        return Finding.skipped(
                file + (Files.exists(file) ? " may not be executed by this user" : " is not there"),
                "only if an interface is configured by DHCP: the package FreeBSD-dhclient, or run as root");
    }

    private Finding notAsked() {
        return Finding.skipped("not tried", "nethook selftest --scratch, as root, creates and destroys a lagg");
    }

    private Finding kernel() throws NetifException {
        String text = "kern.osrelease="
                + platform.sysctl().string("kern.osrelease").orElse("absent")
                + ", hw.machine_arch="
                + platform.sysctl().string("hw.machine_arch").orElse("absent");
        OptionalLong version = platform.sysctl().integer("kern.osreldate");
        if (version.isEmpty()) {
            return Finding.failed(text + ", kern.osreldate absent", "report this output");
        }
        String detail = text + ", kern.osreldate=" + version.getAsLong();
        return version.getAsLong() < OLDEST
                ? Finding.failed(detail + ": older than 12.1", "upgrade to a FreeBSD that is still supported")
                : Finding.ok(detail);
    }
}
