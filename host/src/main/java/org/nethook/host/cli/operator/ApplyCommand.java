package org.nethook.host.cli.operator;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nethook.api.netif.NetifException;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.operator.Done;
import org.nethook.host.operator.PlanAnswer;
import org.nethook.host.operator.Standing.Kind;
import org.nethook.host.operator.UnknownInterfaceException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nethook apply}. */
@Command(
        name = "apply",
        header = "Do now what plan shows.",
        description = {
            "%nShows the plans, asks, and applies them as if an event had called for them: each step is verified and kept in "
                    + "the history, and a step that fails undoes those before it. Once begun it goes on to its end, also when "
                    + "your connection runs over that very interface and is lost.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nethook apply hn0", "  nethook apply --yes", "  nethook apply --dry-run"},
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:done, there was nothing to do, or you said no",
            "64:there is no terminal to ask on, and neither --yes nor --dry-run",
            "69:something is refused or unknown; the rest is done",
            "70:a plan failed and could not all be undone: look",
            "75:a plan failed and was undone, or the state changed while you read: nothing is changed"
        })
final class ApplyCommand implements Callable<Integer> {
    private final Seat seat;

    @ArgGroup
    private Which which;

    @Mixin
    private Order order;

    ApplyCommand(Seat seat) {
        this.seat = seat;
    }

    @Override
    public Integer call() throws Failure, IOException {
        order.check(seat);
        try (Seat.Occupied taken = seat.take(order.journal(seat), order.isDryRun())) {
            PlanAnswer answer = taken.desk().plan(Which.of(which));
            order.show(answer, seat);
            List<Done> done = List.of();
            if (answer.count(Kind.WOULD_CHANGE) > 0 && order.goAhead("Do it?", seat)) {
                done = order.carryOut(
                        answer,
                        false,
                        "nethook apply"
                                + Which.of(which).map(name -> " " + name).orElse(""),
                        taken,
                        seat);
            }
            return order.end(answer, done, Optional.empty(), seat);
        } catch (UnknownInterfaceException | NetifException e) {
            throw Printed.unavailable(e);
        }
    }
}
