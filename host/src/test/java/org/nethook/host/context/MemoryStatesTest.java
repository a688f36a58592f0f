package org.nethook.host.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.PluginState;

class MemoryStatesTest {
    private final MemoryStates states = new MemoryStates();

    @Test
    void shouldKeepEachPluginsTextsApart() {
        states.of("a").put("alarm.hn0", "raised");
        assertEquals(Optional.of("raised"), states.of("a").get("alarm.hn0"));
        assertEquals(Optional.empty(), states.of("b").get("alarm.hn0"));
        states.of("a").remove("alarm.hn0");
        assertEquals(Set.of(), states.of("a").keys());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".hidden",
                "../x",
                "a b",
                "a/b",
                "a\nb",
                "0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void shouldRefuseAKeyThatCouldNotBeAFileName(String key) {
        assertThrows(IllegalArgumentException.class, () -> states.of("a").put(key, "x"));
    }

    @Test
    void shouldKeepNoMoreThanItPromises() {
        PluginState state = states.of("a");
        for (int i = 0; i < 64; i++) {
            state.put("k" + i, "x".repeat(4096));
        }
        state.put("k7", "another");
        assertThrows(IllegalArgumentException.class, () -> state.put("k64", "x"));
        assertThrows(IllegalArgumentException.class, () -> state.put("k7", "x".repeat(4097)));
        assertEquals(Optional.of("another"), state.get("k7"));
    }
}
