package org.nethook.testkit.matrix;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs what a matrix is made of, all or some drawn by lot, on two threads. */
final class MatrixRuns {
    private static final int THREADS = 2;
    private static final int SHOWN = 12;
    private static final long SEED = 20_261_123L;

    private final String matrix;
    private final String name;
    private final int most;

    /** @param most how many are run, unless more must be; when there are more they are drawn by lot, the same each time */
    MatrixRuns(String matrix, String name, int most) {
        this.matrix = matrix;
        this.name = name;
        this.most = most;
    }

    /** How one run ended. */
    record Verdict(Kind kind, String text) {
        static final Verdict WELL = new Verdict(Kind.WELL, "");
        static final Verdict FOR_OPERATOR = new Verdict(Kind.FOR_OPERATOR, "");

        enum Kind {
            WELL,
            FOR_OPERATOR,
            BADLY
        }

        static Verdict badly(String text) {
            return new Verdict(Kind.BADLY, text);
        }
    }

    /**
     * Runs them and prints the tally.
     *
     * @param always what is run in any case
     * @param others what is drawn from
     * @param wanted what is shown before the runs that ended badly
     * @throws AssertionError that tells of runs that ended badly, or when there is nothing to run
     */
    MatrixTally run(List<Callable<Verdict>> always, List<Callable<Verdict>> others, String wanted, PrintStream out)
            throws Exception {
        List<Callable<Verdict>> shuffled = new ArrayList<>(others);
        Collections.shuffle(shuffled, new Random(SEED));
        List<Callable<Verdict>> drawn = new ArrayList<>(always);
        drawn.addAll(shuffled.subList(0, Math.min(shuffled.size(), Math.max(0, most - always.size()))));
        int forOperator = 0;
        List<String> failures = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Verdict> future : threads.invokeAll(drawn)) {
                Verdict verdict = verdict(future);
                forOperator += verdict.kind() == Verdict.Kind.FOR_OPERATOR ? 1 : 0;
                if (verdict.kind() == Verdict.Kind.BADLY) {
                    failures.add(verdict.text());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        MatrixTally tally = new MatrixTally(
                matrix, drawn.size() - failures.size(), drawn.size(), always.size() + others.size(), forOperator);
        out.println(tally.line(name));
        if (drawn.isEmpty()) {
            throw new AssertionError(matrix + ": " + name + ": there is nothing to run");
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(tally.line(name) + "\n" + wanted + "\n\n"
                    + String.join("\n\n", failures.subList(0, Math.min(SHOWN, failures.size()))));
        }
        return tally;
    }

    private static Verdict verdict(Future<Verdict> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            java.io.StringWriter trace = new java.io.StringWriter();
            e.getCause().printStackTrace(new java.io.PrintWriter(trace));
            return Verdict.badly(trace.toString());
        }
    }
}
