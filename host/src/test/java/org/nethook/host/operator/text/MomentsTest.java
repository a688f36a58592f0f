package org.nethook.host.operator.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    private final Moments moments = new Moments(ZoneId.of("Europe/Berlin"));

    @Test
    void shouldShowTheOperatorsTimeWithItsZone() {
        assertEquals("2026-11-23 03:04:40 CET", moments.full(Instant.parse("2026-11-23T02:04:40Z")));
        assertEquals("2026-07-23 04:04:40 CEST", moments.full(Instant.parse("2026-07-23T02:04:40Z")));
    }

    @Test
    void shouldAddTheDayOnlyWhenItIsAnother() {
        Instant shown = Instant.parse("2026-11-23T02:04:40Z");
        assertEquals("03:04:41.500", moments.after(shown.plusMillis(1500), shown));
        assertEquals("2026-11-22 23:04:40.000", moments.after(shown.minus(Duration.ofHours(4)), shown));
    }

    @Test
    void shouldShowWhatPluginsWroteInTheOperatorsTimeToo() {
        assertEquals(
                "released at 2026-11-23 03:04:40 CET; ends, 2026-11-23 03:05:00 CET",
                moments.localised("released at 2026-11-23T02:04:40Z; ends, 2026-11-23T02:05:00.250Z"));
        assertEquals("at 2026-19-39T02:04:40Z", moments.localised("at 2026-19-39T02:04:40Z"));
        assertEquals("at 2026-11-23T02:04:40", moments.localised("at 2026-11-23T02:04:40"));
    }

    @ParameterizedTest
    @CsvSource({
        "35, 35 ms",
        "999, 999 ms",
        "1000, 1 s",
        "2500, 2.5 s",
        "60000, 60 s",
        "119999, 119 s",
        "120000, 2 min",
        "7200000, 2 h",
        "172800000, 2 days"
    })
    void shouldSaySpansAsAnOperatorWould(long millis, String text) {
        assertEquals(text, Moments.span(Duration.ofMillis(millis)));
    }
}
