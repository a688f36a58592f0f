package org.nethook.host.dev;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeWatchTest {
    @TempDir
    private Path root;

    private TreeWatch watch;

    @BeforeEach
    void watchAFile() throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("a/b")).resolve("C.class"), "1");
        watch = new TreeWatch(List.of(root, root.resolve("later")));
    }

    @Test
    void shouldSeeNothingWhereNothingChanges() {
        assertFalse(watch.hasChanged());
        assertFalse(watch.hasChanged());
    }

    @Test
    void shouldTellOnceOfAChangeThatHasSettled() throws IOException {
        Files.writeString(root.resolve("a/b/C.class"), "two");

        assertFalse(watch.hasChanged());
        assertTrue(watch.hasChanged());
        assertFalse(watch.hasChanged());
    }

    @Test
    void shouldWaitForAWriterThatIsNotDone() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(root.resolve("a/b/C.class"), "x".repeat(10 + i));
            assertFalse(watch.hasChanged());
        }
        assertTrue(watch.hasChanged());
    }

    @Test
    void shouldSeeFilesComeAndGo() throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("d")).resolve("E.class"), "");
        assertFalse(watch.hasChanged());
        assertTrue(watch.hasChanged());

        Files.delete(root.resolve("d/E.class"));
        assertFalse(watch.hasChanged());
        assertTrue(watch.hasChanged());
    }

    @Test
    void shouldNotTellOfWhatWasAccepted() throws IOException {
        Files.writeString(root.resolve("a/b/C.class"), "two");
        watch.accept();

        assertFalse(watch.hasChanged());
        assertFalse(watch.hasChanged());
    }
}
