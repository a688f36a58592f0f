package org.nethook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.ExitStatus;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.SystemConfigStep;

/** What a plan writes into rc.conf: read at once, kept over a crash, taken back byte for byte. */
@Tag("D5")
@Tag("D7")
class SettingsTest {
    private static final String BEFORE = "# mine\nhostname=a\nifconfig_em0=DHCP # for now\n\nsshd_enable='YES'\n";
    private static final String AFTER = BEFORE.replace("DHCP", "\"inet 10.0.0.4/24\"") + "defaultrouter=\"10.0.0.1\"\n";

    private static ProbeCommand setting(Step... then) {
        return new ProbeCommand((arguments, out, context) -> {
            List<Step> steps = new ArrayList<>(List.of(step(context)));
            steps.addAll(List.of(then));
            out.print(context.apply(new Plan("em0", "a static address", steps)).outcome());
            out.print(" " + context.systemConfig().variable("ifconfig_em0").orElse("none"));
            return ExitStatus.OK;
        });
    }

    private static SystemConfigStep step(PluginContext context) throws Exception {
        return new SystemConfigStep(
                "em0",
                List.of(
                        context.systemConfig().change("ifconfig_em0", Optional.of("inet 10.0.0.4/24")),
                        context.systemConfig().change("defaultrouter", Optional.of("10.0.0.1"))));
    }

    private static TestHostBuilder machine(HostCommand command) {
        return TestHost.with(command)
                .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
                .mayControl("em0, em9")
                .maySet("ifconfig_em*, defaultrouter")
                .rcConf(BEFORE.substring(0, BEFORE.length() - 1));
    }

    @Test
    void shouldWriteVariablesAndReadThemAtOnce() {
        try (TestHost host = machine(setting()).boot()) {
            assertEquals("APPLIED inet 10.0.0.4/24", host.run("probe").out());
            assertEquals(AFTER, host.rcConf());
            assertEquals(
                    List.of("set in the system's configuration: ifconfig_em0=\"inet 10.0.0.4/24\","
                            + " defaultrouter=\"10.0.0.1\""),
                    host.texts(Told.Kind.STEP));
            assertEquals("APPLIED inet 10.0.0.4/24", host.run("probe").out());
            assertEquals(AFTER, host.rcConf());
        }
    }

    @Test
    void shouldGiveTheBytesBackWhenALaterStepFails() {
        try (TestHost host = machine(setting(new InterfaceStep.BringUp("em9"))).boot()) {
            assertEquals("UNDONE DHCP", host.run("probe").out());
            assertEquals(BEFORE, host.rcConf());
        }
    }

    @Test
    void shouldFinishWhatWasBegunWhenTheHostWasKilled() {
        try (TestHost host = machine(setting(new InterfaceStep.BringUp("em0"))).boot()) {
            host.crashAfterSteps(1);
            host.run("probe");
            assertEquals(AFTER, host.rcConf());
            host.restart();
            assertEquals(AFTER, host.rcConf());
            assertEquals("APPLIED inet 10.0.0.4/24", host.run("probe").out());
        }
    }

    @Test
    void shouldRefuseAVariableThatTheManifestDoesNotDeclare() {
        try (TestHost host = machine(setting()).maySet("ifconfig_*").boot()) {
            CommandOutcome outcome = host.run("probe");
            assertEquals(ExitStatus.NOPERM, outcome.status());
            assertTrue(outcome.complaints().get(0).endsWith("Nethook-Settings: ifconfig_*, defaultrouter"));
            assertEquals(BEFORE, host.rcConf());
        }
    }
}
