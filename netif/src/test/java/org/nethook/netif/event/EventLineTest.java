package org.nethook.netif.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;

@Tag("A11")
class EventLineTest {
    private static final Instant AT = Instant.ofEpochSecond(1);
    private static final String NAME_RULE = "; an interface name must be " + InterfaceNames.ALLOWED;

    static Stream<Arguments> wellFormedLines() {
        return Stream.of(
                good("!system=IFNET subsystem=hn0 type=LINK_UP", "IFNET", "hn0", "LINK_UP", Map.of()),
                good("!system=IFNET subsystem=hn0 type=LINK_UP\n", "IFNET", "hn0", "LINK_UP", Map.of()),
                good("!system=IFNET subsystem=em0.5 type=ATTACH", "IFNET", "em0.5", "ATTACH", Map.of()),
                good("!type=VF_UP system=HYPERV_NIC_VF  subsystem=hn12 ", "HYPERV_NIC_VF", "hn12", "VF_UP", Map.of()),
                good(
                        "!system=IFNET subsystem=hn0 type=RENAME name=wan0",
                        "IFNET",
                        "hn0",
                        "RENAME",
                        Map.of("name", "wan0")),
                good(
                        "!system=DEVFS subsystem=CDEV type=CREATE cdev=hv_kvp_dev",
                        "DEVFS",
                        "CDEV",
                        "CREATE",
                        Map.of("cdev", "hv_kvp_dev")),
                good(
                        "!system=VFS subsystem=FS type=MOUNT mount-point=\"/a b\" flags=\"local;\" owner=0",
                        "VFS",
                        "FS",
                        "MOUNT",
                        Map.of("mount-point", "/a b", "flags", "local;", "owner", "0")),
                good(
                        "!system=USB subsystem=DEVICE type=ATTACH sernum=\"a\\\"b\\\\c\\d\" empty= e2=\"\"",
                        "USB",
                        "DEVICE",
                        "ATTACH",
                        Map.of("sernum", "a\"b\\c\\d", "empty", "", "e2", "")),
                good("!system=ACPI subsystem=ACAD type=\\ notify=0x01", "ACPI", "ACAD", "\\", Map.of("notify", "0x01")),
                good("!system=X subsystem=a;b type=Y k=1 k=2", "X", "a;b", "Y", Map.of("k", "2")),
                good(
                        "!system=X subsystem= type=Y label=\u00fcber\ud83d\ude00",
                        "X",
                        "",
                        "Y",
                        Map.of("label", "\u00fcber\ud83d\ude00")),
                good("+vtnet1 at   on virtio_pci1", "DEVICE", "vtnet1", "ATTACH", Map.of("bus", "virtio_pci1")),
                good(
                        "-virtio_pci1 at slot=3 function=0 on pci0\n",
                        "DEVICE",
                        "virtio_pci1",
                        "DETACH",
                        Map.of("slot", "3", "function", "0", "bus", "pci0")),
                good("+acpi_timer0 at  unknown on acpi0", "DEVICE", "acpi_timer0", "ATTACH", Map.of("bus", "acpi0")),
                good("? at _HID=none on acpi0", "DEVICE", "", "NOMATCH", Map.of("_HID", "none", "bus", "acpi0")));
    }

    @ParameterizedTest
    @MethodSource("wellFormedLines")
    void shouldParse(String line, InterfaceEvent expected) throws Exception {
        assertEquals(expected, EventLine.parse(line, AT));
        assertEquals(expected, EventLine.parse(line.getBytes(StandardCharsets.UTF_8), AT));
    }

    static Stream<Arguments> malformedLines() {
        return Stream.of(
                bad("", "empty"),
                bad("\n", "empty"),
                bad("system=IFNET", "starts with \"s\"; must start with !, +, - or ?"),
                bad("!", "has no system="),
                bad("!system=IFNET type=LINK_UP", "has no subsystem="),
                bad("!system=IFNET subsystem=hn0", "has no type="),
                bad("!system= subsystem=hn0 type=LINK_UP", "system and type must not be empty"),
                bad("!system=IFNET subsystem=hn0 type=LINK_UP extra", "\"extra\" must be key=value"),
                bad("!system=IFNET subsystem=hn0 type=LINK_UP =x", "\"=x\" must be key=value"),
                bad("!system=IFNET subsystem=hn0 subsystem=hn1 type=LINK_UP", "has two of subsystem="),
                bad(
                        "!system=VFS subsystem=FS type=MOUNT mount-point=\"/a",
                        "the value of mount-point has no closing quote"),
                bad("!system=X subsystem=Y type=Z k=\"a\"b", "the value of k goes on after its closing quote"),
                bad("!system=IFNET subsystem=hn0\ttype=LINK_UP", "has a control character (0x9) at character 28"),
                bad(
                        "!system=IFNET subsystem=hn0 type=A\n!system=IFNET",
                        "has a control character (0xa) at character 35"),
                bad("!system=X subsystem=Y type=Z\u0000", "has a control character (0x0) at character 29"),
                bad("!system=X subsystem=Y type=\u009bZ", "has a control character (0x9b) at character 28"),
                bad("!system=X subsystem=Y type=\ufffd", "not UTF-8"),
                bad("!system=X subsystem=Y type=\ud83d", "not UTF-8"),
                bad("!system=IFNET subsystem= type=LINK_UP", "subsystem of IFNET LINK_UP is \"\"" + NAME_RULE),
                badName("../../x"),
                badName("a;b"),
                badName(".."),
                badName("-x"),
                badName("$(id)"),
                badName("a/b"),
                badName("abcdefghijklmnop"),
                badName("h\u00e90"),
                bad(
                        "!system=IFNET subsystem=hn0 type=RENAME name=../x",
                        "name of IFNET RENAME is \"../x\"" + NAME_RULE),
                bad(
                        "!system=HYPERV_NIC_VF subsystem=\"hn0 ;x\" type=VF_UP",
                        "subsystem of HYPERV_NIC_VF VF_UP is \"hn0 ;x\"" + NAME_RULE),
                bad("+vtnet1", "must be +NAME at LOCATION on PARENT"),
                bad("+vtnet1 at slot=3", "must be +NAME at LOCATION on PARENT"),
                bad("-vtnet1 slot=3 on pci0", "must be -NAME at LOCATION on PARENT"),
                bad("? at slot=3 on ", "must be ?NAME at LOCATION on PARENT"),
                bad("!system=X subsystem=Y type=" + "z".repeat(EventLine.MAX_BYTES), "longer than 8191 bytes"),
                bad("!system=X subsystem=Y type=" + "\u00fc".repeat(4090), "longer than 8191 bytes"));
    }

    @ParameterizedTest
    @MethodSource("malformedLines")
    void shouldRefuseWithOneReason(String line, String reason) {
        EventLineException e = assertThrows(EventLineException.class, () -> EventLine.parse(line, AT));
        assertEquals(reason, e.getMessage());
    }

    @Test
    void shouldTakeALineOfTheGreatestLength() throws Exception {
        String line = "!system=X subsystem=Y type=";
        line += "z".repeat(EventLine.MAX_BYTES - line.length());
        assertEquals("X", EventLine.parse(line + "\n", AT).system());
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        byte[] latin1 = "!system=X subsystem=Y type=Z k=\u00fc".getBytes(StandardCharsets.ISO_8859_1);
        byte[] endless = new byte[100_000];
        assertEquals(
                "not UTF-8",
                assertThrows(EventLineException.class, () -> EventLine.parse(latin1, AT))
                        .getMessage());
        assertEquals(
                "longer than 8191 bytes",
                assertThrows(EventLineException.class, () -> EventLine.parse(endless, AT))
                        .getMessage());
    }

    @Test
    void shouldHoldPartsToTheSameRules() throws Exception {
        assertEquals(
                new InterfaceEvent("IFNET", "hn0", "ADDR_ADD", Map.of("address", "10.0.0.1", "note", "a b=c"), AT),
                EventLine.of("IFNET", "hn0", "ADDR_ADD", List.of("address=10.0.0.1", "note=a b=c"), AT));
        assertReason("\"up\" must be key=value", "IFNET", "hn0", "LINK_UP", "up");
        assertReason("\"a b=c\" must be key=value", "IFNET", "hn0", "LINK_UP", "a b=c");
        assertReason("has a control character (0xa) at character 3", "IFNET", "hn\n0", "LINK_UP");
        assertReason("subsystem of IFNET LINK_UP is \"a;b\"" + NAME_RULE, "IFNET", "a;b", "LINK_UP");
    }

    @Test
    void shouldParseEveryLineThatRealKernelsGave() throws Exception {
        int interfaceEvents = 0;
        List<String> lines;
        try (InputStream in = getClass().getResourceAsStream("freebsd-devctl.lines")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertTrue(lines.size() > 100, "the recording is there");
        for (String line : lines.subList(1, lines.size())) {
            InterfaceEvent event = EventLine.parse(line, AT);
            if (!line.startsWith("!")) {
                assertEquals("DEVICE", event.system(), line);
            }
            if (event.eventType() != EventType.OTHER) {
                interfaceEvents++;
                assertTrue(InterfaceNames.isValid(event.ifName()), line);
            }
        }
        assertTrue(interfaceEvents > 30, interfaceEvents + " interface events");
    }

    private static void assertReason(String reason, String system, String subsystem, String type, String... variables) {
        EventLineException e = assertThrows(
                EventLineException.class, () -> EventLine.of(system, subsystem, type, List.of(variables), AT));
        assertEquals(reason, e.getMessage());
    }

    private static Arguments good(String line, String system, String subsystem, String type, Map<String, String> data) {
        return Arguments.of(line, new InterfaceEvent(system, subsystem, type, data, AT));
    }

    private static Arguments bad(String line, String reason) {
        return Arguments.of(line, reason);
    }

    private static Arguments badName(String name) {
        return bad(
                "!system=IFNET subsystem=" + name + " type=LINK_UP",
                "subsystem of IFNET LINK_UP is \"" + name + "\"" + NAME_RULE);
    }
}
