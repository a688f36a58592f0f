package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.hypervvf.Guests.advance;
import static org.nethook.hypervvf.Guests.alarms;
import static org.nethook.hypervvf.Guests.notes;
import static org.nethook.hypervvf.Guests.offer;
import static org.nethook.hypervvf.Guests.ports;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.Proposal;
import org.nethook.api.netif.MacAddress;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.Told;

/** What has hn's MAC is a VF only if it is hardware that can be one. */
class TrueVfTest {
    private final ContextProbe probe = new ContextProbe();

    @ParameterizedTest
    @Tag("B14")
    @ValueSource(strings = {"bridge", "tap", "epair", "vmnet", "wg"})
    void shouldNotTakeSoftwareForAVfThoughTheKernelDoes(String driver) throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            host.hardware().offerVf(driver + "0", driver, MacAddress.parse(Guests.MAC));
            advance(host, 60);
            host.machine().control().setUp(driver + "0", true);
            advance(host, 60);
            assertEquals(List.of(), host.plans());
            assertEquals(1, alarms(host).size(), alarms(host)::toString);
            assertTrue(
                    alarms(host).get(0).startsWith("the kernel takes " + driver + "0 for the VF of hn0"),
                    alarms(host)::toString);
            assertEquals(
                    Proposal.Kind.REFUSED,
                    new HypervVfReconciler().reconcile("hn0", probe.of(host)).kind());
        }
    }

    @Test
    @Tag("B14")
    void shouldNotTakeABridgeForAVfThatTheKernelDoesNotListButSendsInto() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            host.hardware().offerVf("bridge0", "bridge", MacAddress.parse(Guests.MAC));
            host.hardware().rename("bridge0", "mce0");
            host.machine().control().setUp("mce0", true);
            advance(host, 60);
            assertEquals("", host.machine().sysctl().string("hw.hn.vfmap").orElseThrow());
            assertEquals(List.of(), host.plans());
            assertEquals(1, alarms(host).size(), alarms(host)::toString);
            assertTrue(
                    alarms(host)
                            .get(0)
                            .startsWith("the kernel has moved the traffic of hn0 into mce0 because it has its MAC,"
                                    + " but it is made by software (bridge0)"),
                    alarms(host)::toString);
        }
    }

    @Test
    @Tag("B14")
    void shouldTakeAnyPciDeviceThatTheKernelPairs() throws Exception {
        try (TestHost host =
                Guests.fixed(probe).sysctl("dev.bnxt.0.%parent", "pci3").boot()) {
            offer(host, "bnxt0");
            advance(host, 13);
            assertEquals(List.of("bnxt0", "hn0"), ports(host, "lagg0"));
            assertEquals(List.of(), alarms(host));
        }
    }

    @Test
    @Tag("B14")
    void shouldNotTakeADeviceOfAnotherBusForAVf() throws Exception {
        try (TestHost host =
                Guests.fixed(probe).sysctl("dev.xn.0.%parent", "xenbusb_front0").boot()) {
            offer(host, "xn0");
            advance(host, 60);
            assertEquals(List.of(), host.plans());
            assertTrue(
                    alarms(host).get(0).contains("its device xn0 hangs on xenbusb_front0, not on a PCI bus"),
                    alarms(host)::toString);
        }
    }

    @Test
    @Tag("B14")
    void shouldUseTheVfWhenWhatPretendedToBeOneIsGone() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            host.hardware().offerVf("tap0", "tap", MacAddress.parse(Guests.MAC));
            advance(host, 5);
            host.hardware().revokeVf("tap0");
            offer(host, "mce0");
            advance(host, 13);
            assertEquals(List.of("hn0", "mce0"), ports(host, "lagg0"));
        }
    }

    @Test
    void shouldLeaveAVfAloneWhoseMacWasChanged() throws Exception {
        try (TestHost host = Guests.fixed(probe).boot()) {
            offer(host, "mce0");
            advance(host, 2);
            host.machine().control().setMac("mce0", MacAddress.parse(Guests.SECOND_MAC));
            advance(host, 60);
            assertEquals(Optional.empty(), host.netif("lagg0"));
            assertTrue(
                    alarms(host).get(0).startsWith("the kernel takes mce0 for the VF of hn0, but mce0 has not the MAC"),
                    alarms(host)::toString);
            assertEquals(List.of(), host.texts(Told.Kind.PLAN));
            assertEquals(1, alarms(host).size() + notes(host).size(), notes(host)::toString);
        }
    }
}
