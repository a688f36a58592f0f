package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.ffi.FaultInjector.Call;
import org.nethook.netif.ffi.FaultInjector.Fault;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;

@Tag("fault")
class KernelCallsTest {
    private final ScriptedLibC libc = new ScriptedLibC();
    private final FaultInjector faults = new FaultInjector(libc);
    private final FreeBsdPlatform platform = new FreeBsdPlatform(faults, null, null);

    @Test
    void shouldOpenASocketAtItsFirstUseAndKeepIt() throws NetifException {
        assertEquals(0, faults.calls());
        platform.control().create("lagg0");
        platform.control().destroy("lagg0");
        assertEquals(1, faults.calls(Call.SOCKET));
        platform.control().removeAddress("hn0", InterfaceAddress.parse("2001:db8::1/64"));
        platform.control().addRoute(Route.defaultVia(IpAddress.parse("10.0.0.1"), ""));
        assertEquals(Set.of(3, 4, 5), faults.openDescriptors());
        platform.close();
        assertEquals(Set.of(), faults.openDescriptors());
    }

    @Test
    void shouldFailClearlyAfterClose() throws NetifException {
        platform.control().create("lagg0");
        platform.close();
        platform.close();
        assertEquals(List.of(3), libc.closed);
        NetifException e =
                assertThrows(NetifException.class, () -> platform.control().create("lagg0"));
        assertEquals("create lagg0: the platform has been closed", e.getMessage());
        e = assertThrows(NetifException.class, () -> platform.query().list());
        assertEquals("list interfaces: the platform has been closed", e.getMessage());
        assertThrows(NetifException.class, () -> platform.query().routes());
        assertThrows(NetifException.class, () -> platform.sysctl().string("kern.vm_guest"));
    }

    @Test
    void shouldTryAgainAfterASignal() throws NetifException {
        faults.inject(Fault.of(Call.SOCKET, 1, FreeBsdErrno.EINTR));
        faults.inject(Fault.of(Call.IOCTL, 1, FreeBsdErrno.EINTR));
        faults.inject(Fault.of(Call.WRITE, 1, FreeBsdErrno.EINTR));
        faults.inject(Fault.of(Call.SYSCTL, 1, FreeBsdErrno.EINTR));
        libc.onSysctl(new byte[0], 4, 17, 0, 0, 5, 0);
        platform.control().create("lagg0");
        platform.control().addRoute(Route.defaultVia(IpAddress.parse("10.0.0.1"), ""));
        assertEquals(List.of(), platform.query().list());
        assertEquals(4, faults.hits());
    }

    @Test
    void shouldNotTryForEver() {
        faults.inject(Fault.of(Call.IOCTL, 1, FreeBsdErrno.EINTR).fromThenOn());
        NetifException e =
                assertThrows(NetifException.class, () -> platform.control().create("lagg0"));
        assertEquals("create lagg0: EINTR (4): signals kept interrupting it", e.getMessage());
    }

    @Test
    void shouldOpenTheSocketLaterWhenItFailedFirst() throws NetifException {
        faults.inject(Fault.of(Call.SOCKET, 1, FreeBsdErrno.EMFILE));
        NetifException e =
                assertThrows(NetifException.class, () -> platform.control().create("lagg0"));
        assertEquals("create lagg0: EMFILE (24): this process has too many files open", e.getMessage());
        platform.control().create("lagg0");
        assertEquals(Set.of(3), faults.openDescriptors());
    }
}
