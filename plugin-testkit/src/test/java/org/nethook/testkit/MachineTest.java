package org.nethook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.plan.Scripts;
import org.nethook.testkit.TestHostBuilder.Devd;
import org.nethook.testkit.junit.NethookExtension;

/** What a test can do to a machine and see of it, past the plugin. */
class MachineTest {
    private static final String MAC = "00:00:5e:00:53:01";

    @RegisterExtension
    static final NethookExtension NETHOOK =
            NethookExtension.of(() -> TestHost.with(new ProbeCommand((arguments, out, context) -> {
                        Scripts.Result result = context.scripts()
                                .run("/etc/hook", arguments, Map.of("WHY", "test"), Duration.ofSeconds(1));
                        out.print(result.output());
                        return 0;
                    }))
                    .mayRun("/etc/hook")
                    .interfaceNamed("em0", "em", MAC)
                    .rcConf("ifconfig_em0=\"DHCP\"")
                    .lease(MAC, "192.0.2.4/24", "192.0.2.1", Duration.ofSeconds(2)));

    @Test
    void shouldSpeakAsAPluginsContextDoes(TestHost host) throws Exception {
        host.advance(Duration.ofSeconds(3));
        TestMachine machine = host.machine();

        assertEquals("em0", machine.pathDescription());
        assertTrue(machine.hasPath());
        assertTrue(machine.dhcp().isRunning("em0"));
        assertEquals(Optional.of("none"), machine.sysctl().string("kern.vm_guest"));
        machine.control().setUp("em0", false);
        assertFalse(machine.netif().find("em0").orElseThrow().isUp());
        assertFalse(machine.hasPath());
        assertEquals(0, host.systemCalls().count(), "none of these calls is the plugin's");
    }

    @Test
    void shouldShowAnEditOfRcConfAtOnceAndConfigureNothing(TestHost host) throws Exception {
        SystemConfig config = host.machine().systemConfig();
        assertTrue(config.usesDhcp("em0"));
        Object version = config.version();
        host.editRcConf("hostname=\"guest\"", "ifconfig_em0=\"inet 192.0.2.9/24\"");

        assertFalse(config.usesDhcp("em0"));
        assertFalse(version.equals(config.version()));
        assertEquals("hostname=\"guest\"\nifconfig_em0=\"inet 192.0.2.9/24\"\n", host.rcConf());
        assertTrue(host.machine().dhcp().isRunning("em0"));
    }

    @Test
    void shouldRunAScriptWithWhatItIsGiven(TestHost host) throws Exception {
        host.machine().putScript("/etc/hook", (arguments, environment, machine) -> {
            machine.control().setMtu("em0", 1400);
            return new Scripts.Result(Optional.of(0), List.of(arguments + " " + environment.get("WHY")));
        });
        assertEquals("[[a, b] test]", host.run("probe", "a", "b").out());
        assertEquals(1400, host.netif("em0").orElseThrow().mtu());
        assertEquals(0, host.systemCalls().count(), "the script's calls are its own");

        host.machine().distrustScript("/etc/hook", "it is not root's");
        assertTrue(host.run("probe").complaints().get(0).endsWith("/etc/hook is not run: it is not root's"));
    }

    @Test
    void shouldPlugInAnInterface(TestHost host) throws Exception {
        host.hardware().plugIn("em1", "em", MacAddress.parse("00:00:5e:00:53:02"));

        assertEquals(1500, host.netif("em1").orElseThrow().mtu());
        host.hardware().pull("em1");
        assertTrue(host.netif("em1").isEmpty());
    }

    @Test
    void shouldLetARouterAdvertise(TestHost host) throws Exception {
        host.machine().control().changeNd6("em0", Set.of(Nd6Flag.ACCEPT_RTADV), Set.of(Nd6Flag.IFDISABLED));
        host.hardware()
                .advertise(
                        "em0",
                        "fe80::1",
                        Duration.ofMinutes(30),
                        "2001:db8:5::/64",
                        AddressLifetime.of(Duration.ofDays(7), Duration.ofDays(30)));

        assertTrue(host.routes().toString().contains("default6 via fe80::1 dev em0"), host.describe());
        assertTrue(host.netif("em0").orElseThrow().addresses().toString().contains("2001:db8:5:"), host.describe());
    }

    @Test
    void shouldWatchEveryCallAndStillMeasureTheOutage(TestHost host) throws Exception {
        host.advance(Duration.ofSeconds(3));
        List<Boolean> first = new ArrayList<>();
        List<Boolean> second = new ArrayList<>();
        host.machine().afterEachCall(() -> first.add(host.machine().hasPath()));
        host.machine().afterEachCall(() -> second.add(host.machine().hasPath()));
        host.machine().control().setUp("em0", false);

        assertTrue(first.contains(false));
        assertEquals(first, second);
        assertTrue(host.outageCalls() > 0);
    }

    /** Who comes back to its link gets a client anew, unless it is a lagg's port and nethook's rule holds. */
    @ParameterizedTest
    @EnumSource(Devd.class)
    void shouldHaveTheRuleOfDevdThatIsChosen(Devd rule) throws Exception {
        try (TestHost host = TestHost.with(new ProbeCommand((arguments, out, context) -> 0))
                .interfaceNamed("em0", "em", MAC)
                .interfaceNamed("em1", "em", "00:00:5e:00:53:02")
                .rcConf("ifconfig_em0=\"DHCP\"", "ifconfig_em1=\"DHCP\"")
                .devd(rule)
                .boot()) {
            host.machine().control().create("lagg0");
            host.machine().control().addLaggPort("lagg0", "em0");
            for (String each : List.of("em0", "em1")) {
                host.machine().dhcp().stop(each);
                host.hardware().loseLink(each);
                host.hardware().restoreLink(each);
            }
            host.advance(Duration.ofSeconds(1));

            assertEquals(rule == Devd.BASE, host.machine().dhcp().isRunning("em0"));
            assertEquals(rule != Devd.NONE, host.machine().dhcp().isRunning("em1"));
        }
    }

    @Test
    void shouldReadTextsOfRcConfWithoutAMachine() throws Exception {
        assertTrue(RcConf.of("ifconfig_em0=\"DHCP\"").usesDhcp("em0"));
        SystemConfig both = RcConf.ofFiles(Map.of(
                "/etc/rc.conf",
                "ifconfig_em0=\"DHCP\"\n",
                "/etc/rc.conf.local",
                "ifconfig_em0=\"inet 192.0.2.4/24\"\n"));
        assertFalse(both.usesDhcp("em0"), "rc.conf.local comes last");
    }
}
