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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.ExitStatus;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/** The command on simulated machines with a resolv.conf. */
class DnsInfoCommandTest {
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private static TestHostBuilder machine() {
        return TestHost.with(new DnsInfoCommand()).id("dns-info");
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
        try (InputStream in = DnsInfoCommandTest.class.getResourceAsStream("/resolv.json")) {
            new ObjectMapper().readTree(in).forEach(cases::add);
        }
        assertEquals(24, cases.size());
        return cases;
    }

    /** The 24 recorded files, and what libc's resolver makes of them. */
    @ParameterizedTest
    @Tag("C5")
    @MethodSource("cases")
    void shouldPrintTheServersThatTheResolverUses(JsonNode observed) {
        StringBuilder expected = new StringBuilder();
        for (JsonNode server : observed.get("correct_output")) {
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
        assertEquals(List.of(DnsInfoCommand.RESOLV_CONF), new DnsInfoCommand().configKeys());
        TestHostBuilder machine =
                machine().file(RESOLV_CONF, "nameserver 10.0.0.1\n").file(other, "nameserver ::1");
        assertAnswer("10.0.0.1\n", machine);
        assertAnswer("::1\n", machine.config(DnsInfoCommand.RESOLV_CONF, other));
    }

    @Test
    void shouldRefuseArguments() {
        CommandOutcome outcome = run(machine().file(RESOLV_CONF, "nameserver ::1"), "hn0");
        List<String> complaints = List.of("dns-info takes no arguments; usage: nethook run dns-info");
        assertEquals(new CommandOutcome(ExitStatus.USAGE, "", complaints), outcome);
    }
}
