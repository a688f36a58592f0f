package org.nethook.netif.freebsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.netif.ffi.FaultInjector.Fault;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.Finding.Status;

/** The one check that changes something: what it makes it removes, or names. */
@Tag("fault")
class ScratchCheckTest {
    @TempDir
    Path root;

    @Test
    void shouldTakeAnotherNameThanOneThatIsThere() throws Exception {
        try (CheckedMachine machine = CheckedMachine.plain(root)) {
            machine.platform.control().create("lagg9001");

            assertEquals(
                    "created lagg9002, brought it up, destroyed it",
                    machine.finding("scratch").detail());
            assertTrue(machine.names().contains("lagg9001"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SIOCIFCREATE2, run it as root",
        "SIOCSIFFLAGS, report this output",
        "SIOCIFDESTROY, destroy lagg9001 by hand"
    })
    void shouldGiveTheRemedyOfEachStep(String request, String remedy) {
        IoctlRequest which = Map.of(
                        "SIOCIFCREATE2", SockIo.SIOCIFCREATE2,
                        "SIOCSIFFLAGS", SockIo.SIOCSIFFLAGS,
                        "SIOCIFDESTROY", SockIo.SIOCIFDESTROY)
                .get(request);
        try (CheckedMachine machine = CheckedMachine.plain(root)) {
            machine.libc.inject(Fault.ofIoctl(which.number(), 1, FreeBsdErrno.ENOMEM));

            Finding finding = machine.finding("scratch");

            assertEquals(Status.FAILED, finding.status());
            assertTrue(finding.detail().contains("ENOMEM (12)"), finding.detail());
            assertTrue(finding.remedy().startsWith(remedy), finding.remedy());
        }
    }

    @Test
    void shouldLeaveNothingBehindUnsaidWhateverCallFails() throws Exception {
        int nth = 0;
        boolean hit = true;
        while (hit) {
            nth++;
            try (CheckedMachine machine = CheckedMachine.plain(root)) {
                List<String> before = machine.names();
                machine.libc.inject(Fault.any(nth, FreeBsdErrno.EIO));
                Finding finding = machine.finding("scratch");
                hit = machine.libc.hits() > 0;
                machine.libc.reset();
                List<String> left = machine.names();
                left.removeAll(before);
                for (String ifName : left) {
                    assertEquals(Status.FAILED, finding.status());
                    assertTrue(finding.detail().contains(ifName + " may be left behind"), finding.detail());
                    assertTrue(finding.remedy().startsWith("destroy " + ifName + " by hand"), finding.remedy());
                }
                assertFalse(
                        finding.status() == Status.FAILED && finding.remedy().isEmpty(), finding.toString());
            }
        }
        assertTrue(nth > 4, nth + " calls");
    }
}
