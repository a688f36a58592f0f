package org.nethook.host.cli.resident;

import java.time.Duration;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.host.oneshot.Failure;

/**
 * Words of which the first may be {@code --within=TIME}.
 *
 * @param limit how long the client wants to wait; zero for as long as it takes
 * @param words the rest
 */
record Within(Duration limit, List<String> words) {
    private static final String OPTION = "--within";

    /** @throws Failure when the time is none */
    static Within of(List<String> words) throws Failure {
        if (words.isEmpty() || !words.get(0).startsWith(OPTION)) {
            return new Within(Duration.ZERO, words);
        }
        String first = words.get(0);
        boolean apart = first.equals(OPTION);
        if (!apart && first.charAt(OPTION.length()) != '=' || apart && words.size() < 2) {
            throw wrong(first);
        }
        String text = apart ? words.get(1) : first.substring(OPTION.length() + 1);
        Duration time = Timespan.read(text);
        if (time == null || time.isZero()) {
            throw wrong(text);
        }
        return new Within(time, words.subList(apart ? 2 : 1, words.size()));
    }

    /** What is left of the limit since then, and be it a nanosecond; 0 for as long as it takes. */
    long leftNanos(long sinceNanos) {
        return limit.isZero() ? 0 : Math.max(1, limit.toNanos() - (System.nanoTime() - sinceNanos));
    }

    private static Failure wrong(String text) {
        return new Failure(ExitStatus.USAGE, OPTION + " must be " + Timespan.ALLOWED + ", not \"" + text + "\"");
    }
}
