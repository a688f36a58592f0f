package org.nethook.dnsinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.ExitStatus;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/** The command on simulated machines with a resolv.conf. */
class DnsInfoTest {
    private static final String FILES = "/etc/*, /var/unbound/forward.conf, /var/run/resolvconf/interfaces/*";
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private static TestHostBuilder machine() {
        return TestHost.with(new DnsInfo()).mayReadFiles(FILES).id("dns-info");
    }

    private static CommandOutcome run(TestHostBuilder machine, String... arguments) {
        try (TestHost host = machine.boot()) {
            return host.run("dns-info", arguments);
        }
    }

    private static void assertAnswer(String expected, TestHostBuilder machine) {
        assertEquals(new CommandOutcome(ExitStatus.OK, expected, List.of()), run(machine));
    }

    static List<JsonNode> cases() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        try (InputStream in = DnsInfoTest.class.getResourceAsStream("/resolv.json")) {
            new ObjectMapper().readTree(in).forEach(cases::add);
        }
        assertEquals(24, cases.size());
        return cases;
    }

    /** The 24 recorded files, and what libc's resolver reads there, without its limit of three. There is no deliberate difference. */
    @ParameterizedTest
    @Tag("C5")
    @MethodSource("cases")
    void shouldPrintTheServersThatTheResolverReads(JsonNode observed) {
        StringBuilder expected = new StringBuilder();
        for (JsonNode server : observed.get("correct_all")) {
            expected.append(server.asText()).append('\n');
        }
        TestHostBuilder machine = machine();
        if (!observed.get("input").isNull()) {
            machine.file(RESOLV_CONF, observed.get("input").asText());
        }
        CommandOutcome outcome = run(machine);
        assertEquals(expected.toString(), outcome.out(), observed.get("note").asText());
        assertEquals(ExitStatus.OK, outcome.status());
    }

    @Test
    @Tag("C4")
    void shouldPrintOneServerALine() {
        String longest = "fe80:1111:2222:3333:4444:5555:255.255.255.255%a-long-ifname-0";
        String text = "nameserver 10.0.0.1\nnameserver " + longest + "\nsearch x\n";
        assertAnswer("10.0.0.1\n" + longest + "\n", machine().file(RESOLV_CONF, text));
        assertTrue(longest.length() < 127);
    }

    @Test
    @Tag("C5")
    void shouldPrintNothingWithoutAFile() {
        assertAnswer("", machine());
    }

    @Test
    void shouldReadTheConfiguredFile() {
        Path other = Path.of("/var/run/resolv.conf");
        TestHostBuilder machine =
                machine().file(RESOLV_CONF, "nameserver 10.0.0.1\n").file(other, "nameserver ::1");
        assertAnswer("10.0.0.1\n", machine);
        assertAnswer("::1\n", machine.config(DnsFiles.RESOLV_CONF, other));
    }

    @Test
    @Tag("C5")
    void shouldPrintFortyServersAndNoMoreThanTheMessageOfTheDaemonHolds() {
        StringBuilder forty = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            forty.append("nameserver 10.0.0.").append(i).append('\n');
        }
        assertAnswer(forty.toString().replace("nameserver ", ""), machine().file(RESOLV_CONF, forty.toString()));

        String address = "2001:db8:1111:2222:3333:4444:5555:6666";
        String many = ("nameserver " + address + "\n").repeat(40);
        String answer = run(machine().file(RESOLV_CONF, many)).out();
        assertEquals((address + "\n").repeat(1023 / (address.length() + 1)), answer);
    }

    @Test
    @Tag("C4")
    @Tag("C5")
    void shouldPrintShortLinesWhateverTheFileHolds() {
        Random random = new Random(3);
        String bytes = "nameserver 10.0.0.1\tsearch domain :%;#\r\n\0xX\u00ff";
        for (int file = 0; file < 300; file++) {
            StringBuilder text = new StringBuilder("nameserver " + "0".repeat(random.nextInt(900)) + "1\n");
            for (int i = random.nextInt(400); i > 0; i--) {
                text.append(bytes.charAt(random.nextInt(bytes.length())));
                text.append(random.nextInt(20) == 0 ? "\nnameserver " : "");
            }
            ResolvConf read = ResolvConf.of(text.toString());
            for (String server : read.servers()) {
                assertTrue(server.length() < 127 && server.chars().allMatch(c -> c > ' ' && c < 127), server);
            }
            assertTrue(read.search().size() <= 6);
            ForwardConf.servers(text.toString());
        }
        assertEquals(
                List.of("0.0.0.1"),
                ResolvConf.of("nameserver " + "0".repeat(900) + "1\n").servers());
    }

    @Test
    @Tag("C5")
    void shouldRefuseAFileThatIsTooLarge() {
        CommandOutcome outcome = run(machine().file(RESOLV_CONF, "#".repeat((1 << 20) + 1)));
        assertEquals("", outcome.out());
        assertEquals(ExitStatus.NOINPUT, outcome.status());
        assertEquals(List.of("dns-info: /etc/resolv.conf is larger than a mebibyte"), outcome.complaints());
    }

    @ParameterizedTest
    @Tag("C6")
    @ValueSource(strings = {"", "../etc", "hn0;id", "$(id)", ".", "hn 0"})
    void shouldRefuseWhatIsNoInterfaceName(String name) {
        CommandOutcome outcome = run(machine(), name);
        assertEquals(ExitStatus.USAGE, outcome.status());
        assertEquals("", outcome.out());
        assertTrue(outcome.complaints().get(0).startsWith("the name of an interface is "), outcome.toString());
    }

    @Test
    @Tag("C6")
    void shouldRefuseAnInterfaceThatIsNotThere() {
        assertEquals(
                new CommandOutcome(
                        ExitStatus.UNAVAILABLE, "", List.of("dns-info: answer for hn7: there is no such interface")),
                run(machine(), "hn7"));
        assertEquals(
                ExitStatus.USAGE, run(machine(), "hn0", "hn1").status(), "wants one interface name at most, not 2");
    }
}
