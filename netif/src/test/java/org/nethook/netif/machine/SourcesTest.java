package org.nethook.netif.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.netif.Platform;
import org.nethook.netif.source.EventSource;

class SourcesTest {
    @TempDir
    private Path directory;

    private static String nameOf(String source) {
        try (Platform platform = Platforms.choose("linux", false, true, false);
                EventSource opened = Sources.open(source, platform, Clock.systemUTC())) {
            return opened.name();
        }
    }

    @Test
    void shouldOpenEachKind() throws Exception {
        Path file = Files.writeString(directory.resolve("trace"), "");
        assertEquals("rtnetlink", nameOf("system"));
        assertEquals("standard input", nameOf("-"));
        assertEquals("devd", nameOf("devd:/nowhere/devd.pipe"));
        assertEquals(file.toString(), nameOf(file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "devd:", "nosuchfile", "\0"})
    void shouldRefuseAnyOther(String source) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> nameOf(source));
        assertTrue(e.getMessage().endsWith("it must be " + Sources.ALLOWED), e.getMessage());
    }
}
