package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
        Rehearsal rehearsal = new Rehearsal();
        try (TestHost host = TestHost.with(rehearsal.extensions()[0])
                .id("hyperv-vf")
                .mayControl("*")
                .mayRead("kern.vm_guest, hw.hn.*, dev.*")
                .mayReadFiles("/usr/libexec/hyperv/*")
                .scenario(Path.of("../../examples").resolve(example))
                .release(release)
                .boot()) {
            host.play();
            assertEquals(0, host.failures());
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
