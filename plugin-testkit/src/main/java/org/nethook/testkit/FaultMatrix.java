package org.nethook.testkit;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nethook.netif.ffi.FaultInjector.Call;
import org.nethook.netif.ffi.FaultInjector.Fault;

/**
 * Lets the same thing happen to a machine again and again, and in each run one of the host's system calls fails once, with an
 * errno that the kernel may give there. The end must be that of a run without a fault, or that of a run in which nothing is
 * changed: never between.
 */
public final class FaultMatrix {
    private static final Duration REST = Duration.ofMinutes(10);
    /** FreeBSD's ESRCH, ENXIO, ENOMEM, EBUSY, EEXIST, EINVAL, EMFILE, ENOBUFS. */
    private static final Map<Call, int[]> ERRNOS = new EnumMap<>(Map.of(
            Call.SOCKET, new int[] {24, 55},
            Call.IOCTL, new int[] {6, 12, 16, 22, 55},
            Call.WRITE, new int[] {3, 17, 55},
            Call.READ, new int[] {55},
            Call.SETSOCKOPT, new int[] {22},
            Call.SYSCTL, new int[] {12}));

    private final Supplier<TestHostBuilder> machine;
    private final CrashMatrix.Scenario scenario;

    private FaultMatrix(Supplier<TestHostBuilder> machine, CrashMatrix.Scenario scenario) {
        this.machine = machine;
        this.scenario = scenario;
    }

    /** @param machine describes the machine and the plugin, both fresh each time */
    public static FaultMatrix of(Supplier<TestHostBuilder> machine, CrashMatrix.Scenario scenario) {
        return new FaultMatrix(machine, scenario);
    }

    /**
     * Runs all and prints {@code fault matrix: N of N}.
     *
     * @return how many runs there were
     * @throws AssertionError that tells of each run that ended between, or when no call is made
     */
    public int run(PrintStream out) throws Exception {
        Map<Call, Integer> calls = new EnumMap<>(Call.class);
        String goal;
        try (TestHost host = machine.get().boot()) {
            goal = end(host);
            for (Call call : ERRNOS.keySet()) {
                calls.put(call, host.systemCalls().calls(call));
            }
        }
        String start;
        try (TestHost host = machine.get().dryRun().boot()) {
            start = end(host);
        }
        List<String> failures = new ArrayList<>();
        int runs = 0;
        for (Map.Entry<Call, Integer> entry : calls.entrySet()) {
            for (int nth = 1; nth <= entry.getValue(); nth++) {
                for (int errno : ERRNOS.get(entry.getKey())) {
                    runs++;
                    check(Fault.of(entry.getKey(), nth, errno), start, goal, failures);
                }
            }
        }
        out.println("fault matrix: " + (runs - failures.size()) + " of " + runs);
        if (runs == 0 || !failures.isEmpty()) {
            throw new AssertionError(
                    "start:\n" + start + "\n\ngoal:\n" + goal + "\n\n" + String.join("\n\n", failures));
        }
        return runs;
    }

    private void check(Fault fault, String start, String goal, List<String> failures) throws Exception {
        try (TestHost host = machine.get().failing(fault).boot()) {
            String end = end(host);
            if (!end.equals(start) && !end.equals(goal)) {
                failures.add(fault + ":\n" + end + "\n" + host.told());
            }
        }
    }

    private String end(TestHost host) throws Exception {
        scenario.happen(host);
        host.advance(REST);
        return EndState.of(host);
    }
}
