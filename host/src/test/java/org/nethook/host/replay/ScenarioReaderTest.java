package org.nethook.host.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.LeaseSpec;

class ScenarioReaderTest {
    private static final MacAddress MAC = MacAddress.parse("00:0d:3a:12:34:56");

    /** Line 3 is the machine, line 10 the first line of the timeline. */
    private static final String GOOD = """
            title = "a title"
            until = 5m
            machine {
              release = 14.0
              interfaces = [ { name = hn0, driver = hn, mac = "00:0d:3a:12:34:56" } ]
              rc-conf = "ifconfig_hn0=DHCP"
              sysctls { kern.vm_guest = hv, dev.hn.0.x = 7 }
              dhcp-leases = [ { mac = "00:0D:3A:12:34:56", address = "10.0.0.4/24", router = "10.0.0.1", delay = 2s } ]
            }
            timeline = [
              { at = 1s 500ms, comment = "hello", vf-offered { name = mlxen0, of = hn0 } }
              { at = 30s, link-lost = mlxen0 }
              { at = 30s, renamed { from = hn0, to = wan0 } }
              { at = 1m, repeat { times = 2, every = 10s, timeline = [
                { at = 0s, vf-revoked = mlxen0 }
                { at = 4s, vf-offered { name = mlxen0, driver = mlxen, of = wan0 } }
              ] } }
              { at = 2m, sysctl { name = hw.hn.vf_transparent, value = 1 } }
              { at = 2m, plugged-in { name = em0, mac = "00:00:00:00:00:09", mtu = 9000, link = down } }
              { at = 3m, pulled = em0 }
              { at = 4m, line = "!system=A subsystem=b type=C" }
            ]
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldSimulateFreeBsd14WhereNoReleaseIsNamed() throws Exception {
        assertEquals(
                "14.0",
                read("machine { interfaces = [] }\ntimeline = []").machine().release());
        assertEquals(
                "12.1",
                read("machine { release = 12.1, interfaces = [] }\ntimeline = []")
                        .machine()
                        .release());
    }

    private Scenario read(String text) throws IOException, ScenarioException {
        return ScenarioReader.read(Files.writeString(directory.resolve("s.conf"), text));
    }

    @Test
    void shouldReadEverythingAScenarioCanSay() throws Exception {
        Scenario scenario = read(GOOD);

        assertEquals("a title", scenario.title());
        assertEquals("14.0", scenario.machine().release());
        assertEquals(
                List.of(new InterfaceSpec("hn0", "hn", MAC, 1500, true)),
                scenario.machine().interfaces());
        assertEquals("ifconfig_hn0=DHCP\n", scenario.machine().rcConf());
        assertEquals(
                Map.of("kern.vm_guest", "hv", "dev.hn.0.x", 7L),
                scenario.machine().sysctls());
        assertEquals(
                List.of(new LeaseSpec(
                        MAC,
                        InterfaceAddress.parse("10.0.0.4/24"),
                        Optional.of(IpAddress.parse("10.0.0.1")),
                        Duration.ofSeconds(2))),
                scenario.machine().leases());
        Action offer = new Action.OfferVf("mlxen0", "mlxen", "hn0", MAC, 9216);
        Action again = new Action.OfferVf("mlxen0", "mlxen", "wan0", MAC, 9216);
        assertEquals(
                List.of(
                        new Happening(Duration.ofMillis(1500), offer, "hello"),
                        new Happening(Duration.ofSeconds(30), new Action.LoseLink("mlxen0"), ""),
                        new Happening(Duration.ofSeconds(30), new Action.Rename("hn0", "wan0"), ""),
                        new Happening(Duration.ofSeconds(60), new Action.RevokeVf("mlxen0"), ""),
                        new Happening(Duration.ofSeconds(64), again, ""),
                        new Happening(Duration.ofSeconds(70), new Action.RevokeVf("mlxen0"), ""),
                        new Happening(Duration.ofSeconds(74), again, ""),
                        new Happening(Duration.ofMinutes(2), new Action.SetSysctl("hw.hn.vf_transparent", 1L), ""),
                        new Happening(
                                Duration.ofMinutes(2),
                                new Action.PlugIn(new InterfaceSpec(
                                        "em0", "em", MacAddress.parse("00:00:00:00:00:09"), 9000, false)),
                                ""),
                        new Happening(Duration.ofMinutes(3), new Action.Pull("em0"), ""),
                        new Happening(
                                Duration.ofMinutes(4), new Action.DevctlLine("!system=A subsystem=b type=C"), "")),
                scenario.timeline());
        assertEquals(Duration.ofMinutes(5), scenario.until());
    }

    @Test
    void shouldFillInWhatAScenarioLeavesOut() throws Exception {
        Scenario scenario = read("""
                machine { release = "12.1", interfaces = [] }
                timeline = [ { at = 10s, line = "!x" } ]
                """);

        assertEquals("s.conf", scenario.title());
        assertEquals(Duration.ofSeconds(70), scenario.until());
        assertEquals(List.of(), scenario.machine().leases());
    }

    @Test
    void shouldTakeTheIndentationOutOfRcConf() throws Exception {
        Scenario scenario = read("""
                machine { release = 12.1, interfaces = []
                  rc-conf = \"""
                    a="1"
                      b="2"
                  \"""
                }
                timeline = []
                """);

        assertEquals("a=\"1\"\n  b=\"2\"\n", scenario.machine().rcConf());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        "mtu = 5",
                        5,
                        "key machine.interfaces[0].mtu must be a whole number from 72 to 65535, not 5",
                        "driver = hn"),
                wrong(
                        "mtu = big",
                        5,
                        "key machine.interfaces[0].mtu must be a whole number from 72 to 65535, not \"big\"",
                        "driver = hn"),
                wrong(
                        "speed = 9",
                        5,
                        "unknown key machine.interfaces[0].speed; known are name, driver, mac, mtu, link",
                        "driver = hn"),
                wrong(
                        "mac = \"00:0d\"",
                        5,
                        "key machine.interfaces[0].mac must be a MAC address in quotes, such as \"00:0d:3a:12:34:56\", not \"00:0d\"",
                        "mac = \"00:0d:3a:12:34:56\""),
                wrong(
                        "x = 1",
                        5,
                        "unknown key machine.interfaces[0].x; known are name, driver, mac, mtu, link",
                        "mac = \"00:0d:3a:12:34:56\""),
                wrong(
                        "name = \"../../x\"",
                        5,
                        "key machine.interfaces[0].name must be an interface's name: 1 to 15 letters, digits and . _ : - that start with a letter, a digit or an underscore, not \"../../x\"",
                        "name = hn0"),
                wrong("release = 13.2", 4, "key machine.release must be one of 12.1, 14.0, not 13.2", "release = 14.0"),
                wrong(
                        "dev.hn.0.x = [ 7 ]",
                        7,
                        "key machine.sysctls.dev.hn.0.x must be a text or a whole number, not a list",
                        "dev.hn.0.x = 7"),
                wrong(
                        "address = \"10.0.0.4\"",
                        8,
                        "key machine.dhcp-leases[0].address must be an IPv4 address with its prefix length, such as 10.0.0.4/24, not \"10.0.0.4\"",
                        "address = \"10.0.0.4/24\""),
                wrong(
                        "router = \"10.9.0.1\"",
                        8,
                        "key machine.dhcp-leases[0].router must be an address in the subnet of 10.0.0.4/24, not \"10.9.0.1\"",
                        "router = \"10.0.0.1\""),
                wrong(
                        "at = 1500",
                        11,
                        "key timeline[0].at must be a time from 0s to 30d with units, such as 500ms, 30s or 2m30s, not 1500",
                        "at = 1s 500ms"),
                wrong(
                        "at = soon",
                        11,
                        "key timeline[0].at must be a time from 0s to 30d with units, such as 500ms, 30s or 2m30s, not \"soon\"",
                        "at = 1s 500ms"),
                wrong(
                        "at = 31s",
                        12,
                        "key timeline[1].at must be no earlier than the entry before it (31s), not \"30s\"",
                        "at = 1s 500ms"),
                wrong(
                        "vf-offred {",
                        11,
                        "unknown key timeline[0].vf-offred; did you mean vf-offered?; known are at, comment, vf-offered, vf-revoked, vf-failed, vf-recovered, link-lost, link-restored, renamed, plugged-in, pulled, sysctl, router-advertised, line, host, crash, events-lost, events-doubled, repeat",
                        "vf-offered {"),
                wrong(
                        "name = hn0",
                        11,
                        "key timeline[0].vf-offered.name: there is an interface hn0 already",
                        "name = mlxen0"),
                wrong(
                        "of = hn1",
                        11,
                        "key timeline[0].vf-offered.of must be an interface that is there at this time (hn0), not \"hn1\"",
                        "of = hn0"),
                wrong(
                        "link-lost = em7",
                        12,
                        "key timeline[1].link-lost must be an interface that is there at this time (hn0, mlxen0), not \"em7\"",
                        "link-lost = mlxen0"),
                wrong(
                        "",
                        12,
                        "timeline[1]: nothing happens in this entry; one of these must: vf-offered, vf-revoked, vf-failed, vf-recovered, link-lost, link-restored, renamed, plugged-in, pulled, sysctl, router-advertised, line, host, crash, events-lost, events-doubled, repeat",
                        "link-lost = mlxen0"),
                wrong(
                        "link-lost = mlxen0, pulled = hn0",
                        12,
                        "key timeline[1].pulled: an entry does one thing, and this one has link-lost already",
                        "link-lost = mlxen0"),
                wrong(
                        "vf-revoked = hn0",
                        12,
                        "key timeline[1].vf-revoked must be a VF (any other interface is pulled), not \"hn0\"",
                        "link-lost = mlxen0"),
                wrong(
                        "times = 0",
                        14,
                        "key timeline[3].repeat.times must be a whole number from 1 to 10000, not 0",
                        "times = 2"),
                wrong(
                        "every = 3s",
                        14,
                        "key timeline[3].repeat.every must be no shorter than one round, which takes 4s, not \"3s\"",
                        "every = 10s"),
                wrong(
                        "sysctl = 4",
                        18,
                        "key timeline[4].sysctl must be an object in braces, not 4",
                        "sysctl { name = hw.hn.vf_transparent, value = 1 }"),
                wrong(
                        "until = 3m",
                        2,
                        "key until must be no earlier than the last entry of the timeline (4m), not \"3m\"",
                        "until = 5m"),
                wrong(
                        "x = 1, timeline = [",
                        10,
                        "unknown key x; known are title, machine, timeline, until",
                        "timeline = ["));
    }

    private static Arguments wrong(String mistake, int line, String complaint, String insteadOf) {
        return Arguments.of(insteadOf, mistake, line, complaint);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldNameLineKeyAndWhatIsAllowed(String good, String mistake, int line, String complaint) throws Exception {
        assertTrue(GOOD.contains(good), good);
        String text = GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(mistake));

        ScenarioException refused = assertThrows(ScenarioException.class, () -> read(text));

        assertEquals(directory.resolve("s.conf") + ":" + line + ": " + complaint, refused.getMessage());
    }

    @Test
    void shouldNameTheLineOfASyntaxError() {
        ScenarioException refused =
                assertThrows(ScenarioException.class, () -> read("title = \"x\"\nmachine { release = \n"));

        assertTrue(refused.getMessage().startsWith(directory.resolve("s.conf") + ":"), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"));
    }

    @Test
    void shouldReadNoOtherFile() throws Exception {
        Files.writeString(directory.resolve("other.conf"), "title = x");

        ScenarioException refused =
                assertThrows(ScenarioException.class, () -> read("include \"other.conf\"\n" + GOOD));

        assertEquals(
                directory.resolve("s.conf")
                        + ": include: a scenario must stand in one file; \"other.conf\" is not read",
                refused.getMessage());
    }

    @Test
    void shouldRefuseBytesThatAreNoText() throws Exception {
        Path file = Files.write(directory.resolve("s.conf"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        ScenarioException refused = assertThrows(ScenarioException.class, () -> ScenarioReader.read(file));

        assertEquals(file + ": must be a text in UTF-8", refused.getMessage());
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        assertThrows(NoSuchFileException.class, () -> ScenarioReader.read(directory.resolve("none.conf")));
    }
}
