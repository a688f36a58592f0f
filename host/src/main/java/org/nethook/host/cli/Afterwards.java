package org.nethook.host.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.host.cli.operator.OperatorCommands;
import org.nethook.host.cli.operator.SimulatedSeat;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.operator.Desk;
import org.nethook.host.operator.Surroundings;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.replay.SimulatedHost;
import org.nethook.host.spelling.Nearest;
import org.nethook.netif.sim.SimMachine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Commands that an operator would give once a scenario has come to its end, on the machine that it left behind. */
final class Afterwards {
    private final List<String> commands;
    private final Invocation call;

    /** @param commands each as it would be typed, without {@code nethook} */
    Afterwards(List<String> commands, Invocation call) {
        this.commands = List.copyOf(commands);
        this.call = call;
    }

    /** The command above them. */
    @Command(name = "nethook")
    private static final class Above {}

    /**
     * Refuses what cannot be parsed, before anything ran.
     *
     * @throws Failure that says what is wrong with which
     */
    void check() throws Failure {
        for (String command : commands) {
            CommandLine line = line(null, null, call.out());
            String[] words = words(command);
            try {
                List<String> known = new ArrayList<>(line.getSubcommands().keySet());
                if (!known.contains(words[0])) {
                    String nearest = Nearest.suggestion(words[0], known);
                    throw new ParameterException(
                            line,
                            "unknown command " + words[0]
                                    + (nearest.isEmpty() ? "; there are " + String.join(", ", known) : nearest));
                }
                line.parseArgs(words);
            } catch (ParameterException e) {
                String message = e.getMessage().lines().findFirst().orElse("wrong usage");
                throw new Failure(ExitStatus.USAGE, List.of("--then \"" + command + "\": " + message), e);
            }
        }
    }

    /**
     * Runs them.
     *
     * @return the first status other than 0, else 0
     */
    int run(SimulatedHost host, LoadedPlugins plugins, PrintStream out, int width) {
        int first = ExitStatus.OK;
        for (String command : commands) {
            out.println();
            out.println("$ nethook " + command);
            int status = line(host, plugins, out, width).execute(words(command));
            out.flush();
            first = first == ExitStatus.OK ? status : first;
        }
        return first;
    }

    private CommandLine line(SimulatedHost host, LoadedPlugins plugins, PrintStream out) {
        return line(host, plugins, out, 0);
    }

    private CommandLine line(SimulatedHost host, LoadedPlugins plugins, PrintStream out, int width) {
        CommandLine all = new CommandLine(new Above());
        Desk desk = host == null ? null : new Desk(surroundings(host, plugins));
        OperatorCommands.addTo(all, new SimulatedSeat(host, desk, out, width));
        SimMachine machine = host == null ? null : host.machine();
        all.addSubcommand(new NetifCommand(() -> machine.newPlatform()));
        all.addSubcommand(new CommandLine(new SimulatedRun(host, out)).setUnmatchedOptionsArePositionalParams(true));
        all.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(call.err(), true));
        all.setExecutionExceptionHandler(
                (e, given, result) -> e instanceof Failure failure ? call.report(failure) : call.bug(e));
        return all;
    }

    private static Surroundings surroundings(SimulatedHost host, LoadedPlugins plugins) {
        SimMachine machine = host.machine();
        return new Surroundings(
                "a simulated FreeBSD " + machine.platform().release(),
                plugins,
                host.runtime().keepers(),
                machine.platform().query(),
                host.state(),
                host.time());
    }

    private static String[] words(String command) {
        return command.strip().split("\\s+");
    }
}
