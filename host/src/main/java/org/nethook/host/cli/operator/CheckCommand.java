package org.nethook.host.cli.operator;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.nethook.api.ExitStatus;
import org.nethook.api.netif.NetifException;
import org.nethook.host.json.StandingJson;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.operator.PlanAnswer;
import org.nethook.host.operator.Standing.Kind;
import org.nethook.host.operator.UnknownInterfaceException;
import org.nethook.host.operator.text.StandingText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nethook check}. */
@Command(
        name = "check",
        header = "Compare how interfaces are with how they should be.",
        description = {
            "%nOne line for each interface that a plugin keeps in order: in order, DRIFT, REFUSED (an operator must decide "
                    + "something first) or UNKNOWN. Made for cron and for monitoring. Touches nothing.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nethook check", "  nethook check hn0 || nethook plan hn0", "  nethook check --json"},
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:all in order",
            "1:drift, or a plan was left in the middle: nethook plan shows what would be done",
            "69:something is refused or unknown, with or without drift; no such interface"
        })
final class CheckCommand implements Callable<Integer> {
    private static final int DRIFT = 1;

    private final Seat seat;

    @ArgGroup
    private Which which;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    CheckCommand(Seat seat) {
        this.seat = seat;
    }

    @Override
    public Integer call() throws Failure, IOException {
        try (Seat.Occupied taken = seat.take(seat.out(), true)) {
            PlanAnswer answer = taken.desk().plan(Which.of(which));
            if (json) {
                Printed.json(seat, generator -> StandingJson.writeCheck(generator, answer));
            } else {
                seat.out().print(StandingText.check(answer, seat.zone()));
            }
            return status(answer);
        } catch (UnknownInterfaceException | NetifException e) {
            throw Printed.unavailable(e);
        }
    }

    private static int status(PlanAnswer answer) {
        if (answer.count(Kind.REFUSED) + answer.count(Kind.UNKNOWN) > 0) {
            return ExitStatus.UNAVAILABLE;
        }
        return answer.isInOrder() ? ExitStatus.OK : DRIFT;
    }
}
