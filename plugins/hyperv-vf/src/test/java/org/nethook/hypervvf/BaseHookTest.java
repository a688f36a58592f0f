package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.plan.Scripts;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/** A {@code hyperv_vfup.hn0} of the operator, from the event that shows the VF to what the history says of it. */
class BaseHookTest {
    private static final String HOOK = "/usr/libexec/hyperv/hyperv_vfup.hn0";

    private static TestHostBuilder guest() {
        return Guests.fixed(new ContextProbe()).file(Path.of(HOOK), "#!/bin/sh\n");
    }

    /** Puts the VF into a lagg of its own and ends with status 0, or does nothing and ends with another. */
    private static void put(TestHost host, int status) {
        host.machine().putScript(HOOK, (arguments, environment, machine) -> {
            if (status == 0) {
                machine.control().create("lagg9");
                machine.control().addLaggPort("lagg9", "mce0");
            }
            return new Scripts.Result(Optional.of(status), List.of("given " + arguments.size() + " arguments"));
        });
    }

    @Test
    @Tag("B4")
    void shouldRunTheOperatorsHookInPlaceOfItsOwnPlan() throws Exception {
        try (TestHost host = guest().mayRun("*/hyperv_vfup.*").boot()) {
            put(host, 0);
            Guests.offer(host, "mce0");
            Guests.advance(host, 60);
            assertEquals(List.of("mce0"), Guests.ports(host, "lagg9"));
            assertEquals(Optional.empty(), host.netif("lagg0"));
            assertTrue(host.netif("mce0").orElseThrow().isUp());
            assertEquals(1, host.plans().size());
            assertTrue(
                    Guests.notes(host).contains(HOOK + ": given 0 arguments"),
                    host.told().toString());
            assertTrue(host.history().contains(HOOK + ": given 0 arguments"), host.history());
            assertEquals(List.of(), Guests.alarms(host));
        }
    }

    @Test
    void shouldNotRunAHookThatOthersCouldHaveWritten() throws Exception {
        try (TestHost host = guest().mayRun("*/hyperv_vfup.*").boot()) {
            put(host, 0);
            host.machine().distrustScript(HOOK, "it does not belong to root");
            Guests.offer(host, "mce0");
            Guests.advance(host, 20);
            assertFalse(host.netif("mce0").orElseThrow().isUp(), "what was done before is undone");
            assertEquals(Optional.empty(), host.netif("lagg9"));
            assertTrue(
                    Guests.alarms(host)
                            .get(0)
                            .endsWith("run " + HOOK + ": " + HOOK + " is not run: it does not belong to root"),
                    Guests.alarms(host).toString());
        }
    }

    @Test
    void shouldUndoWhatItDidBeforeAHookThatFails() throws Exception {
        try (TestHost host = guest().mayRun("*/hyperv_vfup.*").boot()) {
            put(host, 3);
            Guests.offer(host, "mce0");
            Guests.advance(host, 20);
            assertFalse(host.netif("mce0").orElseThrow().isUp());
            assertEquals("hn0", host.machine().pathDescription());
            assertTrue(Guests.notes(host).contains(HOOK + ": given 0 arguments"));
            assertTrue(
                    Guests.alarms(host).get(0).contains("it exited with status 3"),
                    Guests.alarms(host).toString());
            assertFalse(host.hasPendingPlan());
        }
    }

    @Test
    void shouldNotRunAScriptThatItsManifestDoesNotDeclare() throws Exception {
        try (TestHost host = guest().mayRun("/usr/local/*").boot()) {
            put(host, 0);
            Guests.offer(host, "mce0");
            Guests.advance(host, 20);
            assertFalse(host.netif("mce0").orElseThrow().isUp(), "nothing of the plan is done");
            assertTrue(
                    Guests.alarms(host)
                            .get(0)
                            .contains("plugin hyperv-vf may not run " + HOOK
                                    + "; for that, write in the manifest of hyperv-vf.jar: Nethook-Scripts: /usr/local/*, "
                                    + HOOK),
                    Guests.alarms(host).toString());
        }
    }
}
