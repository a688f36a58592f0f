package org.nethook.host.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Scripts;
import org.nethook.host.context.MemoryStates;
import org.nethook.host.context.Services;
import org.nethook.host.context.Waits;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.replay.SimulatedHost;
import org.nethook.host.resident.ResidentDispatcher.Limits;
import org.nethook.host.resident.worker.CallerRuns;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.event.EventLine;
import org.nethook.netif.event.EventLineException;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimMachine;
import org.nethook.netif.sim.VirtualTime;

/** Hooks whose changes come back to them as events, on the simulated kernel and its clock. */
@Tag("E9")
class EchoTest {
    private static final Grants LAGGS = Grants.declaring("Nethook-Control: lagg*");

    private final VirtualTime time = SimulatedHost.clock();
    private final Told told = new Told();
    private final List<String> ran = new ArrayList<>();
    private final SimMachine machine = new SimMachine(
            new MachineSpec(
                    "14.0",
                    Map.of(),
                    List.of(new InterfaceSpec("em0", "em", MacAddress.parse("00:00:5e:00:53:01"), 1500, true)),
                    "ifconfig_em0=\"up\"\n",
                    List.of()),
            time);
    private CallerRuns crew;
    private ResidentDispatcher dispatcher;

    @AfterEach
    void switchOff() {
        machine.close();
    }

    @Test
    void shouldSettleWhenAHookCreatesALagg() throws NetifException {
        boot(Plugins.plugin("a", 0, LAGGS, (event, context) -> {
            ran.add(event.ifName() + " " + event.type());
            if (context.netif().find("lagg0").isEmpty()) {
                context.apply(new Plan("lagg0", "there is none", List.of(new InterfaceStep.Create("lagg0"))));
            }
        }));
        time.runUntil(Duration.ofSeconds(60));
        assertTrue(machine.platform().query().find("lagg0").isPresent());
        assertTrue(ran.contains("lagg0 ATTACH") && ran.contains("lagg0 IFATTACH"), "it was told of its own change");
        assertEquals(
                dispatcher.counts().received(),
                dispatcher.counts().handled() + dispatcher.counts().coalesced());
        assertEquals(0, dispatcher.counts().waiting());
        assertFalse(told.has("ALARM"), told.lines.toString());
    }

    @Test
    void shouldSlowDownAHookThatReactsToItsOwnChangesForEver() throws NetifException {
        int[] changes = new int[1];
        List<Duration> linkDown = new ArrayList<>();
        boot(
                Plugins.plugin("fickle", 0, LAGGS, (event, context) -> {
                    boolean there = context.netif().find("lagg0").isPresent();
                    if (!event.ifName().equals("em0") || event.type().equals("IFATTACH")) {
                        Plan plan = new Plan(
                                "lagg0",
                                "cannot make up its mind",
                                List.of(
                                        there
                                                ? new InterfaceStep.Destroy("lagg0")
                                                : new InterfaceStep.Create("lagg0")));
                        changes[0] += context.apply(plan).outcome() == PlanResult.Outcome.APPLIED ? 1 : 0;
                    }
                }),
                Plugins.plugin("other", (event, context) -> {
                    if (event.type().equals("LINK_DOWN")) {
                        linkDown.add(time.elapsed());
                    }
                }));
        time.runUntil(Duration.ofSeconds(30));
        machine.hardware().loseLink("em0");
        time.runUntil(Duration.ofSeconds(60));
        assertTrue(changes[0] > 60, "it is not stopped: " + changes[0]);
        assertTrue(changes[0] < Calm.LIMIT + 2 * 60 + 10, "but slowed down: " + changes[0]);
        assertEquals(
                1,
                told.lines.stream()
                        .filter(l -> l.contains("do they cause each other?"))
                        .count(),
                told.lines.toString());
        assertEquals(List.of(Duration.ofSeconds(30)), linkDown, "other interfaces are not slowed down");
        assertTrue(dispatcher.counts().balances());
    }

    private void boot(LoadedPlugin... plugins) throws NetifException {
        dispatcher = new ResidentDispatcher(
                Limits.USUAL,
                told,
                new NoLoss(),
                time,
                time,
                () -> time.elapsed().toNanos(),
                bugs -> {
                    crew = new CallerRuns(time, () -> time.elapsed().toNanos(), bugs);
                    return crew;
                });
        Services services = new Services(
                machine.platform().query(),
                machine.platform().control(),
                machine.platform().sysctl(),
                machine.platform().dhcp(),
                Scripts.NONE,
                machine.platform().systemConfig(List.of()),
                machine.platform().settings(List.of()),
                machine.platform().resolver(),
                null,
                null,
                new MemoryStates(),
                StateDirectory.inMemory(),
                time,
                null,
                false,
                Waits.HERE);
        dispatcher.plugins(List.of(plugins), dispatcher.contexts(services, Map.of()));
        machine.onDevctl(this::line);
        time.afterEachTask(crew::runAll);
        machine.boot();
        time.runUntil(Duration.ZERO);
    }

    private void line(String line) {
        try {
            dispatcher.source("devctl").event(EventLine.parse(line, time.instant()));
        } catch (EventLineException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where nothing is lost. */
    private static final class NoLoss implements Resync {
        @Override
        public List<String> interfaces() {
            throw new AssertionError("nothing is lost");
        }

        @Override
        public List<InterfaceEvent> stateOf(String ifName) {
            throw new AssertionError("nothing is lost");
        }
    }
}
