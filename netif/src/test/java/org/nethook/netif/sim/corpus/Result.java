package org.nethook.netif.sim.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What came out of one replay.
 *
 * @param extra messages that the simulated kernel sent and no recorded one matches
 */
record Result(Recording recording, List<Outcome> outcomes, List<String> extra) {

    /** Numbers of one replay or of several. */
    static final class Tally {
        private int identical;
        private int compared;
        private int masked;
        private int extra;
        private final EnumMap<OutOfScope, Integer> outOfScope = new EnumMap<>(OutOfScope.class);
        private final EnumMap<Mask, Integer> masks = new EnumMap<>(Mask.class);

        void add(Result result) {
            extra += result.extra.size();
            for (Outcome outcome : result.outcomes) {
                if (outcome.outOfScope() != null) {
                    outOfScope.merge(outcome.outOfScope(), 1, Integer::sum);
                } else {
                    compared++;
                    identical += outcome.isIdentical() ? 1 : 0;
                    masked += outcome.masks().size();
                    outcome.masks().forEach(mask -> masks.merge(mask, 1, Integer::sum));
                }
            }
        }

        int identical() {
            return identical;
        }

        Map<OutOfScope, Integer> outOfScope() {
            return outOfScope;
        }

        Map<Mask, Integer> masks() {
            return masks;
        }

        @Override
        public String toString() {
            int left = outOfScope.values().stream().mapToInt(Integer::intValue).sum();
            StringJoiner reasons = new StringJoiner(", ", " (", ")").setEmptyValue("");
            outOfScope.forEach((reason, count) -> reasons.add(count + " " + reason));
            return identical + " of " + compared + " exchanges identical, " + masked + " masked fields, " + left
                    + " out of scope" + reasons + (extra == 0 ? "" : ", " + extra + " messages too many");
        }
    }

    Tally tally() {
        Tally tally = new Tally();
        tally.add(this);
        return tally;
    }

    /** Writes what differs where a person can read it. */
    void write(Path folder) {
        List<String> lines = new ArrayList<>();
        lines.add("corpus: " + recording + ": " + tally());
        Map<String, Integer> groups = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.outOfScope() == null && !outcome.isIdentical()) {
                String what = outcome.exchange().isMessage()
                        ? (outcome.exchange().isDevctl()
                                ? "devctl"
                                : "PF_ROUTE " + Messages.type(outcome.exchange().bytes("out")))
                        : outcome.exchange().call() + " "
                                + (outcome.exchange().call().contains("sysctl")
                                        ? ""
                                        : outcome.exchange().request());
                groups.merge(what.trim(), 1, Integer::sum);
            }
        }
        groups.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .forEach(group -> lines.add("  " + group.getValue() + " " + group.getKey()));
        for (Outcome outcome : outcomes) {
            if (outcome.outOfScope() == null && !outcome.isIdentical()) {
                describe(outcome, lines);
            }
        }
        lines.add("");
        lines.add("messages too many:");
        extra.forEach(message -> lines.add("  " + message));
        try {
            Path file = folder.resolve(recording.folder()).resolve(recording.name() + ".txt");
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(Outcome outcome, List<String> lines) {
        Exchange exchange = outcome.exchange();
        lines.add("");
        lines.add("seq " + exchange.seq() + " " + exchange.call() + " " + exchange.request() + " \""
                + exchange.comment() + "\""
                + (exchange.isMessage() ? " after " + exchange.number("after") : "")
                + (exchange.worker() == 0 ? "" : " worker " + exchange.worker()));
        lines.add("  " + outcome.difference());
        if (exchange.bytes("in") != null) {
            lines.add("  in       " + HexFormat.of().formatHex(exchange.bytes("in")));
        }
        for (Part part : outcome.parts()) {
            if (!part.isEqual()) {
                lines.add("  recorded " + HexFormat.of().formatHex(part.expected()) + " " + part.name());
                lines.add("  actual   " + HexFormat.of().formatHex(part.actual()));
            }
        }
    }
}
