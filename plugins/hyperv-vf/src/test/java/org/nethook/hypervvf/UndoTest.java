package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.host.config.Section;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.replay.FreshPlugins;
import org.nethook.host.replay.Replay;
import org.nethook.host.replay.Scenario;
import org.nethook.host.replay.ScenarioReader;
import org.nethook.host.replay.SimulatedHost;
import org.nethook.host.timeline.JsonTimeline;
import org.nethook.netif.sim.VirtualTime;
import org.nethook.testkit.TestHost;

/** A plan that is given up after any of its steps leaves the machine as it was, for whoever works through it. */
class UndoTest {

    static Stream<Arguments> scenarios() {
        return Stream.of(MatrixScenario.values())
                .flatMap(scenario -> Stream.of("12.1", "14.0").map(release -> Arguments.of(scenario, release)));
    }

    static Stream<Arguments> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../../examples"))) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream()
                    .flatMap(file ->
                            Stream.of("12.1", "14.0").map(release -> Arguments.of(file.getFileName(), release)));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Tag("B9")
    void shouldLeaveTheMachineAsItWasAfterAnyStep(MatrixScenario scenario, String release) throws Exception {
        Rehearsal rehearsal = new Rehearsal();
        try (TestHost host = scenario.guest(release, rehearsal.extensions()).boot()) {
            scenario.happen(host);
            host.advance(Duration.ofMinutes(30));
        }
        check(rehearsal);
    }

    @ParameterizedTest
    @MethodSource("examples")
    @Tag("B9")
    void shouldLeaveTheMachineOfAnExampleAsItWas(Path example, String release) throws Exception {
        Scenario scenario =
                ScenarioReader.read(Path.of("../../examples").resolve(example)).withRelease(release);
        Rehearsal rehearsal = new Rehearsal();
        InterfaceEventListener listener = (InterfaceEventListener) rehearsal.extensions()[0];
        LoadedPlugin plugin = new LoadedPlugin(
                "hyperv-vf",
                "test",
                "",
                Path.of("hyperv-vf.jar"),
                Grants.declaring(
                        "Nethook-Control: *",
                        "Nethook-Sysctls: kern.vm_guest, hw.hn.*, dev.*",
                        "Nethook-Files: /usr/libexec/hyperv/*"),
                List.of(listener),
                List.of(),
                List.of());
        Map<String, ConfigKey<?>> keys =
                listener.configKeys().stream().collect(Collectors.toMap(ConfigKey::name, key -> key));
        FreshPlugins plugins = new FreshPlugins(List.of(plugin), Map.of("hyperv-vf", new Section(keys, Map.of())));
        VirtualTime time = SimulatedHost.clock();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        try (Replay replay = new Replay(scenario, () -> plugins, time, new JsonTimeline(nowhere, time::elapsed))) {
            replay.run();
            assertEquals(0, replay.failures());
        }
        if (example.toString().startsWith("transparent")
                || example.toString().startsWith("unused")
                || example.toString().startsWith("vf-gone")) {
            assertEquals(0, rehearsal.prefixes());
        } else {
            check(rehearsal);
        }
    }

    private static void check(Rehearsal rehearsal) {
        assertEquals("", String.join("\n", rehearsal.differences()));
        assertTrue(rehearsal.prefixes() > 0, "no plan was undone");
    }
}
