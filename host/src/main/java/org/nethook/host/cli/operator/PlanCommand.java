package org.nethook.host.cli.operator;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.nethook.api.ExitStatus;
import org.nethook.api.netif.NetifException;
import org.nethook.host.json.StandingJson;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.operator.PlanAnswer;
import org.nethook.host.operator.UnknownInterfaceException;
import org.nethook.host.operator.text.StandingText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nethook plan}. */
@Command(
        name = "plan",
        header = "Show what plugins would do now, step by step. Touches nothing.",
        description = {
            "%nReads the machine, asks each plugin what it would do about the interfaces that it keeps in order, and shows "
                    + "it with the reasons. To do it: nethook apply.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nethook plan", "  nethook plan hn0", "  nethook plan --json"},
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:shown, whether or not there is anything to do (check tells by its status)",
            "69:there is no such interface, no plugin keeps it, or a plugin could not find out"
        })
final class PlanCommand implements Callable<Integer> {
    private final Seat seat;

    @ArgGroup
    private Which which;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    PlanCommand(Seat seat) {
        this.seat = seat;
    }

    @Override
    public Integer call() throws Failure, IOException {
        try (Seat.Occupied taken = seat.take(seat.out(), true)) {
            PlanAnswer answer = taken.desk().plan(Which.of(which));
            if (json) {
                Printed.json(seat, generator -> StandingJson.writePlan(generator, answer));
            } else {
                seat.out().print(StandingText.plan(answer, seat.width(), seat.zone()));
            }
            return answer.isIncomplete() ? ExitStatus.UNAVAILABLE : ExitStatus.OK;
        } catch (UnknownInterfaceException | NetifException e) {
            throw Printed.unavailable(e);
        }
    }
}
