package org.nethook.host.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.PluginState;
import org.nethook.host.state.StateDirectory;

class StoredStatesTest {
    @TempDir
    Path temp;

    private StateDirectory directory;

    @BeforeEach
    void open() {
        directory = StateDirectory.at(temp.resolve("state"), () -> "boot");
    }

    private PluginState state(String id) {
        return new StoredStates(directory, false).of(id);
    }

    @Test
    void shouldFindInAnotherProcessWhatOneKept() {
        String awkward = "a\\n\\\\ b\n\u00e4 \ud83d\ude00 \ud83d";
        state("hyperv-vf").put("alarm.hn0", awkward);
        state("hyperv-vf").put("Empty_1", "");
        assertEquals(Optional.of(awkward), state("hyperv-vf").get("alarm.hn0"));
        assertEquals(Optional.of(""), state("hyperv-vf").get("Empty_1"));
        assertEquals(Set.of("alarm.hn0", "Empty_1"), state("hyperv-vf").keys());
        assertEquals(Set.of(), state("dns-info").keys());
        state("hyperv-vf").remove("alarm.hn0");
        state("hyperv-vf").remove("alarm.hn0");
        assertEquals(Set.of("Empty_1"), state("hyperv-vf").keys());
    }

    @Test
    void shouldMakeNothingByAsking() {
        assertEquals(Optional.empty(), state("p").get("key"));
        state("p").remove("key");
        assertFalse(Files.exists(temp.resolve("state")));
    }

    @Test
    void shouldStayBounded() {
        PluginState state = state("p");
        assertThrows(IllegalArgumentException.class, () -> state.put("../key", ""));
        assertThrows(IllegalArgumentException.class, () -> state.put("key", "x".repeat(4097)));
        for (int i = 0; i < 64; i++) {
            state.put("key" + i, "\ud83d".repeat(4096));
        }
        assertThrows(IllegalArgumentException.class, () -> state.put("one-more", ""));
        state.put("key7", "new");
        assertEquals(Optional.of("new"), state("p").get("key7"));
    }

    @Test
    void shouldKeepNothingInADryRun() {
        PluginState dry = new StoredStates(directory, true).of("p");
        dry.put("key", "value");
        assertEquals(Set.of(), dry.keys());
        assertThrows(IllegalArgumentException.class, () -> dry.put("", "value"));
        state("p").put("key", "value");
        dry.remove("key");
        assertEquals(Optional.of("value"), dry.get("key"));
    }

    @Test
    void shouldSayWhichFileIsDamaged() throws Exception {
        state("p").put("key", "value");
        Path file = temp.resolve("state/plugins/p");
        Files.writeString(file, "key");
        UncheckedIOException e =
                assertThrows(UncheckedIOException.class, () -> state("p").get("key"));
        assertTrue(e.getMessage().startsWith(file + " cannot be read"), e.getMessage());
    }
}
