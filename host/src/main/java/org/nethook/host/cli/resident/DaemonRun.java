package org.nethook.host.cli.resident;

import org.nethook.host.daemon.Daemon;
import org.nethook.host.daemon.DaemonOptions;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;

/** {@code nethook daemon}. */
public final class DaemonRun {
    private DaemonRun() {}

    /**
     * Runs the host until it is told to end.
     *
     * @param more further commands to answer
     * @return 0
     * @throws Failure when it cannot be started
     */
    public static int run(DaemonArguments arguments, Invocation call, MoreQuestions more) throws Failure {
        DaemonOptions options = arguments.options();
        call.machine().warmUp();
        return Daemon.run(call, options, resident -> {
            new MetricsFile(resident).start();
            return new ResidentAnswers(resident, more);
        });
    }
}
