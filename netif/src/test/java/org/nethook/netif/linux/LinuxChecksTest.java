package org.nethook.netif.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.ffi.FaultInjector.Call;
import org.nethook.netif.ffi.FaultInjector.Fault;
import org.nethook.netif.linux.abi.NlMsgHdr;
import org.nethook.netif.selfcheck.Finding;
import org.nethook.netif.selfcheck.Finding.Status;
import org.nethook.netif.selfcheck.SelfCheck;

/** The checks of a Linux machine over netlink answers from a script. */
@Tag("fault")
class LinuxChecksTest {
    private static final int EPERM = 1;
    private static final int EACCES = 13;
    private static final int EEXIST = 17;
    private static final int ENODEV = 19;
    private static final int EAFNOSUPPORT = 97;
    private static final int EOPNOTSUPP = 95;

    private final ScriptedNetlink kernel = new ScriptedNetlink();
    private final FaultInjector libc = new FaultInjector(kernel);
    private final LinuxPlatform platform = new LinuxPlatform(libc, files -> {
        throw new AssertionError("nobody asked");
    });

    @Test
    void shouldCountWhatItReads() {
        kernel.then(Recorded.bytes("veth-links")).then(Recorded.bytes("veth-addresses"));
        assertTrue(ok("interfaces").startsWith("5: lo"), () -> "");

        kernel.then(Recorded.bytes("veth-links")).then(Recorded.bytes("veth-addresses"));
        assertTrue(ok("addresses").matches("[1-9][0-9]* IPv4, [0-9]+ IPv6"));
    }

    @Test
    void shouldOpenAndCloseANetlinkSocket() {
        assertEquals("socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)", ok("socket-netlink"));
        assertEquals(1, kernel.closed);

        libc.inject(Fault.of(Call.SOCKET, 1, EAFNOSUPPORT));
        assertFailed(run("socket-netlink"), "EAFNOSUPPORT (97)", "let this process use AF_NETLINK");
    }

    @Test
    void shouldGiveARemedyWhenTheKernelDoesNotLetItRead() {
        for (String name : new String[] {"interfaces", "addresses", "routes"}) {
            libc.reset();
            libc.inject(Fault.of(Call.WRITE, 1, EACCES));
            assertFailed(run(name), "EACCES (13)", "the kernel does not let nethook read");
        }
    }

    @Test
    void shouldTellRightsByTheRefusal() {
        kernel.then(refusal(ENODEV));
        assertEquals("this user may change interfaces", ok("privileges"));

        kernel.then(refusal(EPERM));
        Finding without = run("privileges");
        assertEquals(Status.SKIPPED, without.status());
        assertTrue(without.remedy().startsWith("run nethook as root"), without.remedy());

        kernel.then(refusal(EEXIST));
        assertFailed(run("privileges"), "EEXIST (17)", "report this output");

        kernel.then(refusal(0));
        assertFailed(run("privileges"), "claims to have changed", "report this output");
    }

    @Test
    void shouldCreateOnlyWhatWasNotThere() {
        // taken, no dummy driver, then a veth; up; not among the interfaces of the recording; destroyed
        kernel.then(refusal(EEXIST)).then(refusal(EOPNOTSUPP)).then(refusal(0)).then(refusal(0));
        kernel.then(Recorded.bytes("veth-links")).then(Recorded.bytes("veth-addresses"));
        kernel.then(refusal(0)).then(Recorded.bytes("veth-links")).then(Recorded.bytes("veth-addresses"));

        assertFailed(
                run("scratch"),
                "created nethook9002, but it is not among the interfaces; nethook9002 was destroyed again",
                "report this output");

        assertEquals(
                // length 64, RTM_NEWLINK 16, REQUEST | ACK | CREATE | EXCL 0x605, number 1; ifinfomsg;
                // IFLA_IFNAME "nethook9001"; IFLA_LINKINFO with IFLA_INFO_KIND "dummy"
                "40000000100005060100000000000000" + "00000000000000000000000000000000"
                        + "10000300" + HexFormat.of().formatHex("nethook9001\0".getBytes())
                        + "0d001200" + "09000100" + HexFormat.of().formatHex("dummy\0\0\0".getBytes()),
                HexFormat.of().formatHex(kernel.written.get(0)));
        assertTrue(HexFormat.of()
                .formatHex(kernel.written.get(2))
                .endsWith(HexFormat.of().formatHex("veth".getBytes())));
        // RTM_DELLINK 17, REQUEST | ACK
        assertTrue(HexFormat.of().formatHex(kernel.written.get(6)).startsWith("300000001100050001000000"));
    }

    @Test
    void shouldSayThatItMayNotCreate() {
        kernel.then(refusal(EPERM));

        assertFailed(run("scratch"), "create nethook9001: EPERM (1)", "run it as root (CAP_NET_ADMIN)");
    }

    @Test
    void shouldSayWhatIsLeftBehind() {
        kernel.then(refusal(0)).then(refusal(0));
        kernel.then(Recorded.bytes("veth-links")).then(Recorded.bytes("veth-addresses"));
        kernel.then(refusal(EPERM));

        assertFailed(run("scratch"), "nethook9001 may be left behind", "destroy nethook9001 by hand");
    }

    private Finding run(String name) {
        for (SelfCheck check : new LinuxChecks(libc, platform).all(name.equals("scratch"))) {
            if (check.name().equals(name)) {
                return check.run();
            }
        }
        throw new AssertionError("no check " + name);
    }

    private String ok(String name) {
        Finding finding = run(name);
        assertEquals(Status.OK, finding.status(), finding.toString());
        return finding.detail();
    }

    private static void assertFailed(Finding finding, String detail, String remedy) {
        assertEquals(Status.FAILED, finding.status());
        assertTrue(finding.detail().contains(detail), finding.detail());
        assertTrue(finding.remedy().startsWith(remedy), finding.remedy());
    }

    /** NLMSG_ERROR with this errno, 0 for success; the number is the script's. */
    private static byte[] refusal(int errno) {
        ByteBuffer message = ByteBuffer.allocate(NlMsgHdr.SIZEOF + 4).order(ByteOrder.nativeOrder());
        message.putInt(NlMsgHdr.NLMSG_LEN, message.capacity());
        message.putShort(NlMsgHdr.NLMSG_TYPE, (short) NlMsgHdr.NLMSG_ERROR);
        message.putInt(NlMsgHdr.SIZEOF, -errno);
        return message.array();
    }
}
