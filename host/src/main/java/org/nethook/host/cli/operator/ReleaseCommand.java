package org.nethook.host.cli.operator;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nethook.api.netif.NetifException;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.operator.Desk;
import org.nethook.host.operator.Done;
import org.nethook.host.operator.PlanAnswer;
import org.nethook.host.operator.Standing.Kind;
import org.nethook.host.operator.UnknownInterfaceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nethook release}. */
@Command(
        name = "release",
        header = "Give an interface back to the system's own configuration, and leave it alone.",
        description = {
            "%nShows the plan, asks, and applies it: an hn gets its addresses, routes and DHCP client back from the lagg that "
                    + "plugins made, and the lagg is destroyed. From then on plugins leave the interface alone, whatever "
                    + "events say, until --undo.%n%nOnce begun it goes on to its end, also when your connection runs over that "
                    + "very interface and is lost.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook release --dry-run hn0",
            "  nethook release hn0",
            "  nethook release --undo hn0     nethook takes care of hn0 again, at once"
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:done, or you said no",
            "64:there is no terminal to ask on, and neither --yes nor --dry-run",
            "69:there is no such interface, no plugin keeps it, or it is refused",
            "70:the plan failed and could not all be undone: look",
            "75:the plan failed and was undone, or the state changed while you read: nothing is changed"
        })
final class ReleaseCommand implements Callable<Integer> {
    private final Seat seat;

    @Parameters(paramLabel = "IFNAME", description = "the interface, such as hn0")
    private String ifName;

    @Option(names = "--undo", description = "let plugins take care of it again, and put it in order now")
    private boolean undo;

    @Mixin
    private Order order;

    ReleaseCommand(Seat seat) {
        this.seat = seat;
    }

    @Override
    public Integer call() throws Failure, IOException {
        order.check(seat);
        try (Seat.Occupied taken = seat.take(order.journal(seat), order.isDryRun())) {
            return undo ? takeUp(taken) : giveBack(taken);
        } catch (UnknownInterfaceException | NetifException e) {
            throw Printed.unavailable(e);
        }
    }

    private int giveBack(Seat.Occupied taken) throws Failure, IOException, UnknownInterfaceException, NetifException {
        Desk desk = taken.desk();
        PlanAnswer answer = desk.release(ifName);
        order.show(answer, seat);
        boolean possible = answer.count(Kind.AS_WANTED) + answer.count(Kind.WOULD_CHANGE) > 0;
        if (!possible || !order.goAhead("Give " + ifName + " back, and leave it alone from then on?", seat)) {
            return order.end(answer, List.of(), Optional.empty(), seat);
        }
        // First, so that no event in between begins anew what is being given back.
        desk.hold(answer, true);
        List<Done> done = order.carryOut(answer, true, "nethook release " + ifName, taken, seat);
        order.say("Nethook leaves " + ifName + " alone from now on, until: nethook release --undo " + ifName, seat);
        return order.end(answer, done, Optional.of(true), seat);
    }

    private int takeUp(Seat.Occupied taken) throws Failure, IOException, UnknownInterfaceException, NetifException {
        Desk desk = taken.desk();
        PlanAnswer held = desk.plan(Optional.of(ifName));
        if (!order.goAhead("Let plugins take care of " + ifName + " again, and put it in order now?", seat)) {
            order.say("Would let plugins take care of " + ifName + " again, and put it in order at once.", seat);
            return order.end(held, List.of(), Optional.empty(), seat);
        }
        desk.hold(held, false);
        PlanAnswer answer = desk.plan(Optional.of(ifName));
        order.say("Plugins take care of " + ifName + " again.", seat);
        order.show(answer, seat);
        List<Done> done = order.carryOut(answer, false, "nethook release --undo " + ifName, taken, seat);
        return order.end(answer, done, Optional.of(false), seat);
    }
}
