package org.nethook.host.operator.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Moments as the operator's clock shows them. */
final class Moments {
    private static final DateTimeFormatter DAY_AND_TIME = format("yyyy-MM-dd HH:mm:ss zzz");
    private static final DateTimeFormatter SORTABLE = format("yyyy-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter TIME = format("HH:mm:ss.SSS");

    private static final Pattern INSTANT =
            Pattern.compile("\\b[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z");

    private final ZoneId zone;

    Moments(ZoneId zone) {
        this.zone = zone;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** {@code 2026-11-23 03:04:40 CET}. */
    String full(Instant at) {
        return DAY_AND_TIME.format(at.atZone(zone));
    }

    /** The text with each ISO instant that a plugin wrote into it as {@link #full} shows it. */
    String localised(String text) {
        return INSTANT.matcher(text).replaceAll(match -> localisedInstant(match.group()));
    }

    private String localisedInstant(String iso) {
        try {
            return full(Instant.parse(iso));
        } catch (DateTimeException e) {
            return iso; // it only looks like one, such as a thirteenth month
        }
    }

    /** {@code 2026-11-23 03:04:40.125}, in the zone that {@link #zone} names. */
    String sortable(Instant at) {
        return SORTABLE.format(at.atZone(zone));
    }

    /** {@code 03:04:40.125}, of the same day as something that was shown in full; with the day when it is another. */
    String after(Instant at, Instant shown) {
        ZonedDateTime local = at.atZone(zone);
        boolean sameDay = local.toLocalDate().equals(shown.atZone(zone).toLocalDate());
        return (sameDay ? TIME : SORTABLE).format(local);
    }

    /** {@code CET}, as it is called at that moment. */
    String zone(Instant at) {
        return DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(at.atZone(zone));
    }

    /** {@code 35 ms}, {@code 2.5 s}, {@code 90 s}, {@code 5 min}, {@code 3 h}, {@code 2 days}: what an operator would say. */
    static String span(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000 && millis % 1000 != 0) {
            return millis / 1000 + "." + millis % 1000 / 100 + " s";
        }
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
