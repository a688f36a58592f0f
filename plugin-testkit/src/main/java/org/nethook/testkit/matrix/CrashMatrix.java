package org.nethook.testkit.matrix;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.nethook.testkit.EndState;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.fault.Killer;
import org.nethook.testkit.matrix.MatrixRuns.Verdict;

/**
 * Lets the same thing happen to a machine again and again, and kills the host in each run at another moment: before, in the
 * middle of and after each durable write, which lie before and after each step of a plan; again at the next write, while it
 * recovers; and so that it stays away for half a minute and hears of nothing meanwhile. When it is started again it hears which
 * interfaces there are, as any host does at its start, and must reach the state of a run without a crash.
 */
public final class CrashMatrix {

    /** What happens to the machine. The same each time; it does not look at what the plugin did. */
    @FunctionalInterface
    public interface Scenario {
        /** Does it, and lets time pass. */
        void happen(TestHost host) throws Exception;
    }

    private static final Duration REST = Duration.ofMinutes(30);
    private static final Duration AWAY = Duration.ofSeconds(30);

    private final Supplier<TestHostBuilder> machine;
    private final Scenario scenario;
    private String name = "";
    private int most = Integer.MAX_VALUE;

    private CrashMatrix(Supplier<TestHostBuilder> machine, Scenario scenario) {
        this.machine = machine;
        this.scenario = scenario;
    }

    /** @param machine describes the machine and the plugin, both fresh each time; asked by several threads */
    public static CrashMatrix of(Supplier<TestHostBuilder> machine, Scenario scenario) {
        return new CrashMatrix(machine, scenario);
    }

    /** What its line is to say it is about. */
    public CrashMatrix named(String text) {
        name = text;
        return this;
    }

    /** Only so many runs, drawn by lot, the same each time; a kill right after each write is always among them. */
    public CrashMatrix atMost(int runs) {
        most = runs;
        return this;
    }

    /**
     * Runs all and prints {@code crash matrix: N of N}.
     *
     * @throws AssertionError that tells of each run that ended in another state, or when nothing is ever written
     */
    public MatrixTally run(PrintStream out) throws Exception {
        Killer counted = Killer.ofNobody();
        String goal;
        try (TestHost host = boot(counted)) {
            goal = happen(host);
        }
        List<Callable<Verdict>> afterEach = new ArrayList<>();
        List<Callable<Verdict>> others = new ArrayList<>();
        for (int write = 1; write <= counted.writes(); write++) {
            for (Killer.Moment moment : Killer.Moment.values()) {
                Set<Integer> once = Set.of(write);
                Set<Integer> twice = Set.of(write, write + 1);
                (moment == Killer.Moment.AFTER ? afterEach : others)
                        .add(() -> check(moment, once, Duration.ZERO, goal));
                others.add(() -> check(moment, twice, Duration.ZERO, goal));
                others.add(() -> check(moment, once, AWAY, goal));
            }
        }
        return new MatrixRuns("crash matrix", name, most).run(afterEach, others, "wanted:\n" + goal, out);
    }

    private Verdict check(Killer.Moment moment, Set<Integer> kills, Duration away, String goal) throws Exception {
        try (TestHost host = boot(new Killer(moment, kills, away))) {
            String end = happen(host);
            return end.equals(goal)
                    ? Verdict.WELL
                    : Verdict.badly("killed " + moment + " write " + kills + ", away " + away.toSeconds() + " s:\n"
                            + end + "\n" + EndState.told(host));
        }
    }

    private TestHost boot(Killer killer) {
        return machine.get().killedBy(killer).boot();
    }

    private String happen(TestHost host) throws Exception {
        scenario.happen(host);
        host.advance(REST);
        return EndState.of(host);
    }
}
