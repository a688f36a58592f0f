package org.nethook.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigKeyTest {
    @Test
    void shouldAllowWhatIsInItsRangeAndSayWhatThatIs() {
        ConfigKey<Integer> port = ConfigKey.integer("port", 1, 0, 5);
        assertTrue(port.allows(0));
        assertTrue(port.allows(5));
        assertFalse(port.allows(-1));
        assertFalse(port.allows(6));
        assertEquals("a whole number from 0 to 5", port.allowed());

        ConfigKey<Duration> time =
                ConfigKey.duration("time", Duration.ofSeconds(2), Duration.ofMillis(1500), Duration.ofMinutes(10));
        assertTrue(time.allows(Duration.ofMillis(1500)));
        assertFalse(time.allows(Duration.ofMillis(1499)));
        assertEquals("a time from 1500ms to 600s", time.allowed());

        ConfigKey<String> mode = ConfigKey.string("mode", "a", "a", "b");
        assertTrue(mode.allows("b"));
        assertFalse(mode.allows("c"));
        assertEquals("one of a, b", mode.allowed());
        assertTrue(ConfigKey.string("name", "").allows("anything"));

        ConfigKey<String> lagg = ConfigKey.pseudoInterface("lagg-name", "lagg");
        assertTrue(lagg.allows("lagg0"));
        assertTrue(lagg.allows("lagg32767"));
        assertTrue(lagg.allows(""));
        for (String wrong : List.of("lagg", "lagg01", "lagg32768", "lagg123456", "lagg1a", "em0")) {
            assertFalse(lagg.allows(wrong), wrong);
        }
        assertEquals("a name such as lagg7, or \"\"", lagg.allowed());
        assertFalse(lagg.isPerInterface());
        assertTrue(lagg.perInterface().isPerInterface());
        assertFalse(lagg.perInterface().allows("em0"));

        ConfigKey<Path> file = ConfigKey.file("file", Path.of("/etc/x"));
        assertTrue(file.allows(Path.of("/etc/y")));
        assertFalse(file.allows(Path.of("etc/y")));
    }
}
