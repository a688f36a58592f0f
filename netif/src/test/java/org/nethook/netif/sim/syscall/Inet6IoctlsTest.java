package org.nethook.netif.sim.syscall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.SockaddrIn6;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.freebsd.abi.attribute.In6AddrLifetime;
import org.nethook.netif.freebsd.abi.attribute.In6NdiReq;
import org.nethook.netif.freebsd.abi.ioctl.In6AliasReq;
import org.nethook.netif.freebsd.abi.ioctl.In6IfReq;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.sim.VirtualTime;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Release;
import org.nethook.netif.sim.sysctl.SysctlTable;

/** What the requests on IPv6 addresses hand back, and in which form. */
@Tag("K")
class Inet6IoctlsTest {
    private static final long SIOCGIFADDR_IN6 = 0xc1206921L;
    private static final long SIOCGIFNETMASK_IN6 = 0xc1206925L;
    private static final long SIOCGIFALIFETIME_IN6 = 0xc1206951L;
    private static final long SIOCGIFINFO_IN6 = 0xc048696cL;
    private static final long SIOCSIFINFO_IN6 = 0xc048696dL;
    private static final int ADDRESS = In6IfReq.IFR_IFRU_IFRU_ADDR;

    private SimLibC libc;
    private int fd;

    @BeforeEach
    void start() {
        VirtualTime time = new VirtualTime(Instant.EPOCH);
        Kernel kernel = new Kernel(Release.V14_0, time, time, true);
        RouteSockets sockets = new RouteSockets(kernel);
        kernel.addListener(sockets);
        kernel.plugIn("em0", "em", MacAddress.parse("00:0d:3a:00:00:01"), 1500, true);
        kernel.cloners().createLoopback();
        libc = new SimLibC(kernel, sockets, new SysctlTable(kernel, Map.of()), new SimLibC.Process(1, true));
        fd = libc.socket(Socket.AF_INET6, Socket.SOCK_DGRAM, 0);
        time.runUntil(Duration.ofSeconds(100));
    }

    private int add(String address, int zone) {
        Memory request = libc.allocate(In6AliasReq.SIZE);
        In6AliasReq.put(request, "em0", IpAddress.parse(address), zone, 64);
        request.putInt(In6AliasReq.IFRA_LIFETIME_IA6T_PLTIME, 600);
        return libc.ioctl(fd, SockIo.SIOCAIFADDR_IN6.number(), request);
    }

    private Memory asked(String address, int zone) {
        Memory request = libc.allocate(In6IfReq.SIZE);
        In6IfReq.put(request, "em0", IpAddress.parse(address), zone);
        return request;
    }

    @Test
    void shouldHandOutTheZoneBesideTheAddress() {
        assertEquals(0, add("fe80::99", 0));
        Memory request = asked("fe80::99", 1);
        assertEquals(0, libc.ioctl(fd, SIOCGIFADDR_IN6, request));
        assertEquals(1, request.getInt(ADDRESS + SockaddrIn6.SIN6_SCOPE_ID));
        byte[] expected = IpAddress.parse("fe80::99").octets();
        assertArrayEquals(expected, request.bytes(ADDRESS + SockaddrIn6.SIN6_ADDR, 16));
    }

    /** The flags are written over the length of an address that has the zone inside. */
    @Test
    void shouldLeaveTheKernelsFormBehindTheFlags() {
        assertEquals(0, add("fe80::99", 0));
        Memory request = asked("fe80::99", 0);
        assertEquals(0, libc.ioctl(fd, SockIo.SIOCGIFAFLAG_IN6.number(), request));
        assertEquals(0xfe, request.getByte(ADDRESS + SockaddrIn6.SIN6_ADDR));
        assertEquals(1, request.getByte(ADDRESS + SockaddrIn6.SIN6_ADDR + 3));
    }

    @Test
    void shouldTellMaskAndLifetimes() {
        assertEquals(0, add("2001:db8::4", 0));
        Memory mask = asked("2001:db8::4", 0);
        assertEquals(0, libc.ioctl(fd, SIOCGIFNETMASK_IN6, mask));
        assertEquals(IpAddress.parse("ffff:ffff:ffff:ffff::"), SockaddrIn6.address(mask, ADDRESS));
        Memory lifetime = asked("2001:db8::4", 0);
        assertEquals(0, libc.ioctl(fd, SIOCGIFALIFETIME_IN6, lifetime));
        assertEquals(0, lifetime.getLong(ADDRESS + In6AddrLifetime.IA6T_EXPIRE));
        assertEquals(700, lifetime.getLong(ADDRESS + In6AddrLifetime.IA6T_PREFERRED));
        assertEquals(-1, In6AddrLifetime.valid(lifetime, ADDRESS));
        assertEquals(600, In6AddrLifetime.preferred(lifetime, ADDRESS));
    }

    @Test
    void shouldRefuseAddressesThatCannotBeThere() {
        assertEquals(-FreeBsdErrno.EINVAL, add("::1", 0));
        assertEquals(-FreeBsdErrno.ENXIO, add("fe80::99", 77));
        long delete = SockIo.SIOCDIFADDR_IN6.number();
        assertEquals(-FreeBsdErrno.EADDRNOTAVAIL, libc.ioctl(fd, delete, asked("2001:db8::4", 0)));
        int socket4 = libc.socket(Socket.AF_INET, Socket.SOCK_DGRAM, 0);
        assertEquals(-FreeBsdErrno.EINVAL, libc.ioctl(socket4, SIOCGIFADDR_IN6, asked("2001:db8::4", 0)));
    }

    @Test
    void shouldKeepWhatIsZeroInTheValuesOfNeighbourDiscovery() {
        Memory request = libc.allocate(In6NdiReq.SIZE);
        In6NdiReq.putName(request, "em0");
        request.putInt(In6NdiReq.NDI_RETRANS, 2000);
        In6NdiReq.putFlags(request, In6NdiReq.ND6_IFF_NO_DAD);
        assertEquals(0, libc.ioctl(fd, SIOCSIFINFO_IN6, request));
        Memory answer = libc.allocate(In6NdiReq.SIZE);
        In6NdiReq.putName(answer, "em0");
        assertEquals(0, libc.ioctl(fd, SIOCGIFINFO_IN6, answer));
        assertEquals(2000, answer.getInt(In6NdiReq.NDI_RETRANS));
        assertEquals(30_000, answer.getInt(In6NdiReq.NDI_BASEREACHABLE));
        assertEquals(64, answer.getByte(In6NdiReq.NDI_CHLIM));
        assertEquals(In6NdiReq.ND6_IFF_NO_DAD, In6NdiReq.flags(answer));
        request.putInt(In6NdiReq.NDI_LINKMTU, 1279);
        assertEquals(-FreeBsdErrno.EINVAL, libc.ioctl(fd, SIOCSIFINFO_IN6, request));
    }
}
