package org.nethook.host.cli.resident;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.nethook.api.ExitStatus;
import org.nethook.host.cli.ask.AskedHost;
import org.nethook.host.cli.operator.OperatorCommands;
import org.nethook.host.control.Reply;
import org.nethook.host.daemon.Resident;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.spelling.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The operator's commands, each at a desk of its own. */
final class Questions {
    private static final int WIDEST = 10_000;

    private final Resident resident;
    private final Detached detached;
    private final MoreQuestions more;

    Questions(Resident resident, Detached detached, MoreQuestions more) {
        this.resident = resident;
        this.detached = detached;
        this.more = more;
    }

    /** The command above them. */
    @Command(name = "nethook")
    private static final class Above {}

    int answer(List<String> args, Reply reply) throws Failure, InterruptedException {
        int width = 0;
        List<String> words = args;
        if (words.get(0).startsWith(AskedHost.WIDTH)) {
            width = width(words.get(0).substring(AskedHost.WIDTH.length()));
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            throw new Failure(ExitStatus.USAGE, "a command is missing");
        }
        int columns = width;
        String[] command = words.toArray(new String[0]);
        return detached.run("answer", outbox -> execute(command, columns, outbox), reply, 0, true);
    }

    private static int width(String text) throws Failure {
        try {
            int width = Integer.parseInt(text);
            if (width >= 0 && width <= WIDEST) {
                return width;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Failure(
                ExitStatus.USAGE, AskedHost.WIDTH + " must be followed by a number of columns, not \"" + text + "\"");
    }

    private int execute(String[] words, int width, Outbox outbox) {
        ResidentSeat seat = new ResidentSeat(resident, outbox, width);
        try (PrintStream out = seat.out();
                PrintStream err = seat.err()) {
            CommandLine all = new CommandLine(new Above());
            OperatorCommands.addTo(all, seat);
            more.addTo(all, resident, out);
            all.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
            all.setParameterExceptionHandler((e, given) -> complain(e, all, words[0], outbox));
            all.setExecutionExceptionHandler((e, given, result) -> failed(e, outbox));
            int status = all.execute(words);
            out.flush();
            err.flush();
            return status;
        }
    }

    private static int failed(Exception e, Outbox outbox) {
        if (e instanceof Failure failure) {
            for (String line : failure.lines()) {
                outbox.tell(true, "nethook: " + line);
            }
            return failure.status();
        }
        outbox.tell(true, "nethook: bug: " + e);
        return ExitStatus.SOFTWARE;
    }

    private static int complain(ParameterException e, CommandLine all, String word, Outbox outbox) {
        TreeSet<String> known = new TreeSet<>(all.getSubcommands().keySet());
        known.addAll(ResidentAnswers.OWN);
        if (!known.contains(word)) {
            String nearest = Nearest.suggestion(word, known);
            outbox.tell(
                    true,
                    "nethook: the resident host does not answer " + word
                            + (nearest.isEmpty()
                                    ? "; it answers " + String.join(", ", new ArrayList<>(known))
                                    : nearest));
        } else {
            String message = e.getMessage().lines().findFirst().orElse("wrong usage");
            outbox.tell(
                    true,
                    "nethook: " + message + "; see "
                            + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        return ExitStatus.USAGE;
    }
}
