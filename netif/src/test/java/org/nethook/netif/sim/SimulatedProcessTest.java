package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.query.FileIo;
import org.nethook.netif.freebsd.abi.query.PollFd;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Release;
import org.nethook.netif.sim.syscall.Devices;
import org.nethook.netif.sim.syscall.RouteSockets;
import org.nethook.netif.sim.syscall.SimLibC;
import org.nethook.netif.sim.sysctl.SysctlTable;

/** What simulated processes can do beside nethook's own calls: devices, modules, sysctls about sysctls. */
@Tag("K")
class SimulatedProcessTest {
    private static final String DEVCTL = "/dev/devctl";

    private final VirtualTime time = new VirtualTime(Instant.EPOCH);
    private final Kernel kernel = new Kernel(Release.V12_1, time, time, true);
    private final Devices devices = new Devices(kernel);
    private SimLibC root;
    private SimLibC user;

    @BeforeEach
    void start() {
        RouteSockets sockets = new RouteSockets(kernel);
        SysctlTable sysctls = new SysctlTable(kernel, Map.of());
        kernel.addListener(devices);
        kernel.cloners().createLoopback();
        root = new SimLibC(kernel, sockets, sysctls, devices, new SimLibC.Process(1, true));
        user = new SimLibC(kernel, sockets, sysctls, devices, new SimLibC.Process(2, false));
    }

    private int create(String name) {
        int fd = root.socket(Socket.AF_INET, Socket.SOCK_DGRAM, 0);
        Memory request = root.allocate(IfReq.SIZE);
        IfReq.putName(request, name);
        int result = root.ioctl(fd, SockIo.SIOCIFCREATE2.number(), request);
        root.close(fd);
        return result;
    }

    private String read(int fd, int room) {
        Memory buffer = root.allocate(room);
        int length = root.read(fd, buffer, room);
        return length < 0 ? "errno " + -length : new String(buffer.bytes(0, length), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldOpenDevctlOnceAndForRootOnly() {
        assertEquals(-FreeBsdErrno.EACCES, user.open(DEVCTL));
        int fd = root.open(DEVCTL);
        assertEquals(-FreeBsdErrno.EBUSY, root.open(DEVCTL));
        assertEquals(0, root.close(fd));
        assertEquals(fd, root.open(DEVCTL));
    }

    @Test
    void shouldLoseTheRestOfALineThatIsReadInPart() {
        int fd = root.open(DEVCTL);
        assertEquals("!system=IFNET subsystem=lo0 type=ATTACH\n", read(fd, 256));
        assertEquals("errno " + FreeBsdErrno.EAGAIN, read(fd, 256));
        assertEquals(0, create("lagg0"));
        assertEquals("!system=IF", read(fd, 10));
        assertEquals("!system=ETHERNET subsystem=lagg0 type=IFATTACH\n", read(fd, 256));
    }

    @Test
    void shouldPollAndKeepTheNonBlockingFlag() {
        int fd = root.open(DEVCTL);
        Memory polled = root.allocate(PollFd.SIZE);
        polled.putInt(PollFd.FD, fd);
        polled.putShort(PollFd.EVENTS, PollFd.POLLIN);
        assertEquals(1, root.poll(polled, 1));
        assertEquals(PollFd.POLLIN, polled.getShort(PollFd.REVENTS));
        read(fd, 256);
        assertEquals(0, root.poll(polled, 1));
        assertEquals(0, root.fcntl(fd, FileIo.F_GETFL, 0));
        assertEquals(0, root.fcntl(fd, FileIo.F_SETFL, FileIo.O_NONBLOCK));
        assertEquals(FileIo.O_NONBLOCK, root.fcntl(fd, FileIo.F_GETFL, 0));
    }

    @Test
    void shouldKnowLaggOnlyWhileItsModuleIsLoaded() {
        devices.modules().makeLoadable("if_lagg");
        assertEquals(-FreeBsdErrno.EINVAL, create("lagg0"));
        assertEquals(-FreeBsdErrno.ENOENT, sysctlName("net.link.lagg.failover_rx_all"));
        assertEquals(-FreeBsdErrno.EPERM, user.modules((modules, rights) -> modules.load("if_lagg", rights)));
        int file = root.modules((modules, rights) -> modules.load("if_lagg", rights));
        assertEquals(2, file);
        assertEquals(-FreeBsdErrno.EEXIST, root.modules((modules, rights) -> modules.load("if_lagg.ko", rights)));
        assertEquals(0, sysctlName("net.link.lagg.failover_rx_all"));
        assertEquals(0, create("lagg0"));
        root.modules((modules, rights) -> {
            modules.unload(file, rights);
            return 0;
        });
        assertEquals(null, kernel.interfaces().find("lagg0"));
        assertEquals(-FreeBsdErrno.EINVAL, create("lagg0"));
    }

    private int sysctlName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        Memory text = root.allocate(bytes.length);
        text.put(0, bytes, 0, bytes.length);
        return root.sysctl(new int[] {0, 3}, root.allocate(96), new long[] {96}, text, bytes.length);
    }

    private int[] ask(int... name) {
        Memory old = root.allocate(96);
        long[] length = {96};
        assertEquals(0, root.sysctl(name, old, length, null, 0));
        int[] numbers = new int[(int) length[0] / 4];
        Arrays.setAll(numbers, i -> old.getInt(i * 4));
        return numbers;
    }

    @Test
    void shouldWalkTheSysctlsInTheOrderOfTheirNumbers() {
        assertEquals("[1, 3]", Arrays.toString(ask(0, 2, 1, 2)));
        assertEquals("[4, 2, 0, 2]", Arrays.toString(ask(0, 2, 4, 2, 0, 1)));
        assertEquals("[4, 18, 0, 1, 1]", Arrays.toString(ask(0, 2, 4, 18)));
    }

    @Test
    void shouldRefuseSocketsOfUnknownKindsAndRawOnesOfUsers() {
        int fd = root.socket(Socket.AF_INET, Socket.SOCK_RAW, 0);
        assertEquals(-FreeBsdErrno.EPERM, user.socket(Socket.AF_INET, Socket.SOCK_RAW, 1));
        assertEquals(0, root.close(fd));
        assertEquals(-FreeBsdErrno.EPROTONOSUPPORT, root.socket(Socket.AF_INET, Socket.SOCK_DGRAM, 99));
        assertEquals(-FreeBsdErrno.EPROTOTYPE, root.socket(Socket.AF_INET, 99, 0));
    }
}
