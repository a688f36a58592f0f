package org.nethook.host.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("nethook.pid");
    }

    @Test
    void shouldNameTheProcessThatHoldsItAndKeepASecondOut() throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        try (PidFile first = PidFile.take(file())) {
            assertTrue(Files.exists(file()), first.toString());
            assertEquals(pid + "\n", Files.readString(file()));
            assertEquals(
                    "another nethook daemon is running: process " + pid + ", which holds " + file(),
                    assertThrows(AlreadyRunningException.class, () -> PidFile.take(file()))
                            .getMessage());
        }
        assertFalse(Files.exists(file()));
    }

    @Test
    void shouldReplaceWhatACrashedHostLeftBehind() throws Exception {
        Files.writeString(file(), "123456789\n");
        try (PidFile taken = PidFile.take(file())) {
            assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(file()), taken.toString());
        }
    }

    @Test
    void shouldFollowNoLink() throws Exception {
        Path precious = Files.writeString(directory.resolve("precious"), "text");
        Files.createSymbolicLink(file(), precious);
        IOException e = assertThrows(IOException.class, () -> PidFile.take(file()));
        assertTrue(e.getMessage().startsWith(file() + ": the pid file cannot be made: "), e.getMessage());
        assertEquals("text", Files.readString(precious));
    }
}
