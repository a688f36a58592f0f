package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.Told;
import org.nethook.testkit.fault.Fault;
import org.nethook.testkit.fault.SystemCall;

/** The kernel refuses each of the plugin's system calls once, in turn, while the lagg is being made. */
class RefusedCallsTest {
    private static final String MAC = "00:0d:3a:12:34:56";
    private static final int EIO = 5;

    @Test
    @Tag("fault")
    void shouldLeaveTheGuestOnlineWithAWholeLaggOrNone() throws Exception {
        int calls = callsOfAnUndisturbedRun();
        assertTrue(calls > 50, "calls: " + calls);
        int whole = 0;
        for (int nth = 1; nth <= calls; nth++) {
            try (TestHost host = guest()) {
                host.systemCalls().fail(Fault.any(nth, EIO));
                offerVf(host);
                assertEquals(1, host.systemCalls().failed());
                whole += assertWholeOrAsItWas("with call " + nth + " refused", host) ? 1 : 0;
            }
        }
        assertTrue(whole > 0 && whole < calls, whole + " of " + calls + " ended with a lagg");
    }

    @Test
    @Tag("B6")
    @Tag("fault")
    void shouldPutALaterVfIntoItsLaggWhicheverSysctlIsRefused() throws Exception {
        for (int nth = 1; nth <= 40; nth++) {
            try (TestHost host = guest()) {
                offerVf(host);
                host.hardware().revokeVf("mlxen0");
                host.advance(Duration.ofMinutes(1));
                host.systemCalls().fail(Fault.of(SystemCall.SYSCTL, nth, EIO));
                host.hardware().offerVf("mlxen1", "mlxen", MacAddress.parse(MAC));
                host.advance(Duration.ofMinutes(10));
                assertEquals("lagg0 via mlxen1", host.machine().pathDescription(), "with sysctl " + nth + " refused");
            }
        }
    }

    /** Also when a look for a path is refused, at any time, and the first try of each step back. */
    @Test
    @Tag("fault")
    void shouldGoBackToAPathWhicheverCallIsRefused() throws Exception {
        for (SystemCall call : List.of(SystemCall.SYSCTL, SystemCall.IOCTL, SystemCall.WRITE)) {
            int calls = pathLost(call, 1000);
            assertTrue(calls > 0, "calls: " + calls);
            for (int nth = 1; nth <= calls; nth += 1 + calls / 40) {
                pathLost(call, nth);
            }
        }
    }

    /** The VF carries nothing, and is to be gone from within a minute. Returns the calls of this kind on the way back. */
    private static int pathLost(SystemCall call, int nth) throws NetifException {
        try (TestHost host = guest()) {
            host.hardware().offerVf("mlxen0", "mlxen", MacAddress.parse(MAC));
            host.hardware().failVf("mlxen0");
            host.advance(Duration.ofSeconds(40));
            assertFalse(host.machine().hasPath());
            host.systemCalls().reset();
            host.systemCalls().fail(Fault.of(call, nth, EIO));
            host.advance(Duration.ofMinutes(2));
            assertEquals("hn0", host.machine().pathDescription(), "with " + call + " " + nth + " refused");
            assertFalse(host.hasPendingPlan(), "with " + call + " " + nth + " refused");
            return host.systemCalls().count(call);
        }
    }

    private static int callsOfAnUndisturbedRun() throws NetifException {
        try (TestHost host = guest()) {
            offerVf(host);
            assertTrue(assertWholeOrAsItWas("undisturbed", host));
            assertEquals(List.of(), host.texts(Told.Kind.ALARM));
            return host.systemCalls().count();
        }
    }

    private static TestHost guest() {
        TestHost host = TestHost.with(new HypervVfListener())
                .id("hyperv-vf")
                .mayControl("*")
                .mayReadFiles("/usr/libexec/hyperv/*")
                .mayRead("kern.vm_guest, hw.hn.*, dev.hn.*")
                .hyperv()
                .interfaceNamed("hn0", "hn", MAC)
                .rcConf("ifconfig_hn0=\"SYNCDHCP\"", "hyperv_vf_delay=\"10\"")
                .lease(MAC, "10.0.0.4/24", "10.0.0.1", Duration.ofSeconds(2))
                .boot();
        host.advance(Duration.ofSeconds(30));
        host.systemCalls().reset();
        return host;
    }

    private static void offerVf(TestHost host) {
        host.hardware().offerVf("mlxen0", "mlxen", MacAddress.parse(MAC));
        host.advance(Duration.ofSeconds(13));
    }

    /** Returns whether there is a lagg; without one the operator was told. */
    private static boolean assertWholeOrAsItWas(String when, TestHost host) throws NetifException {
        Optional<Netif> lagg = host.netif("lagg0");
        String carrier = lagg.isPresent() ? "lagg0" : "hn0";
        String other = lagg.isPresent() ? "hn0" : "lagg0";
        if (lagg.isPresent()) {
            assertTrue(lagg.get().lagg().orElseThrow().hasPort("hn0"), when);
            assertTrue(lagg.get().lagg().orElseThrow().hasPort("mlxen0"), when);
            assertFalse(hasAddress(host, "hn0"), when);
        } else {
            assertFalse(host.texts(Told.Kind.ALARM).isEmpty(), when + " nobody was told");
        }
        assertTrue(hasAddress(host, carrier), when);
        List<String> defaults = host.routes().stream()
                .filter(Route::isDefault)
                .map(Route::ifName)
                .toList();
        assertEquals(List.of(carrier), defaults, when);
        assertTrue(host.machine().dhcp().isRunning(carrier), when);
        assertFalse(host.machine().dhcp().isRunning(other), when);
        assertTrue(host.machine().hasPath(), when);
        assertEquals(Duration.ZERO, host.outage(), when);
        return lagg.isPresent();
    }

    private static boolean hasAddress(TestHost host, String ifName) throws NetifException {
        return host.netif(ifName).orElseThrow().addresses().contains(InterfaceAddress.parse("10.0.0.4/24"));
    }
}
