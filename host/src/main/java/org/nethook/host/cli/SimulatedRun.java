package org.nethook.host.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.nethook.host.oneshot.CommandRun;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.replay.SimulatedHost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nethook run} at the machine that a scenario left behind. */
@Command(name = "run", description = "Runs a command of a plugin.")
final class SimulatedRun implements Callable<Integer> {
    private final SimulatedHost host;
    private final PrintStream out;

    @Parameters(paramLabel = "COMMAND [ARG...]", arity = "1..*", description = "the command and what it wants to know")
    private List<String> words;

    SimulatedRun(SimulatedHost host, PrintStream out) {
        this.host = host;
        this.out = out;
    }

    @Override
    public Integer call() throws Failure {
        return CommandRun.run(words.get(0), words.subList(1, words.size()), host.runtime(), out);
    }
}
