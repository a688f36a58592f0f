package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ip-injection asks before it lets a change stand; arp(8), ndp(8) and the pings print as FreeBSD's, and nobody sleeps. */
@Tag("D7")
class GatewayAnswersTest {
    private static final String SCRIPT =
            Path.of("src/main/libexec/gateway-answers").toAbsolutePath().toString();
    private static final String ARP_UNKNOWN = "? (10.0.0.1) at (incomplete) on hn0 expired [ethernet]";
    private static final String ARP_KNOWN =
            "? (10.0.0.1) at 00:0d:3a:00:00:01 on hn0 expires in 1200 seconds [ethernet]";
    private static final String NDP_HEAD =
            "Neighbor                             Linklayer Address  Netif Expire    S Flags";

    @TempDir
    private Path temporary;

    private Path commands;
    private Path asked;

    /** All that the script asks for; the sleep, once it was asked for three times, ends the script as whoever runs it does. */
    @BeforeEach
    void putCommands() throws IOException {
        commands = Files.createDirectory(temporary.resolve("commands"));
        asked = temporary.resolve("asked");
        for (String name : List.of("ping", "ping6", "arp", "ndp")) {
            command(name, "exit 1");
        }
        command("sleep", "[ \"$(grep -c '^sleep 1$' \"$ASKED\")\" -lt 3 ] || kill \"$PPID\"");
    }

    private void command(String name, String lines) throws IOException {
        Path file = commands.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho \"" + name + " $*\" >>\"$ASKED\"\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A table that tells this from the given question on, and something else before. */
    private void table(String name, String before, String then, int from) throws IOException {
        command(name, """
                [ "$1" = -n ] || exit 0
                if [ "$(grep -c "^%s -n" "$ASKED")" -lt %d ]; then echo '%s'; else echo '%s'; fi
                """.formatted(name, from, before, then));
    }

    private Outcome run(String... words) throws IOException, InterruptedException {
        return Image.run(
                List.of("sh", SCRIPT, words[0], words[1]),
                temporary,
                Map.of("PATH", commands + ":" + System.getenv("PATH"), "ASKED", asked.toString()));
    }

    private void assertAnswers(String ifName, String gateway) throws IOException, InterruptedException {
        assertEquals(
                List.of(gateway + " answers on " + ifName),
                run(ifName, gateway).assertClean().lines());
    }

    private void assertNoAnswer(String ifName, String gateway) throws IOException, InterruptedException {
        Outcome ended = run(ifName, gateway);
        assertNotEquals(0, ended.status());
        assertEquals("", ended.out());
        assertEquals(
                3, Files.readAllLines(asked).stream().filter("sleep 1"::equals).count());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, arp, ping, 10.0.0.1",
        "2001:db8::1, ndp, ping6, 2001:db8::1",
        "fe80::1, ndp, ping6, fe80::1%hn0",
        "FE80::1, ndp, ping6, FE80::1%hn0"
    })
    void shouldForgetWhatWasKnownAndBelieveAnEcho(String gateway, String table, String ping, String address)
            throws IOException, InterruptedException {
        command(ping, "exit 0");

        assertAnswers("hn0", gateway);

        List<String> calls = Files.readAllLines(asked);
        assertEquals(table + " -d " + address, calls.get(0));
        assertEquals(2, calls.size(), calls.toString());
        assertEquals(ping, calls.get(1).split(" ")[0]);
        assertEquals(address, calls.get(1).substring(calls.get(1).lastIndexOf(' ') + 1));
    }

    @Test
    void shouldBelieveTheAnswerToArpOfAGatewayThatAnswersNoPing() throws IOException, InterruptedException {
        table("arp", ARP_UNKNOWN, ARP_KNOWN, 3);

        assertAnswers("hn0", "10.0.0.1");

        assertEquals(
                2, Files.readAllLines(asked).stream().filter("sleep 1"::equals).count());
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::1, 2001:db8::1", "fe80::1, fe80::1%hn1"})
    void shouldBelieveTheAnswerToNeighbourDiscoveryOfAGatewayThatAnswersNoPing(String gateway, String shown)
            throws IOException, InterruptedException {
        table("ndp", neighbour(shown, "(incomplete)", "hn1"), neighbour(shown, "00:0d:3a:00:00:01", "hn1"), 2);

        assertAnswers("hn1", gateway);
    }

    @Test
    void shouldNotBelieveATableWithoutAnAnswer() throws IOException, InterruptedException {
        table("arp", ARP_UNKNOWN, "10.0.0.1 (10.0.0.1) -- no entry", 2);
        assertNoAnswer("hn0", "10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:1, (incomplete), hn1",
        "fe80::1%hn1, (incomplete), hn1",
        "2001:db8::1, 00:0d:3a:00:00:01, hn10",
        "2001:db8::1, 00:0d:3a:00:00:01, hn0"
    })
    void shouldNotBelieveANeighbourThatIsIncompleteOrElsewhere(String shown, String mac, String ifName)
            throws IOException, InterruptedException {
        String row = neighbour(shown, mac, ifName);
        table("ndp", row, row, 1);
        assertNoAnswer("hn1", shown.split("%")[0]);
    }

    private static String neighbour(String address, String mac, String ifName) {
        return NDP_HEAD + "\n" + String.format("%-36s %-17s %6s %-9s R", address, mac, ifName, "23h59m");
    }
}
