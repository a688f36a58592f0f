package org.nethook.testkit.matrix;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.nethook.testkit.EndState;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;
import org.nethook.testkit.fault.Killer;
import org.nethook.testkit.fault.Saboteur;
import org.nethook.testkit.matrix.MatrixRuns.Verdict;

/**
 * Lets the same thing happen to a machine again and again, and in each run one of the host's calls fails once, with an errno
 * that the kernel may give there: a system call, or one to the DHCP clients. The end must be that of a run without a fault, or
 * that of a run in which nothing is changed: never between.
 *
 * <p>{@link #twice} lets two calls fail, the second while the plugin or the host deals with the first; {@link #afterACrash} kills
 * the host and lets a call fail while it recovers. There, the kernel can refuse both the way on and the way back: then
 * an operator must have been told, by an alarm, and the log must still be there. Such runs are counted apart.
 */
public final class FaultMatrix {
    private static final Duration REST = Duration.ofMinutes(30);
    private static final long SEED = 20_261_124L;

    /** Calls after a fault among which another is drawn: what a plan of this size takes to be undone, and more. */
    private static final int NEAR = 200;

    private final Supplier<TestHostBuilder> machine;
    private final CrashMatrix.Scenario scenario;
    private final List<CrashMatrix.Scenario> shorter = new ArrayList<>();
    private String name = "";
    private int most = Integer.MAX_VALUE;

    private FaultMatrix(Supplier<TestHostBuilder> machine, CrashMatrix.Scenario scenario) {
        this.machine = machine;
        this.scenario = scenario;
    }

    /** @param machine describes the machine and the plugin, both fresh each time; asked by several threads */
    public static FaultMatrix of(Supplier<TestHostBuilder> machine, CrashMatrix.Scenario scenario) {
        return new FaultMatrix(machine, scenario);
    }

    /** What its line is to say it is about. */
    public FaultMatrix named(String text) {
        name = text;
        return this;
    }

    /** The end may also be that of this, which is a part of what happens: an order of an operator that failed was told to have. */
    public FaultMatrix orEndingAs(CrashMatrix.Scenario part) {
        shorter.add(part);
        return this;
    }

    /** Only so many runs, drawn by lot, the same each time. */
    public FaultMatrix atMost(int runs) {
        most = runs;
        return this;
    }

    /**
     * Runs all with one fault and prints {@code fault matrix: N of N}.
     *
     * @throws AssertionError that tells of each run that ended between, or when no call is made
     */
    public MatrixTally run(PrintStream out) throws Exception {
        Ends ends = ends();
        List<Callable<Verdict>> runs = new ArrayList<>();
        for (int call = 1; call <= ends.calls.size(); call++) {
            for (int pick = 0; pick < ends.calls.get(call - 1); pick++) {
                Map<Integer, Integer> fault = Map.of(call, pick);
                runs.add(() -> check(fault, Killer.ofNobody(), ends, false));
            }
        }
        return tell(runs, "", ends, out);
    }

    /** Runs with two faults, as many as {@link #atMost} says. */
    public MatrixTally twice(PrintStream out) throws Exception {
        Ends ends = ends();
        Random random = new Random(SEED);
        List<Callable<Verdict>> runs = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            int first = 1 + random.nextInt(ends.calls.size());
            int second = first + 1 + random.nextInt(NEAR);
            Map<Integer, Integer> faults = Map.of(first, random.nextInt(NEAR), second, random.nextInt(NEAR));
            runs.add(() -> check(faults, Killer.ofNobody(), ends, true));
        }
        return tell(runs, "two faults", ends, out);
    }

    /** Runs with a kill and a fault soon after the start that follows, as many as {@link #atMost} says. */
    public MatrixTally afterACrash(PrintStream out) throws Exception {
        Ends ends = ends();
        Killer counted = Killer.ofNobody();
        try (TestHost host = machine.get().killedBy(counted).boot()) {
            happen(host);
        }
        Random random = new Random(SEED);
        List<Callable<Verdict>> runs = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            int write = 1 + random.nextInt(counted.writes());
            Killer.Moment moment = Killer.Moment.values()[random.nextInt(3)];
            int further = 1 + random.nextInt(NEAR);
            int pick = random.nextInt(NEAR);
            runs.add(() -> {
                int before = callsBeforeTheSecondLife(moment, write);
                return check(
                        Map.of(before + further, pick), new Killer(moment, Set.of(write), Duration.ZERO), ends, true);
            });
        }
        return tell(runs, "a fault after a crash", ends, out);
    }

    private int callsBeforeTheSecondLife(Killer.Moment moment, int write) throws Exception {
        Saboteur saboteur = new Saboteur(Map.of());
        try (TestHost host = machine.get()
                .sabotaged(saboteur)
                .killedBy(new Killer(moment, Set.of(write), Duration.ZERO))
                .boot()) {
            happen(host);
        }
        return saboteur.lives().get(saboteur.lives().size() - 1);
    }

    private MatrixTally tell(List<Callable<Verdict>> runs, String what, Ends ends, PrintStream out) throws Exception {
        String label = name.isEmpty() || what.isEmpty() ? name + what : name + ", " + what;
        return new MatrixRuns("fault matrix", label, most)
                .run(
                        List.of(),
                        runs,
                        "start:\n" + String.join("\n\nor:\n", ends.starts) + "\n\ngoal, to which each is compared:\n"
                                + ends.goal,
                        out);
    }

    /** Where it may end, and how many errnos each call has on the way. */
    private record Ends(Set<String> starts, String goal, List<Integer> calls) {}

    private Ends ends() throws Exception {
        Saboteur counted = new Saboteur(Map.of());
        String goal;
        try (TestHost host = machine.get().sabotaged(counted).boot()) {
            goal = happen(host);
        }
        List<Integer> calls = List.copyOf(counted.refusals());
        Set<String> starts = new LinkedHashSet<>();
        try (TestHost host = machine.get().dryRun().boot()) {
            starts.add(happen(host));
        }
        for (CrashMatrix.Scenario part : shorter) {
            try (TestHost host = machine.get().boot()) {
                part.happen(host);
                host.advance(REST);
                starts.add(EndState.of(host));
            }
        }
        return new Ends(starts, goal, calls);
    }

    private Verdict check(Map<Integer, Integer> faults, Killer killer, Ends ends, boolean mayCallOperator)
            throws Exception {
        Saboteur saboteur = new Saboteur(faults);
        try (TestHost host = machine.get().sabotaged(saboteur).killedBy(killer).boot()) {
            String end = happen(host);
            if (ends.starts.contains(end) || end.equals(ends.goal)) {
                return Verdict.WELL;
            }
            if (mayCallOperator && end.endsWith(EndState.PENDING) && wasOperatorTold(host)) {
                return Verdict.FOR_OPERATOR;
            }
            return Verdict.badly(saboteur + EndState.difference(ends.goal, end) + EndState.told(host));
        }
    }

    private static boolean wasOperatorTold(TestHost host) {
        for (String alarm : host.texts(Told.Kind.ALARM)) {
            if (alarm.contains("to be done by hand")) {
                return true;
            }
        }
        return false;
    }

    private String happen(TestHost host) throws Exception {
        scenario.happen(host);
        host.advance(REST);
        return EndState.of(host);
    }
}
