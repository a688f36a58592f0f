package org.example.exechooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.testkit.assertion.HostAssert.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nethook.api.plan.Scripts;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.TestScript;
import org.nethook.testkit.Told;
import org.nethook.testkit.junit.NethookExtension;

class ExecHooksTest {
    private static final String HOOKS = "/usr/local/etc/nethook/hooks/";

    @RegisterExtension
    static final NethookExtension NETHOOK = NethookExtension.of(() -> TestHost.with(new ExecHooks())
            .mayRun("*")
            .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
            .rcConf("ifconfig_em0=\"inet 192.0.2.4/24\"", "defaultrouter=192.0.2.1"));

    private final List<String> ran = new ArrayList<>();
    private Map<String, String> environment = Map.of();

    /** A script that leaves a trace, and ends as it is told to. */
    private TestScript script(String name, Scripts.Result result) {
        return (arguments, given, machine) -> {
            ran.add(name + " " + String.join(" ", arguments));
            environment = given;
            return result;
        };
    }

    private static Scripts.Result exit(int status, String... output) {
        return new Scripts.Result(Optional.of(status), List.of(output));
    }

    private static void lose(TestHost host) {
        host.hardware().loseLink("em0");
        host.advance(Duration.ZERO);
    }

    @Test
    void shouldRunEachScriptInTheOrderOfNames(TestHost host) {
        host.machine().putScript(HOOKS + "20-b", script("b", exit(0)));
        host.machine().putScript(HOOKS + "10-a", script("a", exit(0, "said a")));
        host.machine().putScript("/usr/local/etc/nethook/other", script("other", exit(0)));

        lose(host);

        assertEquals(List.of("a em0 down", "b em0 down"), ran);
        assertThat(host).notedOnly(HOOKS + "10-a: said a").raisedNoAlarm();
    }

    @Test
    void shouldTellScriptsUnderTheNamesTheyKnow(TestHost host) {
        host.machine().putScript(HOOKS + "a", script("a", exit(0)));

        lose(host);

        Map<String, String> expected = Map.of(
                "IFNAME", "em0",
                "NETHOOK_EVENT", "LINK_DOWN",
                "interface", "em0",
                "reason", "NOCARRIER",
                "IFACE", "em0",
                "STATE", "no-carrier",
                "IP_ADDRS", "192.0.2.4/24",
                "DEVICE_IFACE", "em0",
                "IP4_ADDRESS_0", "192.0.2.4/24 192.0.2.1",
                "IP4_GATEWAY", "192.0.2.1");
        expected.forEach((name, value) -> assertEquals(value, environment.get(name), name));
    }

    @Test
    void shouldRunTheOthersWhenOneFails(TestHost host) {
        host.machine().putScript(HOOKS + "10-a", script("a", exit(3)));
        host.machine().putScript(HOOKS + "20-b", script("b", new Scripts.Result(Optional.empty(), List.of())));
        host.machine().distrustScript(HOOKS + "30-c", "others can write to it");
        host.machine().putScript(HOOKS + "40-d", script("d", exit(0)));

        lose(host);

        assertEquals(List.of("a em0 down", "b em0 down", "d em0 down"), ran);
        assertThat(host)
                .alarmed(HOOKS + "10-a em0 down: it exited with status 3")
                .alarmed(HOOKS + "20-b em0 down: killed, it had not ended after 20 s")
                .alarmed(HOOKS + "30-c is not run: others can write to it");
    }

    @Test
    void shouldRunScriptsOnlyForEventsThatAreWanted(TestHostBuilder machine) {
        try (TestHost host =
                machine.config(ExecHooks.EVENTS, List.of("LINK_UP")).boot()) {
            host.machine().putScript(HOOKS + "a", script("a", exit(0)));
            lose(host);
            assertTrue(ran.isEmpty());

            host.hardware().restoreLink("em0");
            host.advance(Duration.ZERO);
            assertEquals(List.of("a em0 up"), ran);
        }
    }

    @Test
    void shouldSayOnceThatAFileIsNotRunAndAgainWhenAnotherThingIsWrongWithIt(TestHost host) {
        host.machine().distrustScript(HOOKS + "README", "it is not executable (chmod u+x)");
        host.machine().putScript(HOOKS + "a", script("a", exit(0)));
        for (int i = 0; i < 3; i++) {
            lose(host);
            host.hardware().restoreLink("em0");
            host.advance(Duration.ZERO);
        }
        assertEquals(6, ran.size());
        assertEquals(
                List.of(HOOKS + "README is not run: it is not executable (chmod u+x)"), host.texts(Told.Kind.ALARM));

        host.machine().distrustScript(HOOKS + "README", "it is owned by user 7, not by root");
        lose(host);
        assertThat(host).alarmed(HOOKS + "README is not run: it is owned by user 7, not by root");
        assertEquals(2, host.texts(Told.Kind.ALARM).size());
    }

    @Test
    void shouldSayOnceThatAConfiguredDirectoryIsNotThere(TestHostBuilder machine) {
        try (TestHost host =
                machine.config(ExecHooks.DIRECTORY, Path.of("/etc/hoocks")).boot()) {
            for (int i = 0; i < 2; i++) {
                lose(host);
                host.hardware().restoreLink("em0");
                host.advance(Duration.ZERO);
            }
            assertEquals(
                    List.of("directory in nethook.conf: /etc/hoocks: no such directory"),
                    host.texts(Told.Kind.ALARM));
        }
    }

    @Test
    void shouldSayNothingWhereNoDirectoryIsConfiguredAndNoneIsThere(TestHost host) {
        lose(host);
        assertThat(host).raisedNoAlarm();
    }

    @Test
    void shouldSayOnceThatAnEventIsNone(TestHostBuilder machine) {
        try (TestHost host =
                machine.config(ExecHooks.EVENTS, List.of("UP", "LINK_DOWN")).boot()) {
            lose(host);

            List<String> alarms = host.texts(Told.Kind.ALARM);
            assertEquals(1, alarms.size(), alarms.toString());
            assertTrue(
                    alarms.get(0).startsWith("events in nethook.conf: there is no event UP; there are "),
                    alarms.toString());
        }
    }
}
