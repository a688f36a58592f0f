package org.nethook.netif.sim.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The messages of one source in their order: those recorded and those that the simulated kernel sent. A message counts as
 * the same when it has the same bytes and comes after the same call, or at most {@link #LATE} calls earlier or later, in the
 * same order as the others; kernel threads of their own may change the order after one call.
 */
final class EventStream {
    private static final int LATE = 3;

    private final Layout layout;
    private final String name;
    private final List<Recorded> expected = new ArrayList<>();
    private final List<Sent> actual = new ArrayList<>();
    /** What other sockets got, too, which the recorder read when it liked, or never. */
    private final List<Sent> also = new ArrayList<>();

    private record Recorded(int group, Exchange exchange, byte[] bytes) {}

    private record Sent(int group, byte[] bytes) {}

    EventStream(String name, Layout layout) {
        this.name = name;
        this.layout = layout;
    }

    void expected(int group, Exchange exchange) {
        expected.add(new Recorded(group, exchange, exchange.bytes("out")));
    }

    void actual(int group, byte[] bytes) {
        actual.add(new Sent(group, bytes));
    }

    /** Whether the last recorded message has not been sent yet. */
    boolean isBehind() {
        int last = expected.size() - 1;
        int since = expected.get(last).group - LATE;
        for (int j = actual.size() - 1; j >= 0 && actual.get(j).group >= since; j--) {
            if (same(last, j, LATE)) {
                return false;
            }
        }
        return true;
    }

    void also(int group, byte[] bytes) {
        also.add(new Sent(group, bytes));
    }

    /** Forgets what was sent so far that does not satisfy. */
    void keepActual(Predicate<byte[]> wanted) {
        actual.removeIf(sent -> !wanted.test(sent.bytes));
    }

    /**
     * Compares everything.
     *
     * @param outcomes gets an outcome for each recorded message
     * @param extra gets what was sent and not recorded, in words
     */
    void compare(List<Outcome> outcomes, List<String> extra) {
        int[] match = align();
        boolean[] used = new boolean[actual.size()];
        boolean[] moved = new boolean[expected.size()];
        for (int at : match) {
            if (at >= 0) {
                used[at] = true;
            }
        }
        for (int i = 0; i < match.length; i++) {
            for (int j = 0; match[i] < 0 && j < used.length; j++) {
                if (!used[j] && same(i, j, 0)) {
                    match[i] = j;
                    used[j] = true;
                    moved[i] = true;
                }
            }
        }
        boolean[] shown = used.clone();
        for (int i = 0; i < match.length; i++) {
            Recorded recorded = expected.get(i);
            Outcome outcome = new Outcome(recorded.exchange);
            if (match[i] >= 0) {
                outcome.part(part(recorded.bytes, actual.get(match[i]).bytes));
                if (moved[i]) {
                    outcome.masked(Mask.ORDER);
                }
            } else if (!isElsewhere(recorded, outcome)) {
                missing(recorded, outcome, shown);
            }
            outcomes.add(outcome);
        }
        for (int j = 0; j < used.length; j++) {
            if (!used[j]) {
                extra.add("after call " + actual.get(j).group + ": " + name + " " + describe(actual.get(j).bytes));
            }
        }
    }

    /** Whether another socket of the recorder had got it by then; it reads each message there once. */
    private boolean isElsewhere(Recorded recorded, Outcome outcome) {
        for (Sent sent : also) {
            boolean same = sent.group <= recorded.group
                    && sent.bytes.length == recorded.bytes.length
                    && part(recorded.bytes, sent.bytes).isEqual();
            if (same) {
                outcome.part(part(recorded.bytes, sent.bytes));
                also.remove(sent);
                return true;
            }
        }
        return false;
    }

    private void missing(Recorded recorded, Outcome outcome, boolean[] shown) {
        for (int j = 0; j < shown.length; j++) {
            Sent sent = actual.get(j);
            if (!shown[j] && sent.group == recorded.group && kind(sent.bytes).equals(kind(recorded.bytes))) {
                shown[j] = true;
                outcome.part(part(recorded.bytes, sent.bytes));
                return;
            }
        }
        outcome.differs("not sent: " + describe(recorded.bytes));
    }

    private String kind(byte[] bytes) {
        return layout == Layout.PLAIN ? "" : Messages.type(bytes);
    }

    private String describe(byte[] bytes) {
        if (layout == Layout.PLAIN) {
            return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).trim();
        }
        return Messages.describe(bytes);
    }

    private Part part(byte[] recorded, byte[] sent) {
        return Part.of(name, layout, recorded, sent);
    }

    /** Which message sent each recorded one is, by the longest common subsequence; -1 for none. */
    private int[] align() {
        int n = expected.size();
        int m = actual.size();
        int[][] best = new int[n + 1][m + 1];
        for (int x = n - 1; x >= 0; x--) {
            for (int y = m - 1; y >= 0; y--) {
                int without = Math.max(best[x + 1][y], best[x][y + 1]);
                best[x][y] = same(x, y, LATE) ? Math.max(best[x + 1][y + 1] + 1, without) : without;
            }
        }
        int[] match = new int[n];
        Arrays.fill(match, -1);
        int i = 0;
        int j = 0;
        while (i < n && j < m) {
            if (best[i][j] == best[i + 1][j + 1] + 1 && same(i, j, LATE)) {
                match[i++] = j++;
            } else if (best[i + 1][j] >= best[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return match;
    }

    private boolean same(int i, int j, int late) {
        Recorded recorded = expected.get(i);
        Sent sent = actual.get(j);
        return Math.abs(recorded.group - sent.group) <= late
                && recorded.bytes.length == sent.bytes.length
                && part(recorded.bytes, sent.bytes).isEqual();
    }
}
