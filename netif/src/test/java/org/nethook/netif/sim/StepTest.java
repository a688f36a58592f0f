package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.AttributeStep;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.RouteStep;
import org.nethook.api.plan.RunScript;
import org.nethook.api.plan.Scripts;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.api.plan.VlanStep;
import org.nethook.netif.Platform;

/** Every step of a plan: it has no obstacle, is not done, is done by being applied, and is undone by its inverse. */
class StepTest {
    private static final IpAddress GATEWAY = IpAddress.parse("10.0.0.1");
    private static final InterfaceAddress OTHER = InterfaceAddress.parse("10.0.0.9/24");
    private static final InterfaceAddress SIX = InterfaceAddress.parse("2001:db8::9/64");
    private static final AddressLifetime HOUR = AddressLifetime.of(Duration.ofMinutes(30), Duration.ofHours(1));
    private static final Route NET =
            new Route(IpAddress.parse("10.60.0.0"), 16, Optional.of(IpAddress.parse("10.0.0.2")), "hn0");

    private final List<String> notes = new ArrayList<>();

    private static TestMachine machine(String release) throws NetifException {
        TestMachine machine = TestMachine.boot(new MachineSpec(
                release,
                Map.of("hw.hn.vf_transparent", 0, "net.fibs", 2),
                List.of(TestMachine.nic("hn0", "hn", TestMachine.MAC)),
                TestMachine.STATIC + "cloned_interfaces=\"lagg0 vlan7\"\n"
                        + "ifconfig_vlan7=\"inet 10.7.0.4/24 vlan 7 vlandev hn0\"\n",
                List.of()));
        machine.hardware().offerVf("mlxen0", "mlxen", TestMachine.MAC);
        machine.run(5);
        return machine;
    }

    private StepTarget target(TestMachine machine) {
        Platform platform = machine.machine.platform();
        return new StepTarget(platform.query(), platform.control(), platform.dhcp())
                .with(platform.scripts())
                .with(platform.settings(List.of()))
                .withNotes(notes::add);
    }

    private static List<Step> steps() {
        Route viaTwo = Route.defaultVia(IpAddress.parse("10.0.0.2"), "hn0");
        return List.of(
                new InterfaceStep.Create("lagg3"),
                new InterfaceStep.BringUp("mlxen0"),
                new InterfaceStep.BringDown("hn0"),
                new InterfaceStep.SetMtu("hn0", 1400, 1500),
                new AttributeStep.SetDescription("hn0", "uplink", ""),
                new AttributeStep.AddGroup("hn0", "wan"),
                new AttributeStep.ChangeNd6("mlxen0", Set.of(Nd6Flag.NO_DAD), Set.of(Nd6Flag.AUTO_LINKLOCAL)),
                new AttributeStep.SetFib("hn0", 1, 0),
                new LaggStep.SetProtocol("lagg0", LaggProtocol.LOADBALANCE, LaggProtocol.FAILOVER),
                new LaggStep.AddPort("lagg0", "mlxen0"),
                new VlanStep.Reparent("vlan7", new Vlan("mlxen0", 8, 2), new Vlan("hn0", 7, 0), 1500),
                new AddressStep.Add("hn0", OTHER),
                new AddressStep.Add("hn0", SIX),
                new AddressStep.Add("hn0", SIX, Set.of(AddressFlag.AUTOCONF), HOUR),
                new AddressStep.Remove("vlan7", InterfaceAddress.parse("10.7.0.4/24")),
                new RouteStep.Add(NET),
                new RouteStep.Add(NET, 1),
                new RouteStep.Delete(Route.defaultVia(GATEWAY, "hn0")),
                new RouteStep.Change(viaTwo, Route.defaultVia(GATEWAY, "hn0"), 0),
                new DhcpStep.Start("hn0", DhcpMode.SYNCHRONOUS, List.of("-c", "/etc/dhclient.conf")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldBeDoneWhenAppliedAndUndoneByItsInverse(String release) throws Exception {
        for (Step step : steps()) {
            try (TestMachine machine = machine(release)) {
                StepTarget target = target(machine);
                String title = step.describe();
                assertFalse(step.interfaces().isEmpty(), title);
                assertEquals(Optional.empty(), step.obstacle(target), title);
                assertFalse(step.isDone(target), title);
                step.apply(target);
                assertTrue(step.isDone(target), title);
                Step undo = step.undo().orElseThrow();
                assertEquals(Optional.empty(), undo.obstacle(target), undo.describe());
                assertFalse(undo.isDone(target), undo.describe());
                undo.apply(target);
                assertTrue(undo.isDone(target), undo.describe());
                assertFalse(step.isDone(target), title);
            }
        }
    }

    @Test
    void shouldReadAsAnOperatorWouldSayIt() {
        List<String> read = new ArrayList<>();
        steps().forEach(step -> read.add(step.describe()));
        assertEquals(
                List.of(
                        "create lagg3",
                        "bring up mlxen0",
                        "bring down hn0",
                        "set MTU of hn0 to 1400",
                        "describe hn0 as \"uplink\"",
                        "add hn0 to group wan",
                        "set IPv6 of mlxen0 to -auto_linklocal no_dad",
                        "set routing table of hn0 to FIB 1",
                        "set protocol of lagg0 to loadbalance",
                        "add port mlxen0 to lagg0",
                        "move vlan7 (VLAN 7) from hn0 to mlxen0 (VLAN 8)",
                        "add 10.0.0.9/24 to hn0",
                        "add 2001:db8::9/64 to hn0",
                        "add 2001:db8::9/64 autoconf for 3600 s to hn0",
                        "remove 10.7.0.4/24 from vlan7",
                        "add route 10.60.0.0/16 via 10.0.0.2 dev hn0",
                        "add route 10.60.0.0/16 via 10.0.0.2 dev hn0 (FIB 1)",
                        "delete route default via 10.0.0.1 dev hn0",
                        "change route default via 10.0.0.1 dev hn0 to via 10.0.0.2 dev hn0",
                        "start dhclient (SYNCDHCP) on hn0"),
                read);
    }

    @Test
    void shouldSayWhatIsInTheWay() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            StepTarget target = target(machine);
            machine.control.create("lagg1");
            machine.control.addLaggPort("lagg1", "mlxen0");
            assertObstacle(target, new InterfaceStep.Create("lagg0"), "lagg0 exists already");
            assertObstacle(target, new InterfaceStep.BringUp("em7"), "there is no interface em7");
            assertObstacle(target, new LaggStep.AddPort("lagg0", "mlxen0"), "mlxen0 is a port of lagg1");
            assertObstacle(target, new LaggStep.AddPort("lagg0", "mlxen9"), "there is no interface mlxen9");
            assertObstacle(target, new LaggStep.AddPort("hn0", "mlxen0"), "hn0 is no lagg");
            assertObstacle(
                    target,
                    new InterfaceStep.SetMtu("mlxen0", 9000, 1500),
                    "mlxen0 is a port of lagg1, which sets its MTU");
            assertObstacle(
                    target,
                    new RouteStep.Add(Route.defaultVia(IpAddress.parse("10.0.0.2"), "hn0")),
                    "there is the route default via 10.0.0.1 dev hn0");
            assertObstacle(
                    target,
                    new RouteStep.Change(
                            Route.defaultVia(IpAddress.parse("10.0.0.2"), "hn0"),
                            Route.defaultVia(IpAddress.parse("10.0.0.9"), "hn0"),
                            0),
                    "there is no route default via 10.0.0.9 dev hn0 but default via 10.0.0.1 dev hn0");
            assertObstacle(
                    target,
                    new VlanStep.Reparent("vlan7", new Vlan("lagg0", 7, 0), new Vlan("mlxen0", 7, 0), 1500),
                    "vlan7 is VLAN 7 on hn0 by now, not 7 on mlxen0");
        }
    }

    @Test
    @Tag("B9")
    void shouldBringBackARouteThatWentWithItsInterface() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            StepTarget target = target(machine);
            Route gone = new Route(NET.destination(), NET.prefixLength(), NET.gateway(), "lagg0");
            Step back = new RouteStep.Change(gone, NET, 0).undo().orElseThrow();
            assertEquals(Optional.empty(), back.obstacle(target));
            back.apply(target);
            assertTrue(back.isDone(target));
        }
    }

    private static void assertObstacle(StepTarget target, Step step, String expected) throws NetifException {
        assertEquals(Optional.of(expected), step.obstacle(target), step.describe());
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldGiveAnAddressBackThatTheLaggTook(String release) throws Exception {
        try (TestMachine machine = machine(release)) {
            StepTarget target = target(machine);
            new AddressStep.Add("hn0", SIX).apply(target);
            Step lost = new AddressStep.LostToLagg("hn0", SIX, Set.of(), AddressLifetime.INFINITE);
            Step add = new LaggStep.AddPort("lagg0", "hn0");
            lost.apply(target);
            assertFalse(lost.isVerifiable());
            add.apply(target);
            assertFalse(machine.addresses("hn0").contains("2001:db8::9/64"));
            add.undo().orElseThrow().apply(target);
            lost.undo().orElseThrow().apply(target);
            assertTrue(machine.addresses("hn0").contains("2001:db8::9/64"));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new AddressStep.LostToLagg("hn0", OTHER, Set.of(), AddressLifetime.INFINITE));
        }
    }

    /** The order that leaves the shortest time without a path: one call, which makes hn0 a port. */
    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    void shouldLoseThePathOnlyBetweenTheFirstPortAndTheRoute(String release) throws Exception {
        try (TestMachine machine = machine(release)) {
            StepTarget target = target(machine);
            Route before = Route.defaultVia(GATEWAY, "hn0");
            List<Step> plan = List.of(
                    new AttributeStep.ChangeNd6("lagg0", Set.of(Nd6Flag.NO_DAD, Nd6Flag.IFDISABLED), Set.of()),
                    new AddressStep.Add("lagg0", InterfaceAddress.parse("10.0.0.4/24")),
                    new LaggStep.AddPort("lagg0", "hn0"),
                    new RouteStep.Change(Route.defaultVia(GATEWAY, "lagg0"), before, 0),
                    new VlanStep.Reparent("vlan7", new Vlan("lagg0", 7, 0), new Vlan("hn0", 7, 0), 1500),
                    new AddressStep.Remove("hn0", InterfaceAddress.parse("10.0.0.4/24")),
                    new LaggStep.AddPort("lagg0", "mlxen0"),
                    new InterfaceStep.BringUp("mlxen0"));
            List<String> without = new ArrayList<>();
            String[] now = {""};
            machine.machine.afterEachCall(() -> {
                if (!machine.machine.hasPath() && !without.contains(now[0])) {
                    without.add(now[0]);
                }
            });
            long calls = machine.machine.calls();
            for (Step step : plan) {
                now[0] = step.describe();
                step.apply(target);
            }
            assertTrue(machine.machine.calls() - calls >= plan.size());
            assertEquals("lagg0 via mlxen0", machine.machine.pathDescription());
            assertEquals(plan.get(2).describe(), without.get(0));
            assertTrue(without.size() <= 2, without.toString());
            for (int i = plan.size() - 1; i >= 0; i--) {
                Step undo = plan.get(i).undo().orElseThrow();
                undo.apply(target);
                assertTrue(undo.isDone(target), undo.describe());
            }
            assertEquals("hn0", machine.machine.pathDescription());
        }
    }

    @Test
    void shouldRunAScriptAndNoteWhatItWrites() throws Exception {
        try (TestMachine machine = machine("14.0")) {
            StepTarget target = target(machine);
            String path = "/usr/libexec/hyperv/hyperv_vfup.hn0";
            RunScript run = new RunScript(path, List.of("hn0"), "hn0", Duration.ofSeconds(10));
            assertEquals(Optional.of(path + " is not run: there is no such file"), run.obstacle(target));
            machine.machine.putScript(path, (arguments, services) -> {
                services.control().setDescription("hn0", String.join(" ", arguments));
                return new Scripts.Result(Optional.of(0), List.of("described"));
            });
            assertEquals(Optional.empty(), run.obstacle(target));
            run.apply(target);
            assertEquals(List.of(path + ": described"), notes);
            assertTrue(new AttributeStep.SetDescription("hn0", "hn0", "").isDone(target));
            assertEquals(Optional.empty(), run.undo());

            machine.machine.putScript(path, (arguments, services) -> new Scripts.Result(Optional.of(2), List.of()));
            NetifException e = assertThrows(NetifException.class, () -> run.apply(target));
            assertEquals("run " + path + ": it exited with status 2", e.getMessage());
            machine.machine.putScript(path, (arguments, services) -> new Scripts.Result(Optional.empty(), List.of()));
            e = assertThrows(NetifException.class, () -> run.apply(target));
            assertEquals("run " + path + ": killed, it had not ended after 10 s", e.getMessage());
            machine.machine.distrustScript(path, "it is owned by user 1001, not by root");
            assertEquals(
                    Optional.of(path + " is not run: it is owned by user 1001, not by root"), run.obstacle(target));
        }
    }

    @Test
    void shouldRunNoScriptWhereThereAreNone() {
        StepTarget target = new StepTarget(null, null, null);
        RunScript run = new RunScript("/bin/true", List.of(), "hn0", Duration.ofSeconds(1));
        assertEquals(Optional.of("/bin/true is not run: no scripts run here"), run.obstacle(target));
        assertThrows(NetifException.class, () -> run.apply(target));
    }
}
