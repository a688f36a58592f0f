package org.nethook.host.cli.operator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nethook.api.ExitStatus;
import org.nethook.host.json.HistoryJson;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.operator.Desk;
import org.nethook.host.operator.HistoryAnswer;
import org.nethook.host.operator.text.HistoryText;
import org.nethook.host.state.StateException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nethook history}. */
@Command(
        name = "history",
        header = "List what happened, one line each, the newest last.",
        description = {
            "%nEvents that led to something, plans and how they ended, notes and alarms. Times are local. Touches nothing.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook history hn0 --since 2h",
            "  nethook history --since 2026-11-23T03:00 --steps",
            "  nethook history -n 0 --json"
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {"0:listed, even if there was nothing", "77:the history cannot be read"})
final class HistoryCommand implements Callable<Integer> {
    private final Seat seat;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Which which;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "only what happened then or later: 90s, 15m, 2h or 3d ago, 03:15, 2026-11-23, 2026-11-23T03:15 or "
                            + "2026-11-23T02:15:00Z")
    private String since;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "50",
            description = "the newest N; without it 50, all with 0")
    private int most;

    @Option(names = "--steps", description = "also the steps of each plan")
    private boolean steps;

    @Option(names = "--json", description = "as one JSON object, with the steps")
    private boolean json;

    HistoryCommand(Seat seat) {
        this.seat = seat;
    }

    @Override
    public Integer call() throws Failure, IOException {
        try (Seat.Occupied taken = seat.take(seat.out(), true)) {
            HistoryAnswer answer = taken.desk().history(Which.of(which), since(taken.desk()), most);
            if (json) {
                Printed.json(seat, generator -> HistoryJson.write(generator, answer));
            } else {
                seat.out().print(HistoryText.of(answer, steps, seat.zone()));
            }
            return ExitStatus.OK;
        } catch (StateException e) {
            throw new Failure(ExitStatus.NOPERM, List.of(e.getMessage()), e);
        }
    }

    private Optional<Instant> since(Desk desk) {
        if (since == null) {
            return Optional.empty();
        }
        try {
            Instant now = desk.surroundings().clock().instant();
            return Optional.of(Since.read(since, now.atZone(seat.zone())));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--since " + e.getMessage());
        }
    }
}
