package org.nethook.dhcpinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.SystemConfigException;
import org.nethook.api.UsageException;
import org.nethook.api.netif.Lagg;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;

class DhcpInfoCommandTest {
    private static final MacAddress MAC_0 = MacAddress.parse("00:0d:3a:00:00:00");
    private static final MacAddress MAC_1 = MacAddress.parse("00:0d:3a:00:00:01");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String run(FakeGuest guest, String... arguments) throws Exception {
        bytes.reset();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.US_ASCII);
        assertEquals(0, new DhcpInfoCommand().run(List.of(arguments), out, guest));
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private static FakeGuest guest() {
        return new FakeGuest().with(netif("hn0", "hn", MAC_0)).with(netif("hn1", "hn", MAC_1));
    }

    private static Netif.Builder netif(String ifName, String driver, MacAddress mac) {
        return Netif.named(ifName).driver(driver).mac(mac);
    }

    private static Netif.Builder lagg(MacAddress mac, String... ports) {
        List<LaggPort> list = new ArrayList<>();
        for (String port : ports) {
            list.add(new LaggPort(port, Set.of()));
        }
        return netif("lagg0", "lagg", mac).lagg(new Lagg(LaggProtocol.FAILOVER, list));
    }

    @Test
    @Tag("C1")
    void shouldAnswerForTheInterfaceItIsAskedAbout() throws Exception {
        FakeGuest guest = guest().dhcp("hn0");
        assertEquals("Enabled\n", run(guest, "hn0"));
        assertEquals("Disabled\n", run(guest, "hn1"));
    }

    @Test
    @Tag("C6")
    void shouldNotTakeHn1ForHn10() throws Exception {
        FakeGuest guest = guest().with(netif("hn10", "hn", null)).dhcp("hn1").vfMap("mce1:hn1 mce10:hn10 ");
        guest.with(netif("mce1", "mce", MAC_1)).with(netif("mce10", "mce", null));
        assertEquals("Enabled\n", run(guest, "hn1"));
        assertEquals("Disabled\n", run(guest, "hn10"));
        assertEquals("Enabled\n", run(guest, "mce1"));
        assertEquals("Disabled\n", run(guest, "mce10"));
    }

    @Test
    @Tag("C2")
    void shouldAnswerForALaggFromItsHn() throws Exception {
        FakeGuest guest = guest().with(netif("mce0", "mce", MAC_1)).dhcp("hn1");
        assertEquals("Enabled\n", run(guest.with(lagg(MAC_1, "mce0", "hn1")), "lagg0"));
        assertEquals("Disabled\n", run(guest().with(lagg(MAC_0, "hn0")).dhcp("hn1"), "lagg0"));
    }

    @Test
    @Tag("C2")
    void shouldAnswerForALaggOfAVfAloneFromTheHnOfTheVf() throws Exception {
        FakeGuest guest = guest().with(netif("mce0", "mce", MAC_1)).with(lagg(MAC_1, "mce0"));
        assertEquals("Enabled\n", run(guest.dhcp("hn1").vfMap("mce0:hn1"), "lagg0"));
    }

    @Test
    @Tag("C2")
    void shouldLetALaggOfTheOperatorSpeakForItself() throws Exception {
        assertEquals("Enabled\n", run(guest().with(lagg(MAC_0, "hn0")).dhcp("lagg0"), "lagg0"));
        FakeGuest other = new FakeGuest().with(netif("em0", "em", MAC_0)).with(lagg(MAC_0, "em0"));
        assertEquals("Disabled\n", run(other.dhcp("em0"), "lagg0"));
    }

    @Test
    @Tag("C2")
    @Tag("B12")
    void shouldAnswerForAVfFromItsHnEvenWhenTheVfHasAConfiguration() throws Exception {
        FakeGuest guest = guest().with(netif("mce0", "mce", MAC_1)).vfMap("mlxen3:hn0 mce0:hn1");
        assertEquals("Disabled\n", run(guest.dhcp("mce0"), "mce0"));
    }

    @Test
    @Tag("C2")
    void shouldPairByMacOnAKernelThatDoesNotTell() throws Exception {
        assertEquals("Enabled\n", run(guest().with(netif("mce0", "mce", MAC_1)).dhcp("hn1"), "mce0"));
        assertEquals(
                "Disabled\n",
                run(guest().with(netif("mce0", "mce", MAC_1)).dhcp("hn1").vfMap(""), "mce0"));
    }

    @Test
    @Tag("B14")
    void shouldNotTakeAVlanOrBridgeForAVf() throws Exception {
        assertEquals(
                "Disabled\n", run(guest().with(netif("vlan7", "vlan", MAC_1)).dhcp("hn1"), "vlan7"));
        FakeGuest mapped = guest().with(netif("tap0", "tap", MAC_1)).dhcp("hn1").vfMap("tap0:hn1");
        assertEquals("Disabled\n", run(mapped, "tap0"));
    }

    @Test
    void shouldAnswerFromTheConfigurationForAnInterfaceThatIsNotThere() throws Exception {
        assertEquals("Enabled\n", run(guest().dhcp("hn7"), "hn7"));
    }

    @Test
    void shouldPrintNothingWhenItCannotBeDecided() {
        FakeGuest guest = guest().undecided("/etc/rc.conf line 3: it depends on the output of a command");
        SystemConfigException e = assertThrows(SystemConfigException.class, () -> run(guest, "hn0"));
        assertEquals("/etc/rc.conf line 3: it depends on the output of a command", e.getMessage());
        assertEquals(0, bytes.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hn0;x", "../x", "a-name-too-long0", "-e", "hn 0", "hn0\n", "h\u00e90"})
    void shouldRefuseWhatIsNoInterfaceName(String text) {
        assertThrows(UsageException.class, () -> run(guest(), text));
    }

    @Test
    void shouldWantOneArgument() {
        assertThrows(UsageException.class, () -> run(guest()));
        assertThrows(UsageException.class, () -> run(guest(), "hn0", "hn1"));
    }
}
