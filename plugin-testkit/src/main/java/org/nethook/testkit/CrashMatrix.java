package org.nethook.testkit;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets the same thing happen to a machine again and again, and kills the host in each run at another moment: before, in the
 * middle of and after each durable write, which lie before and after each step of a plan, and again at the next write, while
 * it recovers. It is started again at once, hears which interfaces there are as any host does at its start, and must reach the
 * state of a run without a crash.
 */
public final class CrashMatrix {

    /** What happens to the machine. The same each time; it does not look at what the plugin did. */
    @FunctionalInterface
    public interface Scenario {
        /** Does it, and lets time pass. */
        void happen(TestHost host) throws Exception;
    }

    private static final Duration REST = Duration.ofMinutes(10);

    private final Supplier<TestHostBuilder> machine;
    private final Scenario scenario;

    private CrashMatrix(Supplier<TestHostBuilder> machine, Scenario scenario) {
        this.machine = machine;
        this.scenario = scenario;
    }

    /** @param machine describes the machine and the plugin, both fresh each time */
    public static CrashMatrix of(Supplier<TestHostBuilder> machine, Scenario scenario) {
        return new CrashMatrix(machine, scenario);
    }

    /**
     * Runs all and prints {@code crash matrix: N of N}.
     *
     * @return how many runs there were, with at least one write each
     * @throws AssertionError that tells of each run that ended in another state, or when nothing is ever written
     */
    public int run(PrintStream out) throws Exception {
        KillingStorage counted = new KillingStorage(KillingStorage.Moment.BEFORE, Set.of());
        String goal = end(counted);
        if (counted.writes() == 0) {
            throw new AssertionError("nothing is written, so that there is nothing to be killed at");
        }
        List<String> failures = new ArrayList<>();
        int runs = 0;
        for (int write = 1; write <= counted.writes(); write++) {
            for (KillingStorage.Moment moment : KillingStorage.Moment.values()) {
                runs += 2;
                check(moment, Set.of(write), goal, failures);
                check(moment, Set.of(write, write + 1), goal, failures);
            }
        }
        out.println("crash matrix: " + (runs - failures.size()) + " of " + runs);
        if (!failures.isEmpty()) {
            throw new AssertionError("wanted:\n" + goal + "\n\n" + String.join("\n\n", failures));
        }
        return runs;
    }

    private void check(KillingStorage.Moment moment, Set<Integer> kills, String goal, List<String> failures)
            throws Exception {
        String end = end(new KillingStorage(moment, kills));
        if (!end.equals(goal)) {
            failures.add("killed " + moment + " write " + kills + ":\n" + end);
        }
    }

    private String end(KillingStorage storage) throws Exception {
        try (TestHost host = machine.get().storage(storage).boot()) {
            scenario.happen(host);
            host.advance(REST);
            String end = EndState.of(host);
            return host.state().storage().exists("pending") ? end + "\na plan is still pending" : end;
        }
    }
}
