package org.nethook.netif.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.Platform;
import org.nethook.netif.linux.abi.LinuxErrno;
import org.nethook.netif.linux.abi.NlMsgHdr;

class LinuxPlatformTest {
    private static final int EPERM = 1;

    private final ScriptedNetlink kernel = new ScriptedNetlink();
    private final Platform platform = new LinuxPlatform(kernel, files -> {
        throw new AssertionError("nobody asked");
    });

    @Test
    void shouldAskForLinksAndAddressesAndCloseTheSocket() throws NetifException {
        kernel.then(Recorded.bytes("veth-links")).then(Recorded.bytes("veth-addresses"));

        assertEquals(5, platform.query().list().size());

        assertEquals(
                List.of(
                        // length 32, RTM_GETLINK 18, REQUEST | DUMP 0x301, number 1, port 0, ifinfomsg
                        "2000000012000103010000000000000000000000000000000000000000000000",
                        // length 24, RTM_GETADDR 22, REQUEST | DUMP 0x301, number 2, port 0, ifaddrmsg
                        "180000001600010302000000000000000000000000000000"),
                kernel.written.stream().map(HexFormat.of()::formatHex).toList());
        assertEquals(1, kernel.opened);
        assertEquals(1, kernel.closed);
    }

    @Test
    void shouldDumpAgainWhenSomethingChangedMeanwhile() throws NetifException {
        kernel.then(interrupted(Recorded.bytes("veth-links")))
                .then(Recorded.bytes("veth-links"))
                .then(Recorded.bytes("veth-addresses"));

        assertEquals(5, platform.query().list().size());
        assertEquals(3, kernel.written.size());
    }

    @Test
    void shouldGiveUpOnAKernelThatNeverHoldsStill() {
        for (int i = 0; i < 20; i++) {
            kernel.then(interrupted(Recorded.bytes("veth-links")));
        }

        NetifException e =
                assertThrows(NetifException.class, () -> platform.query().list());
        assertEquals("list interfaces: it changed during each of 20 readings", e.getMessage());
        assertEquals(1, kernel.closed);
    }

    @Test
    void shouldReadOnAfterASignal() throws NetifException {
        kernel.then(LinuxErrno.EINTR).then(Recorded.bytes("veth-links")).then(Recorded.bytes("veth-addresses"));

        assertEquals(5, platform.query().list().size());
    }

    @Test
    void shouldGiveTheKernelsReasonAndCloseTheSocket() {
        kernel.then(LinuxErrno.ENOBUFS);

        NetifException e =
                assertThrows(NetifException.class, () -> platform.query().routes());
        assertEquals(
                "list routes: ENOBUFS (105): the kernel has no room left for this; it may have in a moment",
                e.getMessage());
        assertEquals(1, kernel.closed);
    }

    @Test
    void shouldAskForUpByName() throws NetifException {
        kernel.then(acknowledgement(0));

        platform.control().setUp("va", true);

        assertEquals(
                // length 40, RTM_NEWLINK 16, REQUEST | ACK 5, number 1; IFF_UP of IFF_UP; IFLA_IFNAME "va"
                "28000000100005000100000000000000" + "00000000000000000100000001000000" + "0700030076610000",
                HexFormat.of().formatHex(kernel.written.get(0)));
    }

    @Test
    void shouldSayWhyTheKernelRefusedAnMtu() {
        kernel.then(acknowledgement(EPERM));

        NetifException e =
                assertThrows(NetifException.class, () -> platform.control().setMtu("va", 9000));

        assertEquals(
                "set MTU of va: EPERM (1): needs root, or CAP_NET_ADMIN in this network namespace", e.getMessage());
        assertTrue(HexFormat.of().formatHex(kernel.written.get(0)).endsWith("0700030076610000" + "0800040028230000"));
    }

    @Test
    void shouldRefuseEveryOtherChangeBeforeTouchingAnything() {
        NetifControl control = platform.control();
        InterfaceAddress address = InterfaceAddress.parse("10.0.0.4/24");
        Route route = Route.defaultVia(IpAddress.parse("10.0.0.1"), "va");
        String reason = ": changing interfaces is not supported on Linux yet, but for up, down and MTU";

        assertEquals("create lagg0" + reason, refusal(() -> control.create("lagg0")));
        assertEquals("destroy lagg0" + reason, refusal(() -> control.destroy("lagg0")));
        assertEquals(
                "set protocol of lagg0" + reason,
                refusal(() -> control.setLaggProtocol("lagg0", LaggProtocol.FAILOVER)));
        assertEquals("add lagg port va" + reason, refusal(() -> control.addLaggPort("lagg0", "va")));
        assertEquals("remove lagg port va" + reason, refusal(() -> control.removeLaggPort("lagg0", "va")));
        assertEquals("add address 10.0.0.4/24 to va" + reason, refusal(() -> control.addAddress("va", address)));
        assertEquals(
                "remove address 10.0.0.4/24 from va" + reason, refusal(() -> control.removeAddress("va", address)));
        assertEquals("add route default via 10.0.0.1 dev va" + reason, refusal(() -> control.addRoute(route)));
        assertEquals("delete route default via 10.0.0.1 dev va" + reason, refusal(() -> control.deleteRoute(route)));
        assertEquals(0, kernel.opened);
    }

    @Test
    void shouldRefuseNamesTooLongForTheKernel() {
        assertEquals(
                "set up a-name-of-16-chr: a name has 1 to 15 bytes",
                refusal(() -> platform.control().setUp("a-name-of-16-chr", true)));
        assertEquals(0, kernel.opened);
    }

    @Test
    void shouldRunNoDhcpClient() throws NetifException {
        assertFalse(platform.dhcp().isRunning("va"));
        platform.dhcp().stop("va");
        assertEquals(
                "start DHCP client of va: not supported on Linux yet",
                refusal(() -> platform.dhcp().start("va")));
    }

    private static String refusal(Executable call) {
        return assertThrows(NetifException.class, call).getMessage();
    }

    private static byte[] interrupted(byte[] datagram) {
        byte[] result = datagram.clone();
        result[NlMsgHdr.NLMSG_FLAGS] |= NlMsgHdr.NLM_F_DUMP_INTR;
        return result;
    }

    private static byte[] acknowledgement(int errno) {
        ByteBuffer message = ByteBuffer.allocate(NlMsgHdr.SIZEOF + Integer.BYTES + NlMsgHdr.SIZEOF)
                .order(ByteOrder.nativeOrder());
        message.putInt(message.capacity()).putShort((short) NlMsgHdr.NLMSG_ERROR);
        message.putInt(NlMsgHdr.SIZEOF, -errno);
        return message.array();
    }
}
