package org.nethook.host.resident.worker;

import java.time.Duration;

/** Times as an operator reads them. */
final class Texts {
    private Texts() {}

    static String text(Duration time) {
        if (time.toSeconds() >= 120 && time.toSeconds() % 60 == 0) {
            return time.toMinutes() + " minutes";
        }
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    static String seconds(long nanos) {
        long millis = nanos / 1_000_000;
        return millis < 10_000 ? millis + " ms" : millis / 1000 + " s";
    }
}
