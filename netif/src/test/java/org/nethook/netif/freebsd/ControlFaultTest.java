package org.nethook.netif.freebsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.netif.Errno;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.ffi.FaultInjector;
import org.nethook.netif.ffi.FaultInjector.Fault;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;

/** Every system call of every control operation fails once. */
@Tag("fault")
class ControlFaultTest {

    /** A control operation. */
    interface Operation {
        void run(NetifControl control) throws NetifException;
    }

    static Stream<Arguments> operations() {
        InterfaceAddress ipv4 = InterfaceAddress.parse("10.1.0.4/24");
        InterfaceAddress ipv6 = InterfaceAddress.parse("fe80::4/64");
        Route route = Route.defaultVia(IpAddress.parse("10.1.0.1"), "lagg0");
        return Stream.of(
                operation("create", "lagg0", 2, control -> control.create("lagg0")),
                operation("destroy", "lagg0", 2, control -> control.destroy("lagg0")),
                operation("bring up", "hn0", 3, control -> control.setUp("hn0", true)),
                operation("set mtu", "lagg0", 2, control -> control.setMtu("lagg0", 9000)),
                operation("set laggproto", "lagg0", 2, control -> control.setLaggProtocol("lagg0", LaggProtocol.LACP)),
                operation("add lagg port", "hn0", 2, control -> control.addLaggPort("lagg0", "hn0")),
                operation("remove lagg port", "hn0", 2, control -> control.removeLaggPort("lagg0", "hn0")),
                operation("add address", "hn0", 2, control -> control.addAddress("hn0", ipv4)),
                operation("add address", "hn0", 4, control -> control.addAddress("hn0", ipv6)),
                operation("remove address", "hn0", 2, control -> control.removeAddress("hn0", ipv4)),
                operation("remove address", "hn0", 4, control -> control.removeAddress("hn0", ipv6)),
                operation("add route", "lagg0", 5, control -> control.addRoute(route)),
                operation("delete route", "lagg0", 5, control -> control.deleteRoute(route)));
    }

    private static Arguments operation(String name, String ifName, int calls, Operation operation) {
        return Arguments.of(name, ifName, calls, operation);
    }

    @ParameterizedTest(name = "{0} {1}, {2} calls")
    @MethodSource("operations")
    void shouldReportEachCallThatFailsAndLeakNothing(String name, String ifName, int calls, Operation operation)
            throws NetifException {
        int[] errnos = {FreeBsdErrno.EPERM, FreeBsdErrno.ENOBUFS, FreeBsdErrno.EBUSY};
        for (int nth = 1; nth <= calls; nth++) {
            for (int errno : errnos) {
                FaultInjector faults = new FaultInjector(script());
                FreeBsdPlatform platform = new FreeBsdPlatform(faults, null, null);
                faults.inject(Fault.any(nth, errno));
                NetifException e = assertThrows(
                        NetifException.class, () -> operation.run(platform.control()), "call " + nth + " failed");
                assertEquals(1, faults.hits());
                assertEquals(nth, faults.calls(), "nothing is called after the failure");
                Errno expected = FreeBsdErrno.of(errno);
                assertEquals(Optional.of(expected), e.errno());
                assertEquals(name, e.operation());
                assertEquals(ifName, e.ifName());
                assertTrue(e.getMessage().contains(": " + expected), e.getMessage());

                operation.run(platform.control());
                platform.close();
                assertEquals(Set.of(), faults.openDescriptors());
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}, {2} calls")
    @MethodSource("operations")
    void shouldMakeNoMoreCallsThanTheseTestsFail(String name, String ifName, int calls, Operation operation)
            throws NetifException {
        FaultInjector faults = new FaultInjector(script());
        FreeBsdPlatform platform = new FreeBsdPlatform(faults, null, null);
        operation.run(platform.control());
        assertEquals(calls, faults.calls());
        platform.close();
        assertEquals(Set.of(), faults.openDescriptors());
    }

    private static ScriptedLibC script() {
        ScriptedLibC libc = new ScriptedLibC();
        libc.onSysctl(Recorded.of("12.1", "a_enumerate", 96).out(), 4, 17, 0, 0, 5, 0);
        libc.onSysctl(Recorded.of("12.1", "f_routes", 202).out(), 4, 17, 0, 0, 1, 0);
        libc.onIoctl(SockIo.SIOCGIFINDEX, memory -> {
            IfReq.putIndex(memory, 8);
            return 0;
        });
        return libc;
    }
}
