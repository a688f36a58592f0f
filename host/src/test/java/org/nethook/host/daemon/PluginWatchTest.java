package org.nethook.host.daemon;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("E4")
class PluginWatchTest {
    @TempDir
    Path directory;

    private Path jar() {
        return directory.resolve("p.jar");
    }

    @Test
    void shouldTellAChangeOnceWhenItHasSettled() throws IOException {
        PluginWatch watch = new PluginWatch(directory);
        assertFalse(watch.hasChanged());

        Files.writeString(jar(), "half");
        assertFalse(watch.hasChanged(), "it may still be on its way");
        Files.writeString(jar(), " and half", StandardOpenOption.APPEND);
        assertFalse(watch.hasChanged(), "it was");
        assertTrue(watch.hasChanged());
        assertFalse(watch.hasChanged());

        Files.delete(jar());
        assertFalse(watch.hasChanged());
        assertTrue(watch.hasChanged());
    }

    @Test
    void shouldNotTellAChangeThatWasTakenBackOrOfAnotherFile() throws IOException {
        PluginWatch watch = new PluginWatch(directory);
        Files.writeString(directory.resolve("README"), "text");
        Files.writeString(jar(), "x");
        assertFalse(watch.hasChanged());
        Files.delete(jar());
        assertFalse(watch.hasChanged());
        assertFalse(watch.hasChanged());
    }

    @Test
    void shouldSeeAJarReplacedByOneOfTheSameSize() throws IOException {
        Files.writeString(jar(), "one");
        PluginWatch watch = new PluginWatch(directory);
        Path other = Files.writeString(directory.resolve("new"), "two");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(jar()));
        Files.move(other, jar(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertFalse(watch.hasChanged());
        assertTrue(watch.hasChanged());
    }
}
