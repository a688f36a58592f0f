package org.nethook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nethook.api.ExitStatus;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Scripts;

/** What a manifest does not declare is refused, as in production. */
class GrantsTest {

    private static TestHostBuilder machine(ProbeCommand command) {
        return TestHost.with(command)
                .id("watch")
                .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
                .sysctl("kern.vm_guest", "kvm");
    }

    private static ProbeCommand reading(String sysctl) {
        return new ProbeCommand((arguments, out, context) -> {
            out.print(context.sysctl().string(sysctl).orElse("none"));
            return ExitStatus.OK;
        });
    }

    private static ProbeCommand bringingUp(String ifName) {
        return new ProbeCommand((arguments, out, context) -> {
            context.control().setUp(ifName, true);
            return ExitStatus.OK;
        });
    }

    @Test
    void shouldRefuseASysctlThatIsNotDeclared() {
        try (TestHost host =
                machine(reading("kern.vm_guest")).mayRead("hw.hn.*").boot()) {
            CommandOutcome outcome = host.run("probe");

            assertEquals(ExitStatus.NOPERM, outcome.status());
            assertEquals(
                    List.of("probe: plugin watch may not read sysctl kern.vm_guest; for that, write in the manifest of"
                            + " watch.jar: Nethook-Sysctls: hw.hn.*, kern.vm_guest"),
                    outcome.complaints());
        }
    }

    @Test
    void shouldAllowASysctlThatIsDeclared() {
        try (TestHost host =
                machine(reading("kern.vm_guest")).mayRead("hw.hn.*, kern.vm_*").boot()) {
            assertEquals(new CommandOutcome(ExitStatus.OK, "kvm", List.of()), host.run("probe"));
        }
    }

    @Test
    void shouldRefuseToControlAnInterfaceThatIsNotDeclared() throws Exception {
        try (TestHost host = machine(bringingUp("em0")).mayControl("lagg*").boot()) {
            CommandOutcome outcome = host.run("probe");

            assertEquals(ExitStatus.NOPERM, outcome.status());
            assertEquals(
                    List.of(
                            "probe: plugin watch may not bring up or down em0; for that, write in the manifest of watch.jar:"
                                    + " Nethook-Control: lagg*, em0 (up)"),
                    outcome.complaints());
            assertFalse(host.netif("em0").orElseThrow().isUp());
        }
    }

    @Test
    void shouldRefuseAnyControlWithoutADeclaration() {
        try (TestHost host = machine(bringingUp("em0")).boot()) {
            assertTrue(host.run("probe").complaints().get(0).contains("Nethook-Control"));
        }
    }

    @Test
    void shouldAllowControlThatIsDeclared() throws Exception {
        try (TestHost host = machine(bringingUp("em0")).mayControl("em0").boot()) {
            assertEquals(ExitStatus.OK, host.run("probe").status());
            assertTrue(host.netif("em0").orElseThrow().isUp());
        }
    }

    @Test
    void shouldCheckAPlanAsAWholeBeforeItsFirstStep() throws Exception {
        Probe probe = new Probe(
                EventFilter.of(EventType.LINK_DOWN),
                (event, context) -> context.apply(new Plan(
                        "lagg0",
                        "why not",
                        List.of(new InterfaceStep.Create("lagg0"), new InterfaceStep.BringUp("em0")))));
        TestHostBuilder builder = TestHost.with(probe)
                .mayControl("lagg*")
                .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
                .rcConf("ifconfig_em0=\"up\"");
        try (TestHost host = builder.boot()) {
            host.hardware().loseLink("em0");
            host.advance(Duration.ZERO);

            assertEquals(1, host.texts(Told.Kind.ALARM).size());
            assertTrue(host.texts(Told.Kind.ALARM).get(0).contains("Nethook-Control"));
            assertEquals(List.of(), host.plans());
            assertTrue(host.netif("lagg0").isEmpty());
        }
    }

    private static TestHost withScripts(TestHostBuilder builder) {
        TestHost host = builder.boot();
        host.machine().putScript("/etc/hooks/a", (arguments, environment, machine) -> ran());
        host.machine().putScript("/etc/hooks/b", (arguments, environment, machine) -> ran());
        return host;
    }

    private static Scripts.Result ran() {
        return new Scripts.Result(Optional.of(0), List.of("ran"));
    }

    private static ProbeCommand running(String path) {
        return new ProbeCommand((arguments, out, context) -> {
            out.print(context.scripts().in("/etc/hooks") + " "
                    + context.scripts()
                            .run(path, List.of(), Duration.ofSeconds(1))
                            .output());
            return ExitStatus.OK;
        });
    }

    @Test
    void shouldRunOnlyScriptsThatAreDeclared() {
        try (TestHost host = withScripts(TestHost.with(running("/etc/hooks/a")).mayRun("/etc/hooks/a"))) {
            assertEquals("[/etc/hooks/a] [ran]", host.run("probe").out());
        }
        try (TestHost host = withScripts(TestHost.with(running("/etc/hooks/b")).mayRun("/etc/hooks/a"))) {
            assertTrue(host.run("probe").complaints().get(0).contains("Nethook-Scripts"));
        }
    }

    @Test
    void shouldRunNoScriptInADryRun() {
        try (TestHost host = withScripts(
                TestHost.with(running("/etc/hooks/a")).mayRun("/etc/hooks/*").dryRun())) {
            assertEquals("[/etc/hooks/a, /etc/hooks/b] []", host.run("probe").out());
            assertTrue(host.texts(Told.Kind.NOTE).contains("would run /etc/hooks/a, but for the dry run"));
        }
    }
}
