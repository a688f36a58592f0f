package org.nethook.api.netif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.4, 10.0.0.4",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "FE80:0:0:0:0:0:0:1, fe80::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::ffff:192.0.2.1, ::ffff:c000:201",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
    })
    void shouldReadAndWriteCanonicalText(String text, String canonical) {
        IpAddress address = IpAddress.parse(text);
        assertEquals(canonical, address.toString());
        assertEquals(address, IpAddress.parse(canonical));
        assertEquals(address.hashCode(), IpAddress.of(address.octets()).hashCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.4.5",
                "10.0.0.256",
                "10.0.0.04",
                "10.0.0.",
                ".1.2.3",
                "0x7f.0.0.1",
                "10.0.0.4;reboot",
                "host.example",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "fe80::1%hn0",
                "::1.2.3",
                "1.2.3.4::",
                "\u0661.0.0.1",
                "1:2:3:4:5:6:7:1.2.3.4"
            })
    void shouldRefuseEverythingElse(String text) {
        assertEquals(
                "\"" + text + "\" is not an IP address",
                assertThrows(IllegalArgumentException.class, () -> IpAddress.parse(text))
                        .getMessage());
    }

    @Test
    void shouldMaskToNetworkAndBroadcast() {
        IpAddress address = IpAddress.parse("192.0.2.77");
        assertEquals("192.0.2.64", address.network(27).toString());
        assertEquals("192.0.2.95", address.broadcast(27).toString());
        assertTrue(address.network(0).isUnspecified());
        assertEquals("2001:db8::", IpAddress.parse("2001:db8::7:8").network(64).toString());
    }

    @Test
    void shouldKnowLinkLocalAddresses() {
        assertTrue(IpAddress.parse("fe80::1").isLinkLocalV6());
        assertTrue(IpAddress.parse("febf::1").isLinkLocalV6());
        assertFalse(IpAddress.parse("fec0::1").isLinkLocalV6());
        assertFalse(IpAddress.parse("169.254.1.1").isLinkLocalV6());
    }

    @Test
    void shouldNotShareItsOctets() {
        byte[] octets = {10, 0, 0, 4};
        IpAddress address = IpAddress.of(octets);
        octets[0] = 11;
        address.octets()[1] = 12;
        assertArrayEquals(new byte[] {10, 0, 0, 4}, address.octets());
    }

    @Test
    void shouldGiveAnIpv4InterfaceAddressItsBroadcast() {
        assertEquals(
                Optional.of(IpAddress.parse("10.0.0.255")),
                InterfaceAddress.parse("10.0.0.4/24").broadcast());
        assertEquals(Optional.empty(), InterfaceAddress.parse("10.0.0.4/32").broadcast());
        assertEquals(Optional.empty(), InterfaceAddress.parse("::1/128").broadcast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.4", "10.0.0.4/33", "10.0.0.4/-1", "10.0.0.4/x", "::1/129", "x/24"})
    void shouldRefuseInterfaceAddressesWithoutAGoodPrefix(String text) {
        assertThrows(IllegalArgumentException.class, () -> InterfaceAddress.parse(text));
    }

    @Test
    void shouldTakeTheInterfaceIdOfAMac() {
        MacAddress mac = MacAddress.parse("00:0d:3a:12:34:56");
        assertEquals(
                "fe80::20d:3aff:fe12:3456",
                IpAddress.parse("fe80::").withInterfaceIdOf(mac).toString());
        assertEquals(
                "2001:db8::d:3aff:fe12:3456",
                IpAddress.parse("2001:db8::1:2:3:4")
                        .withInterfaceIdOf(MacAddress.parse("02:0d:3a:12:34:56"))
                        .toString());
        IpAddress v4 = IpAddress.parse("10.0.0.4");
        assertThrows(IllegalArgumentException.class, () -> v4.withInterfaceIdOf(mac));
    }

    @Test
    void shouldReadMacAddressesInEitherCase() {
        assertEquals("00:0d:3a:ab:cd:ef", MacAddress.parse("00:0D:3A:AB:cd:ef").toString());
        for (String bad :
                new String[] {"", "00:0d:3a:ab:cd", "00-0d-3a-ab-cd-ef", "00:0d:3a:ab:cd:ef:01", "zz:0d:3a:ab:cd:ef"}) {
            assertThrows(IllegalArgumentException.class, () -> MacAddress.parse(bad), bad);
        }
    }
}
