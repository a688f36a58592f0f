package org.nethook.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What docs/PLUGINS.md shows is what the tests of this module compile and run. */
class DocumentedExampleTest {
    private static final Path EXAMPLE = Path.of("src", "test", "java", "org", "nethook", "testkit", "example");

    @Test
    void shouldShowTheExtensionAsItIs() throws IOException {
        String source = Files.readString(EXAMPLE.resolve("LinkWatch.java"));

        assertShown(source.substring(source.indexOf("@Extension")));
    }

    @Test
    void shouldShowTheWholeTestAsItIs() throws IOException {
        String source = Files.readString(EXAMPLE.resolve("LinkWatchTest.java"));

        assertShown(source.substring(source.indexOf("import ")));
    }

    private static void assertShown(String source) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "PLUGINS.md"));
        assertTrue(document.contains("```java\n" + source + "```\n"), "docs/PLUGINS.md does not show\n" + source);
    }
}
