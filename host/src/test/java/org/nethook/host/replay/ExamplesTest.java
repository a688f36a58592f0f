package org.nethook.host.replay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    static final Path EXAMPLES = Path.of("..", "examples");

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void shouldBeGoodScenarios(Path file) throws Exception {
        Scenario scenario = ScenarioReader.read(file);

        assertFalse(scenario.timeline().isEmpty());
    }

    @Test
    void shouldAllStandInTheReadme() throws IOException {
        String readme = Files.readString(EXAMPLES.resolve("README.md"));
        List<Path> files = scenarios();

        assertTrue(files.size() >= 6, files.toString());
        for (Path file : files) {
            assertTrue(readme.contains("(" + file.getFileName() + ")"), file + " is missing in README.md");
        }
    }
}
