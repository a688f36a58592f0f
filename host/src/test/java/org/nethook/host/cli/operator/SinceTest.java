package org.nethook.host.cli.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
    private static final ZonedDateTime NOW =
            Instant.parse("2026-11-23T02:00:00Z").atZone(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-11-23T01:58:30Z",
        "15m, 2026-11-23T01:45:00Z",
        "2H, 2026-11-23T00:00:00Z",
        "3d, 2026-11-20T02:00:00Z",
        "02:30, 2026-11-23T01:30:00Z",
        "2:30, 2026-11-23T01:30:00Z",
        "2026-11-22, 2026-11-21T23:00:00Z",
        "2026-11-22 3:15, 2026-11-22T02:15:00Z",
        "2026-11-22T03:15:30, 2026-11-22T02:15:30Z",
        "2026-11-22T03:15:30Z, 2026-11-22T03:15:30Z"
    })
    void shouldReadWhatAnOperatorTypes(String text, Instant expected) {
        assertEquals(expected, Since.read(text, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "5", "5 m", "25:00", "2026-13-01", "2026-11-22x03:15x", "999999999d"})
    void shouldSayWhatItUnderstands(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Since.read(text, NOW))
                .getMessage();
        assertTrue(message.startsWith("must be a time ago such as 90s, 15m, 2h or 3d"), message);
        assertTrue(message.endsWith("not \"" + text + "\""), message);
    }
}
