package org.nethook.netif.freebsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.ffi.FaultInjector.Call;
import org.nethook.netif.ffi.FaultInjector.Fault;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.freebsd.Dhclient;
import org.nethook.netif.freebsd.FreeBsdPlatform;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.rc.RcSystemConfig;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.Finding.Status;
import org.nethook.netif.selfcheck.SelfCheck;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

/** Every check of a FreeBSD machine over the simulated kernel, in order and with every call failing in turn. */
@Tag("fault")
class FreeBsdChecksTest {
    private static final InterfaceSpec HN =
            new InterfaceSpec("hn0", "hn", MacAddress.parse("00:0d:3a:12:34:56"), 1500, true);
    private static final InterfaceSpec EM =
            new InterfaceSpec("em0", "em", MacAddress.parse("02:00:00:00:00:01"), 1500, true);

    @TempDir
    Path root;

    private SimMachine machine;
    private FaultInjector libc;
    private Platform platform;

    @AfterEach
    void close() {
        platform.close();
        assertEquals(List.of(), List.copyOf(libc.openDescriptors()), "descriptors left open");
        machine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldFindEverythingInOrderOnAGuestOfHyperV(String release) throws Exception {
        boot(release, 0, HN);
        try (ServerSocketChannel devd = devd()) {
            assertTrue(devd.isOpen());
            Map<String, Finding> findings = run(true);

            for (Map.Entry<String, Finding> finding : findings.entrySet()) {
                assertEquals(Status.OK, finding.getValue().status(), finding.toString());
                assertEquals("", finding.getValue().remedy(), finding.toString());
            }
            assertEquals(
                    List.of(
                            "socket-inet",
                            "socket-inet6",
                            "socket-route",
                            "interfaces",
                            "addresses",
                            "routes",
                            "sysctl",
                            "hyperv",
                            "if_lagg",
                            "privileges",
                            "devd",
                            "dhclient",
                            "scratch"),
                    List.copyOf(findings.keySet()));
            assertTrue(
                    findings.get("interfaces")
                            .detail()
                            .startsWith("2: hn0 (hn) up, link up, mtu 1500, 00:0d:3a:12:34:56; lo0"),
                    findings.toString());
            assertEquals("1; default via 10.0.0.1 dev hn0", defaults(findings.get("routes")));
            assertTrue(findings.get("sysctl").detail().contains("kern.osrelease=" + release + "-"));
            assertTrue(findings.get("hyperv").detail().contains("dev.hn.0.vf=\"\""), findings.toString());
            assertTrue(findings.get("hyperv").detail().endsWith("which the plugin hyperv-vf makes"));
            assertEquals(
                    "created lagg9001, brought it up, destroyed it",
                    findings.get("scratch").detail());
        }
    }

    private static String defaults(Finding routes) {
        return "1" + routes.detail().substring(routes.detail().indexOf(';'));
    }

    @Test
    void shouldSayThatTheKernelItselfMovesTheTraffic() throws Exception {
        boot("14.0", 1, HN);

        assertTrue(finding("hyperv").detail().endsWith("(transparent mode)"), finding("hyperv") + "");
    }

    @Test
    void shouldNotFailWhatDoesNotApply() throws Exception {
        boot("14.0", null, EM);

        assertSkipped("hyperv", "kern.vm_guest=none: no guest of Hyper-V", "");
        assertSkipped("dhclient", root.resolve("sbin/dhclient") + " is not there", "only if");
        assertSkipped("scratch", "not tried", "nethook selftest --scratch, as root");
    }

    @Test
    void shouldSayWhenTheBaseSystemLacksSomething() throws Exception {
        boot("14.0", null, EM);
        assertFailed("devd", "no devd: neither", "service devd start");

        devd().close();
        assertFailed("devd", root.resolve("var/run/devd.pipe") + ", but it does not accept", "service devd start");
    }

    @Test
    void shouldTellAUserWithoutRightsSo() throws Exception {
        boot("14.0", null, EM);
        use(machine.libc(false));

        assertSkipped("privileges", "this user may read but not change interfaces: ", "run nethook as root");
        Finding scratch = run(true).get("scratch");
        assertEquals(Status.FAILED, scratch.status());
        assertTrue(scratch.detail().contains("EPERM (1)"), scratch.detail());
        assertTrue(scratch.remedy().startsWith("run it as root"), scratch.remedy());
    }

    @ParameterizedTest
    @CsvSource({"socket-inet, 1", "socket-inet6, 2", "socket-route, 3"})
    void shouldSayWhichSocketCannotBeOpened(String name, int nth) throws Exception {
        boot("14.0", null, EM);
        libc.inject(Fault.of(Call.SOCKET, nth, FreeBsdErrno.EMFILE));

        Map<String, Finding> findings = run(false);

        assertEquals(Status.FAILED, findings.get(name).status(), findings.toString());
        assertTrue(findings.get(name).detail().endsWith("EMFILE (24)"), findings.toString());
        assertTrue(findings.get(name).remedy().startsWith("EMFILE or ENFILE: close"), findings.toString());
    }

    @Test
    void shouldDoWithoutIPv6() throws Exception {
        boot("14.0", null, EM);
        libc.inject(Fault.of(Call.SOCKET, 2, FreeBsdErrno.EAFNOSUPPORT));

        assertSkipped(
                "socket-inet6", "socket(AF_INET6): EAFNOSUPPORT (47): this kernel or jail has no IPv6", "only if");
    }

    @Test
    void shouldGiveARemedyWhenNothingCanBeRead() throws Exception {
        boot("14.0", null, EM);
        libc.inject(Fault.of(Call.SYSCTL, 1, FreeBsdErrno.EACCES).fromThenOn());

        for (String name : List.of("interfaces", "addresses", "routes", "sysctl", "hyperv", "if_lagg")) {
            Finding finding = finding(name);
            assertEquals(Status.FAILED, finding.status(), name);
            assertTrue(finding.detail().contains("EACCES (13)"), finding.detail());
            assertFalse(finding.remedy().isEmpty(), name);
        }
    }

    @Test
    void shouldSayThatIfLaggIsNotLoaded() throws Exception {
        boot("14.0", null, EM);
        libc.inject(Fault.of(Call.SYSCTL, 1, FreeBsdErrno.ENOENT).fromThenOn());

        Finding finding = finding("if_lagg");

        assertEquals(Status.FAILED, finding.status());
        assertEquals("if_lagg is not loaded: there is no sysctl net.link.lagg.failover_rx_all", finding.detail());
        assertTrue(finding.remedy().startsWith("kldload if_lagg"), finding.remedy());
    }

    /** Whatever call of the scratch check fails: the finding says so, and what it leaves behind it names. */
    @Test
    void shouldLeaveNoScratchInterfaceBehindUnsaid() throws Exception {
        boot("14.0", null, EM);
        assertEquals(Status.OK, run(true).get("scratch").status());
        List<String> before = names();
        int calls = 0;
        for (int nth = 1; ; nth++) {
            SelfCheck scratch = named(new FreeBsdChecks(libc, platform, root).all(true), "scratch");
            libc.reset();
            libc.inject(Fault.any(nth, FreeBsdErrno.EIO));
            Finding finding = scratch.run();
            boolean hit = libc.hits() > 0;
            libc.reset();
            if (!hit) {
                break;
            }
            calls++;
            List<String> left = names();
            left.removeAll(before);
            for (String ifName : left) {
                assertEquals(Status.FAILED, finding.status());
                assertTrue(finding.detail().contains(ifName + " may be left behind"), finding.detail());
                assertTrue(finding.remedy().startsWith("destroy " + ifName + " by hand"), finding.remedy());
                platform.control().destroy(ifName);
            }
            if (finding.status() == Status.FAILED) {
                assertTrue(finding.detail().contains("EIO (5)"), finding.detail());
                assertFalse(finding.remedy().isEmpty());
            }
        }
        assertTrue(calls > 4, calls + " calls");
    }

    @ParameterizedTest
    @CsvSource({"SIOCIFCREATE2, run it as root", "SIOCSIFFLAGS, report this output", "SIOCIFDESTROY, destroy lagg9001"})
    void shouldGiveTheRemedyOfEachStep(String request, String remedy) throws Exception {
        boot("14.0", null, EM);
        IoctlRequest which = Map.of(
                        "SIOCIFCREATE2", SockIo.SIOCIFCREATE2,
                        "SIOCSIFFLAGS", SockIo.SIOCSIFFLAGS,
                        "SIOCIFDESTROY", SockIo.SIOCIFDESTROY)
                .get(request);
        SelfCheck scratch = named(new FreeBsdChecks(libc, platform, root).all(true), "scratch");
        libc.inject(Fault.ofIoctl(which.number(), 1, FreeBsdErrno.ENOMEM));

        Finding finding = scratch.run();

        assertEquals(Status.FAILED, finding.status());
        assertTrue(finding.detail().contains("ENOMEM (12)"), finding.detail());
        assertTrue(finding.remedy().startsWith(remedy), finding.remedy());
    }

    @Test
    void shouldTakeAnotherNameThanOneThatIsThere() throws Exception {
        boot("14.0", null, EM);
        platform.control().create("lagg9001");

        assertEquals(
                "created lagg9002, brought it up, destroyed it",
                run(true).get("scratch").detail());
        assertTrue(names().contains("lagg9001"));
    }

    private void boot(String release, Integer transparent, InterfaceSpec nic) {
        String ifName = nic.ifName();
        machine = new SimMachine(
                new MachineSpec(
                        release,
                        transparent == null ? Map.of() : Map.of("hw.hn.vf_transparent", transparent),
                        List.of(nic),
                        "ifconfig_" + ifName + "=\"inet 10.0.0.4/24\"\ndefaultrouter=\"10.0.0.1\"\n",
                        List.of()),
                new VirtualTime(Instant.EPOCH));
        machine.boot();
        use(machine.libc());
    }

    private void use(LibC over) {
        libc = new FaultInjector(over);
        platform = new FreeBsdPlatform(libc, new Dhclient(), files -> RcSystemConfig.ofText("rc.conf", ""));
    }

    /** A devd that accepts connections, beside what else of the base system there should be. */
    private ServerSocketChannel devd() throws IOException {
        Path run = Files.createDirectories(root.resolve("var/run"));
        Path dhclient = Files.createDirectories(root.resolve("sbin")).resolve("dhclient");
        Files.writeString(dhclient, "");
        Files.setPosixFilePermissions(dhclient, PosixFilePermissions.fromString("rwxr-xr-x"));
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(run.resolve("devd.pipe")));
    }

    private Map<String, Finding> run(boolean scratch) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (SelfCheck check : new FreeBsdChecks(libc, platform, root).all(scratch)) {
            findings.put(check.name(), check.run());
        }
        return findings;
    }

    private Finding finding(String name) {
        return run(false).get(name);
    }

    private static SelfCheck named(List<SelfCheck> checks, String name) {
        for (SelfCheck check : checks) {
            if (check.name().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name);
    }

    private List<String> names() throws NetifException {
        List<String> names = new ArrayList<>();
        for (Netif netif : platform.query().list()) {
            names.add(netif.ifName());
        }
        return names;
    }

    private void assertFailed(String name, String detail, String remedy) {
        assertFinding(Status.FAILED, name, detail, remedy);
    }

    private void assertSkipped(String name, String detail, String remedy) {
        assertFinding(Status.SKIPPED, name, detail, remedy);
    }

    private void assertFinding(Status status, String name, String detail, String remedy) {
        Finding finding = finding(name);
        assertEquals(status, finding.status(), finding.toString());
        assertTrue(finding.detail().startsWith(detail), finding.detail());
        assertTrue(finding.remedy().startsWith(remedy), finding.remedy());
        assertEquals(remedy.isEmpty(), finding.remedy().isEmpty());
    }
}
