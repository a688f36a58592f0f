package org.nethook.host.cli.operator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;

/** A moment as an operator types it. */
final class Since {
    /** What is understood. */
    static final String ALLOWED = "a time ago such as 90s, 15m, 2h or 3d, a time of today such as 03:15, a day such as"
            + " 2026-11-23, both with a blank or a T between them, or an ISO instant such as 2026-11-23T02:15:00Z";

    private Since() {}

    /**
     * Reads it.
     *
     * @param now in the operator's zone
     * @throws IllegalArgumentException when it is none, with a message for the operator
     */
    static Instant read(String text, ZonedDateTime now) {
        String word = text.strip();
        try {
            if (word.matches("[0-9]{1,6}[smhdSMHD]")) {
                return now.toInstant().minus(ago(word));
            }
            if (word.endsWith("Z")) {
                return Instant.parse(word);
            }
            LocalDateTime local = word.matches("[0-9]{1,2}:.*")
                    ? now.toLocalDate().atTime(time(word))
                    : word.length() <= 10
                            ? LocalDate.parse(word).atStartOfDay()
                            : LocalDate.parse(word.substring(0, 10)).atTime(time(word.substring(11)));
            return local.atZone(now.getZone()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be " + ALLOWED + ", not \"" + text + "\"", e);
        }
    }

    private static LocalTime time(String word) {
        return LocalTime.parse(word.indexOf(':') == 1 ? "0" + word : word);
    }

    private static Duration ago(String word) {
        long number = Long.parseLong(word.substring(0, word.length() - 1));
        switch (word.substring(word.length() - 1).toLowerCase(Locale.ROOT)) {
            case "s":
                return Duration.ofSeconds(number);
            case "m":
                return Duration.ofMinutes(number);
            case "h":
                return Duration.ofHours(number);
            default:
                return Duration.ofDays(number);
        }
    }
}
