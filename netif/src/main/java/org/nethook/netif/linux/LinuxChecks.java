package org.nethook.netif.linux;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.linux.abi.LinuxErrno;
import org.nethook.netif.linux.abi.NlMsgHdr;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.SelfCheck;
import org.nethook.netif.selfcheck.ServiceChecks;

/** What nethook needs of a Linux kernel. */
final class LinuxChecks {
    private static final String FREEBSD_ONLY = "not applicable: FreeBSD only";

    private final LibC libc;
    private final Platform platform;

    LinuxChecks(LibC libc, Platform platform) {
        this.libc = libc;
        this.platform = platform;
    }

    List<SelfCheck> all(boolean scratch) {
        List<SelfCheck> checks = new ArrayList<>(libc.selfChecks());
        checks.add(SelfCheck.of("socket-netlink", "", this::netlink));
        checks.addAll(ServiceChecks.reading(platform.query()));
        checks.add(SelfCheck.of("sysctl", "mount proc(5) on /proc: mount -t proc proc /proc", this::sysctl));
        checks.add(ServiceChecks.privileges(ifName -> platform.control().setUp(ifName, true), "ENODEV"));
        for (String name : List.of("hyperv", "if_lagg", "devd", "dhclient")) {
            checks.add(SelfCheck.of(name, "", () -> Finding.skipped(FREEBSD_ONLY)));
        }
        checks.add(scratch ? scratch() : SelfCheck.of("scratch", "", this::notAsked));
        return checks;
    }

    private Finding netlink() {
        int fd = libc.socket(NlMsgHdr.AF_NETLINK, NlMsgHdr.SOCK_RAW | NlMsgHdr.SOCK_CLOEXEC, NlMsgHdr.NETLINK_ROUTE);
        if (fd < 0) {
            return Finding.failed(
                    "socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE): " + LinuxErrno.of(-fd),
                    "let this process use AF_NETLINK: RestrictAddressFamilies= of its systemd unit, or the container's seccomp profile");
        }
        libc.close(fd);
        return Finding.ok("socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)");
    }

    private Finding sysctl() throws NetifException {
        String name = "kernel.osrelease";
        String release = platform.sysctl()
                .string(name)
                .orElseThrow(
                        () -> new NetifException("read sysctl " + name, "", "there is no such file below /proc/sys"));
        return Finding.ok(name + "=" + release);
    }

    private Finding notAsked() {
        return Finding.skipped("not tried", "nethook selftest --scratch, as root, creates and destroys an interface");
    }

    private SelfCheck scratch() {
        RtnetlinkControl control = new RtnetlinkControl(libc);
        return ServiceChecks.scratch(
                new ServiceChecks.Services(platform.query(), platform.control()),
                "nethook",
                ifName -> create(control, ifName),
                control::destroyPseudo,
                "run it as root (CAP_NET_ADMIN), on a kernel with the driver dummy or veth: modprobe dummy");
    }

    private static void create(RtnetlinkControl control, String ifName) throws NetifException {
        try {
            control.createPseudo(ifName, "dummy");
        } catch (NetifException e) {
            // EOPNOTSUPP: no such driver
            if (e.errno().isEmpty() || e.errno().get().number() != LinuxErrno.EOPNOTSUPP) {
                throw e;
            }
            control.createPseudo(ifName, "veth");
        }
    }
}
