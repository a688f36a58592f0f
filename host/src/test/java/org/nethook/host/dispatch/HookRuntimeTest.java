package org.nethook.host.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.SysctlReader;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Scripts;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.resolver.Resolver;
import org.nethook.host.context.MemoryStates;
import org.nethook.host.context.Services;
import org.nethook.host.context.Waits;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.state.StateDirectory;

class HookRuntimeTest {
    private static final InterfaceEvent LINK_UP =
            new InterfaceEvent("IFNET", "em0", "LINK_UP", Map.of(), Instant.EPOCH);

    private final List<String> told = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final WaitingTimer timer = new WaitingTimer(() -> now, time -> now = now.plus(time));

    @Test
    @Tag("A5")
    void shouldRunListenersInDeclaredOrderThenById() {
        runtime(
                        plugin("z", Grants.NONE, listener(1, c -> told.add("z"))),
                        plugin("b", Grants.NONE, listener(5, c -> told.add("b"))),
                        plugin("a", Grants.NONE, listener(5, c -> told.add("a"))))
                .dispatch(LINK_UP);
        assertEquals(List.of("event IFNET em0 LINK_UP", "z", "a", "b"), told);
    }

    @Test
    @Tag("E5")
    void shouldReportAListenerThatThrowsAndGoOn() {
        DispatchResult result = runtime(
                        plugin("a", Grants.NONE, listener(0, c -> {
                            throw new IllegalStateException("broken");
                        })),
                        plugin("b", Grants.NONE, listener(0, c -> deep(0))),
                        plugin("c", Grants.NONE, listener(0, c -> told.add("c"))))
                .dispatch(LINK_UP);
        assertEquals(new DispatchResult(3, 2), result);
        assertEquals("a alarm IFNET em0 LINK_UP failed: java.lang.IllegalStateException: broken", told.get(1));
        assertEquals("c", told.get(3));
    }

    @Test
    void shouldCallNoListenerThatDoesNotWantTheEvent() {
        assertEquals(
                new DispatchResult(0, 0),
                runtime(plugin("a", Grants.NONE, listener(0, c -> told.add("a"))))
                        .dispatch(new InterfaceEvent("IFNET", "em0", "DETACH", Map.of(), Instant.EPOCH)));
    }

    @Test
    void shouldReportAScheduledTaskThatThrowsUnderItsPlugin() throws Exception {
        runtime(plugin(
                        "a",
                        Grants.NONE,
                        listener(
                                0,
                                c -> c.scheduler().after("look", Duration.ofSeconds(90), "look", () -> {
                                    throw new IllegalStateException("late");
                                }))))
                .dispatch(LINK_UP);
        timer.drain();
        assertEquals(
                List.of(
                        "event IFNET em0 LINK_UP",
                        "a note in 90 s: look",
                        "a alarm look failed: java.lang.IllegalStateException: late"),
                told);
    }

    @Test
    void shouldLetAPluginReadOnlyTheSysctlsItDeclares() {
        runtime(plugin("a", Grants.declaring("Nethook-Sysctls: hw.hn.*"), listener(0, c -> {
                    told.add(c.sysctl().string("hw.hn.vfmap").get());
                    c.sysctl().string("kern.hostname");
                })))
                .dispatch(LINK_UP);
        assertEquals("value of hw.hn.vfmap", told.get(1));
        assertEquals(
                "a alarm IFNET em0 LINK_UP failed: plugin a may not read sysctl kern.hostname; "
                        + "for that, write in the manifest of a.jar: Nethook-Sysctls: hw.hn.*, kern.hostname",
                told.get(2));
    }

    @Test
    void shouldLetAPluginChangeOnlyTheInterfacesItDeclares() {
        runtime(plugin("a", Grants.declaring("Nethook-Control: lagg*"), listener(0, c -> {
                    c.apply(new Plan("em0", "test", List.of(new InterfaceStep.BringDown("em0"))));
                })))
                .dispatch(LINK_UP);
        assertEquals(
                "a alarm IFNET em0 LINK_UP failed: plugin a may not bring up or down em0; "
                        + "for that, write in the manifest of a.jar: Nethook-Control: lagg*, em0 (up)",
                told.get(1));
    }

    @Test
    void shouldGiveNoControlToAPluginThatDeclaresNone() {
        runtime(plugin(
                        "a",
                        Grants.NONE,
                        listener(
                                0,
                                c -> assertThrows(
                                        SecurityException.class,
                                        () -> c.control().destroy("em0")))))
                .dispatch(LINK_UP);
        assertEquals(List.of("event IFNET em0 LINK_UP"), told);
    }

    private static int deep(int level) {
        return deep(level + 1) + 1;
    }

    private HookRuntime runtime(LoadedPlugin... plugins) {
        SysctlReader sysctl = new SysctlReader() {
            @Override
            public OptionalLong unsigned(String name) {
                throw new AssertionError("not asked for");
            }

            @Override
            public Optional<byte[]> bytes(String name) {
                throw new AssertionError("not asked for");
            }

            @Override
            public Optional<String> string(String name) {
                return Optional.of("value of " + name);
            }

            @Override
            public OptionalLong integer(String name) {
                return OptionalLong.empty();
            }
        };
        return new HookRuntime(
                List.of(plugins),
                new Services(
                        null,
                        null,
                        sysctl,
                        null,
                        Scripts.NONE,
                        null,
                        SystemSettings.NONE,
                        Resolver.NONE,
                        file -> Optional.empty(),
                        timer,
                        new MemoryStates(),
                        StateDirectory.inMemory(),
                        () -> now,
                        new Told(),
                        false,
                        Waits.HERE),
                Map.of());
    }

    private static LoadedPlugin plugin(String id, Grants grants, InterfaceEventListener listener) {
        return new LoadedPlugin(id, "1", "", Path.of(id + ".jar"), grants, List.of(listener), List.of(), List.of());
    }

    private interface Body {
        void run(PluginContext context) throws Exception;
    }

    private static InterfaceEventListener listener(int order, Body body) {
        return new InterfaceEventListener() {
            @Override
            public EventFilter filter() {
                return EventFilter.of(EventType.LINK_UP);
            }

            @Override
            public int order() {
                return order;
            }

            @Override
            public void onEvent(InterfaceEvent event, PluginContext context) throws Exception {
                body.run(context);
            }
        };
    }

    private final class Told implements Journal {
        @Override
        public void event(InterfaceEvent event) {
            told.add("event " + event);
        }

        @Override
        public void plan(String pluginId, Plan plan, boolean dryRun) {
            told.add(pluginId + " plan " + plan.reason());
        }

        @Override
        public void step(String pluginId, Step step, StepOutcome outcome, String message) {
            told.add(pluginId + " " + step.describe() + " " + outcome);
        }

        @Override
        public void note(String source, String message) {
            told.add(source + " note " + message);
        }

        @Override
        public void alarm(String source, String message) {
            told.add(source + " alarm " + message);
        }
    }
}
