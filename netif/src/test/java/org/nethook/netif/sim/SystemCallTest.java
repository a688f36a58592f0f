package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.Sysctl;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqAll;
import org.nethook.netif.freebsd.abi.ioctl.LaggReqPort;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.route.RtMsghdr;
import org.nethook.netif.freebsd.abi.route.Rtm;

/** Bytes, descriptors and pointers, as g_errors, h_sysctl and f_routes of the recordings show them. */
class SystemCallTest {
    private static final int[] NAME2OID = {Sysctl.CTL_SYSCTL, Sysctl.CTL_SYSCTL_NAME2OID};

    private final TestMachine machine = TestMachine.plain("14.0", "em0", "em1");
    private final LibC libc = machine.machine.libc();
    private final int fd = libc.socket(Socket.AF_INET, Socket.SOCK_DGRAM, 0);

    @AfterEach
    void close() {
        machine.close();
    }

    private Memory named(int size, String name) {
        Memory memory = libc.allocate(size);
        IfReq.putName(memory, name);
        return memory;
    }

    @Test
    void shouldGiveTheLowestFreeDescriptor() {
        assertEquals(3, fd);
        assertEquals(4, libc.socket(Socket.AF_INET6, Socket.SOCK_DGRAM | Socket.SOCK_CLOEXEC, 0));
        assertEquals(0, libc.close(fd));
        assertEquals(3, libc.socket(Socket.AF_UNIX, Socket.SOCK_DGRAM, 0));
        assertEquals(-FreeBsdErrno.EAFNOSUPPORT, libc.socket(99, Socket.SOCK_DGRAM, 0));
        assertEquals(-FreeBsdErrno.EPROTOTYPE, libc.socket(Socket.PF_ROUTE, Socket.SOCK_DGRAM, 0));
    }

    @Test
    void shouldRefuseABadDescriptor() {
        Memory request = named(IfReq.SIZE, "em0");
        assertEquals(-FreeBsdErrno.EBADF, libc.ioctl(77, SockIo.SIOCGIFFLAGS.number(), request));
        assertEquals(-FreeBsdErrno.EBADF, libc.close(77));
        assertEquals(-FreeBsdErrno.EBADF, libc.read(77, request, 8));
        assertEquals(-FreeBsdErrno.EBADF, libc.write(77, request, 8));
    }

    @Test
    void shouldFaultOnPointersToNowhere() throws Exception {
        Memory rename = named(IfReq.SIZE, "em0");
        rename.putLong(IfReq.IFR_DATA, 0x1234);
        assertEquals(-FreeBsdErrno.EFAULT, libc.ioctl(fd, SockIo.SIOCSIFNAME.number(), rename));
        machine.lagg("lagg0", "em0");
        Memory all = named(LaggReqAll.SIZE, "lagg0");
        LaggReqAll.putPortArray(all, 0x1234, 72);
        assertEquals(-FreeBsdErrno.EFAULT, libc.ioctl(fd, SockIo.SIOCGLAGG.number(), all));
        Memory tooShort = libc.allocate(IfReq.SIZE - 1);
        assertEquals(-FreeBsdErrno.EFAULT, libc.ioctl(fd, SockIo.SIOCGIFFLAGS.number(), tooShort));
    }

    @Test
    void shouldFollowPointersIntoTheCallersMemory() throws Exception {
        machine.lagg("lagg0", "em0", "em1");
        Memory ports = libc.allocate(2 * LaggReqPort.SIZE);
        Memory all = named(LaggReqAll.SIZE, "lagg0");
        LaggReqAll.putPortArray(all, ports.address(), ports.size() - 1);
        assertEquals(0, libc.ioctl(fd, SockIo.SIOCGLAGG.number(), all));
        assertEquals(1, LaggReqAll.ports(all));
        assertEquals(LaggReqPort.SIZE, LaggReqAll.size(all));
        assertEquals("em0", LaggReqPort.portName(ports, 0));
        Memory name = libc.allocate(8);
        name.put(0, "wan0".getBytes(StandardCharsets.ISO_8859_1), 0, 4);
        Memory rename = named(IfReq.SIZE, "em1");
        rename.putLong(IfReq.IFR_DATA, name.address());
        assertEquals(0, libc.ioctl(fd, SockIo.SIOCSIFNAME.number(), rename));
        assertTrue(machine.machine.platform().query().find("wan0").isPresent());
    }

    @Test
    void shouldTakeTheRequestForAnUnsignedNumber() {
        Memory request = named(IfReq.SIZE, "em0");
        assertEquals(0, libc.ioctl(fd, (int) SockIo.SIOCGIFFLAGS.number(), request));
        assertEquals(0x8822, IfReq.flags(request));
    }

    @Test
    void shouldPermitOrdinaryUsersToReadOnly() {
        LibC user = machine.machine.libc(false);
        int socket = user.socket(Socket.AF_INET, Socket.SOCK_DGRAM, 0);
        Memory request = user.allocate(IfReq.SIZE);
        IfReq.putName(request, "em0");
        assertEquals(0, user.ioctl(socket, SockIo.SIOCGIFFLAGS.number(), request));
        assertEquals(-FreeBsdErrno.EPERM, user.ioctl(socket, SockIo.SIOCSIFFLAGS.number(), request));
        IfReq.putName(request, "lagg0");
        assertEquals(-FreeBsdErrno.EPERM, user.ioctl(socket, SockIo.SIOCIFCREATE2.number(), request));
        assertEquals(-FreeBsdErrno.ENXIO, user.ioctl(socket, SockIo.SIOCSIFMTU.number(), request));
        user.close();
    }

    @Test
    void shouldTurnSysctlNamesIntoNumbersAndReadThem() {
        int[] oid = oid("kern.osrelease");
        assertEquals(1, oid[0]);
        assertEquals(2, oid[1]);
        long[] length = {0};
        assertEquals(0, libc.sysctl(oid, null, length, null, 0));
        assertEquals(13, length[0]);
        Memory old = libc.allocate(64);
        length[0] = 4;
        assertEquals(-FreeBsdErrno.ENOMEM, libc.sysctl(oid, old, length, null, 0));
        assertEquals(4, length[0]);
        length[0] = 64;
        assertEquals(0, libc.sysctl(oid, old, length, null, 0));
        assertEquals("14.0-CURRENT\0", new String(old.bytes(0, 13), StandardCharsets.ISO_8859_1));
        assertEquals(-FreeBsdErrno.EINVAL, libc.sysctl(new int[0], old, length, null, 0));
        assertEquals(-FreeBsdErrno.ENOENT, libc.sysctl(new int[] {99, 1}, old, length, null, 0));
        assertEquals(-FreeBsdErrno.EINVAL, libc.sysctl(new int[] {1}, old, length, null, 0));
    }

    private int[] oid(String name) {
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        Memory fresh = libc.allocate(text.length);
        fresh.put(0, text, 0, text.length);
        Memory old = libc.allocate(96);
        long[] length = {96};
        assertEquals(0, libc.sysctl(NAME2OID, old, length, fresh, text.length));
        int[] oid = new int[(int) length[0] / 4];
        for (int i = 0; i < oid.length; i++) {
            oid[i] = old.getInt(i * 4);
        }
        return oid;
    }

    @Test
    void shouldTellEveryRoutingSocketWhatAnotherAskedFor() throws Exception {
        machine.addAddress("em0", "10.1.0.4/24");
        int all = libc.socket(Socket.PF_ROUTE, Socket.SOCK_RAW, 0);
        int six = libc.socket(Socket.PF_ROUTE, Socket.SOCK_RAW, Socket.AF_INET6);
        machine.control.addRoute(Route.defaultVia(IpAddress.parse("10.1.0.1"), "em0"));
        Memory message = libc.allocate(2048);
        int length = libc.read(all, message, 2048);
        assertEquals(200, length);
        assertEquals(Rtm.RTM_ADD, RtMsghdr.type(message, 0));
        assertEquals(0x843, RtMsghdr.flags(message, 0));
        assertEquals(-FreeBsdErrno.EAGAIN, libc.read(all, message, 2048));
        assertEquals(-FreeBsdErrno.EAGAIN, libc.read(six, message, 2048));
    }

    /** Lengths and flags as in c_ipv4 of both releases. */
    @Test
    void shouldAnnounceAnAddressInTheFormOfItsRelease() throws Exception {
        for (String release : new String[] {"12.1", "14.0"}) {
            try (TestMachine other = TestMachine.plain(release, "em0")) {
                other.control.setUp("em0", true);
                LibC calls = other.machine.libc(true);
                int socket = calls.socket(Socket.PF_ROUTE, Socket.SOCK_RAW, Socket.AF_INET);
                other.addAddress("em0", "10.1.0.4/24");
                Memory message = calls.allocate(2048);
                boolean is14 = release.equals("14.0");
                assertEquals(is14 ? 124 : 164, calls.read(socket, message, 2048));
                assertEquals(Rtm.RTM_NEWADDR, message.getByte(3));
                assertEquals(0xb4, message.getInt(4));
                assertEquals(is14 ? 200 : 240, calls.read(socket, message, 2048));
                assertEquals(is14 ? 0x100041 : 0x100001, RtMsghdr.flags(message, 0));
                // It joins 224.0.0.1 with its first address.
                assertEquals(144, calls.read(socket, message, 2048));
                assertEquals(0xf, message.getByte(3));
                assertEquals(-FreeBsdErrno.EAGAIN, calls.read(socket, message, 2048));
                calls.close();
            }
        }
    }

    @Test
    void shouldEchoAFailedRouteRequestWithItsErrno() {
        int socket = libc.socket(Socket.PF_ROUTE, Socket.SOCK_RAW, 0);
        Memory message = libc.allocate(168);
        RtMsghdr.put(message, 0, Rtm.RTM_GET, Rtm.RTF_UP, 0, 7);
        RtMsghdr.putAddrs(message, 0, 168, Rtm.RTA_DST);
        message.putByte(152, 16);
        message.putByte(153, Socket.AF_INET);
        message.putInt(156, 0x08080808);
        assertEquals(-FreeBsdErrno.ESRCH, libc.write(socket, message, 168));
        Memory echo = libc.allocate(2048);
        assertEquals(168, libc.read(socket, echo, 2048));
        assertEquals(FreeBsdErrno.ESRCH, echo.getInt(RtMsghdr.RTM_ERRNO));
        assertEquals(7, echo.getInt(RtMsghdr.RTM_SEQ));
        assertEquals(-FreeBsdErrno.EINVAL, libc.write(socket, message, 100));
    }
}
