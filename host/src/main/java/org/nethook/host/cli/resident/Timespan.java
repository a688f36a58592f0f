package org.nethook.host.cli.resident;

import java.time.Duration;

/** Lengths of time as an operator types them. */
final class Timespan {
    /** What is allowed, as the end of the sentence "must be …". */
    static final String ALLOWED = "a time from 0ms to an hour, such as 600ms, 10s or 2m";

    private static final Duration LONGEST = Duration.ofHours(1);

    private Timespan() {}

    /** The time; null when the text is none. */
    static Duration read(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 8) {
            return null;
        }
        long number = Long.parseLong(text.substring(0, digits));
        Duration time;
        switch (text.substring(digits)) {
            case "ms" -> time = Duration.ofMillis(number);
            case "s" -> time = Duration.ofSeconds(number);
            case "m" -> time = Duration.ofMinutes(number);
            default -> {
                return null;
            }
        }
        return time.compareTo(LONGEST) > 0 ? null : time;
    }
}
