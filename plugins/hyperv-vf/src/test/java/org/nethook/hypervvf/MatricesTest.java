package org.nethook.hypervvf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.testkit.matrix.CrashMatrix;
import org.nethook.testkit.matrix.FaultMatrix;
import org.nethook.testkit.matrix.MatrixTally;

/**
 * What the plugin does to a machine, killed wherever it can be and refused whatever it asks for. The tallies are printed; runs are
 * drawn by lot where there are too many, {@code -Dnethook.matrix=N} runs N times as many, and {@code -Dnethook.matrix.of=B4}
 * only those of scenarios whose names begin so.
 */
class MatricesTest {
    private static final int FACTOR = Integer.getInteger("nethook.matrix", 1);
    private static final String OF = System.getProperty("nethook.matrix.of", "");
    private static final List<MatrixTally> TALLIES = new ArrayList<>();

    static Stream<Arguments> scenarios() {
        return Stream.of(MatrixScenario.values())
                .filter(scenario -> scenario.name().startsWith(OF))
                .flatMap(scenario -> Stream.of("12.1", "14.0").map(release -> Arguments.of(scenario, release)));
    }

    @AfterAll
    static void print() {
        for (String matrix : List.of("crash matrix", "fault matrix")) {
            TALLIES.stream()
                    .filter(tally -> tally.matrix().equals(matrix))
                    .reduce(MatrixTally::plus)
                    .ifPresent(System.out::println);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Tag("B9")
    void shouldReachTheSameEndWhereverTheHostIsKilled(MatrixScenario scenario, String release) throws Exception {
        TALLIES.add(CrashMatrix.of(() -> scenario.guest(release), scenario)
                .named(scenario + " " + release)
                .atMost(80 * FACTOR)
                .run(System.out));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Tag("B9")
    void shouldEndAtTheStartOrTheGoalWhicheverCallFails(MatrixScenario scenario, String release) throws Exception {
        TALLIES.add(faults(scenario, release).atMost(120 * FACTOR).run(System.out));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Tag("B9")
    void shouldNotEndBetweenWhenTheWayBackIsRefusedToo(MatrixScenario scenario, String release) throws Exception {
        TALLIES.add(faults(scenario, release).atMost(30 * FACTOR).twice(System.out));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Tag("B9")
    void shouldNotEndBetweenWhenRecoveryIsRefused(MatrixScenario scenario, String release) throws Exception {
        TALLIES.add(faults(scenario, release).atMost(12 * FACTOR).afterACrash(System.out));
    }

    private static FaultMatrix faults(MatrixScenario scenario, String release) {
        return FaultMatrix.of(() -> scenario.guest(release), scenario)
                .orEndingAs(scenario::beforeTheOrder)
                .named(scenario + " " + release);
    }
}
