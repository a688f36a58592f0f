package org.nethook.netif.freebsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.netif.ffi.FaultInjector.Call;
import org.nethook.netif.ffi.FaultInjector.Fault;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.Finding.Status;

/** Every check of a FreeBSD machine over the simulated kernel, in order and with every call failing in turn. */
@Tag("fault")
class FreeBsdChecksTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldFindEverythingInOrderOnAGuestOfHyperV(String release) throws Exception {
        try (CheckedMachine machine = CheckedMachine.guest(root, release, 0);
                ServerSocketChannel devd = machine.devd()) {
            assertTrue(devd.isOpen());
            Map<String, Finding> findings = machine.findings(true);

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
            assertTrue(findings.get("routes").detail().endsWith("; default via 10.0.0.1 dev hn0"), findings.toString());
            assertTrue(findings.get("sysctl").detail().contains("kern.osrelease=" + release + "-"));
            assertTrue(findings.get("hyperv").detail().contains("dev.hn.0.vf=\"\""), findings.toString());
            assertTrue(findings.get("hyperv").detail().endsWith("which the plugin hyperv-vf makes"));
            assertEquals(
                    "created lagg9001, brought it up, destroyed it",
                    findings.get("scratch").detail());
        }
    }

    @Test
    void shouldSayThatTheKernelItselfMovesTheTraffic() {
        try (CheckedMachine machine = CheckedMachine.guest(root, "14.0", 1)) {
            String detail = machine.finding("hyperv").detail();
            assertTrue(detail.endsWith("(transparent mode)"), detail);
        }
    }

    @Test
    void shouldNotFailWhatDoesNotApply() {
        try (CheckedMachine machine = CheckedMachine.plain(root)) {
            assertFinding(machine.finding("hyperv"), Status.SKIPPED, "kern.vm_guest=none: no guest of Hyper-V", "");
            assertFinding(
                    machine.finding("dhclient"),
                    Status.SKIPPED,
                    root.resolve("sbin/dhclient") + " is not there",
                    "only if");
            assertFinding(
                    machine.findings(false).get("scratch"),
                    Status.SKIPPED,
                    "not tried",
                    "nethook selftest --scratch, as root");
        }
    }

    @Test
    void shouldSayWhenDevdIsNotThereOrDead() throws Exception {
        try (CheckedMachine machine = CheckedMachine.plain(root)) {
            assertFinding(machine.finding("devd"), Status.FAILED, "no devd: neither", "service devd start");

            machine.devd().close();
            assertFinding(
                    machine.finding("devd"),
                    Status.FAILED,
                    root.resolve("var/run/devd.pipe") + ", but it does not accept",
                    "service devd start");
        }
    }

    @Test
    void shouldTellAUserWithoutRightsSo() {
        try (CheckedMachine machine = CheckedMachine.withoutRights(root)) {
            assertFinding(
                    machine.finding("privileges"),
                    Status.SKIPPED,
                    "this user may read but not change interfaces: ",
                    "run nethook as root");
            assertFinding(machine.finding("scratch"), Status.FAILED, "create lagg9001: EPERM (1)", "run it as root");
        }
    }

    @ParameterizedTest
    @CsvSource({"socket-inet, AF_INET", "socket-inet6, AF_INET6", "socket-route, PF_ROUTE"})
    void shouldSayWhichSocketCannotBeOpened(String name, String family) {
        try (CheckedMachine machine = CheckedMachine.plain(root)) {
            machine.libc.inject(Fault.of(Call.SOCKET, 1, FreeBsdErrno.EMFILE));
            assertFinding(
                    machine.finding(name),
                    Status.FAILED,
                    "socket(" + family + "): EMFILE (24)",
                    "EMFILE or ENFILE: close");
        }
    }

    @Test
    void shouldDoWithoutIPv6() {
        try (CheckedMachine machine = CheckedMachine.plain(root)) {
            machine.libc.inject(Fault.of(Call.SOCKET, 1, FreeBsdErrno.EAFNOSUPPORT));
            assertFinding(
                    machine.finding("socket-inet6"),
                    Status.SKIPPED,
                    "socket(AF_INET6): EAFNOSUPPORT (47): this kernel or jail has no IPv6",
                    "only if");
        }
    }

    @Test
    void shouldSayThatIfLaggIsNotLoaded() {
        try (CheckedMachine machine = CheckedMachine.plain(root)) {
            machine.libc.inject(Fault.of(Call.SYSCTL, 1, FreeBsdErrno.ENOENT).fromThenOn());
            assertFinding(
                    machine.finding("if_lagg"),
                    Status.FAILED,
                    "if_lagg is not loaded: there is no sysctl net.link.lagg.failover_rx_all",
                    "kldload if_lagg");
        }
    }

    /** Whatever call of whatever check fails: a check that fails says with which errno, and what to do. */
    @Test
    void shouldGiveARemedyWhateverCallFails() throws Exception {
        int failed = 0;
        int calls = 0;
        boolean hit = true;
        while (hit) {
            calls++;
            try (CheckedMachine machine = CheckedMachine.guest(root.resolve("" + calls), "14.0", 0);
                    ServerSocketChannel devd = machine.devd()) {
                assertTrue(devd.isOpen());
                machine.libc.inject(Fault.any(calls, FreeBsdErrno.EIO));
                for (Map.Entry<String, Finding> entry : machine.findings(true).entrySet()) {
                    Finding finding = entry.getValue();
                    if (finding.status() == Status.FAILED) {
                        failed++;
                        assertTrue(finding.detail().contains("EIO (5)"), entry.toString());
                        assertFalse(finding.remedy().isEmpty(), entry.toString());
                    }
                }
                hit = machine.libc.hits() > 0;
            }
        }
        assertTrue(failed > 20, failed + " of " + calls + " calls");
    }

    static void assertFinding(Finding finding, Status status, String detail, String remedy) {
        assertEquals(status, finding.status(), finding.toString());
        assertTrue(finding.detail().startsWith(detail), finding.detail());
        assertTrue(finding.remedy().startsWith(remedy), finding.remedy());
        assertEquals(remedy.isEmpty(), finding.remedy().isEmpty());
    }
}
