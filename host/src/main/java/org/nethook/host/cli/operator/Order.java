package org.nethook.host.cli.operator;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ExitStatus;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.host.json.DoneJson;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.operator.Desk;
import org.nethook.host.operator.Done;
import org.nethook.host.operator.PlanAnswer;
import org.nethook.host.operator.Standing;
import org.nethook.host.operator.Standing.Kind;
import org.nethook.host.operator.text.DoneText;
import org.nethook.host.operator.text.StandingText;
import picocli.CommandLine.Option;

/** The options of a command that changes something, and how it goes about it: show, ask, do, tell. */
final class Order {

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask; needed where there is no terminal")
    private boolean yes;

    @Option(names = "--dry-run", description = "only show what would be done")
    private boolean dryRun;

    @Option(names = "--json", description = "as one JSON object; needs --yes or --dry-run")
    private boolean json;

    /** Whether nothing is to be done. */
    boolean isDryRun() {
        return dryRun;
    }

    /** Refuses before anything is read what could not be ordered in the end. */
    void check(Seat seat) throws Failure {
        boolean nobody = json || !seat.canAsk();
        if (!yes && !dryRun && nobody) {
            throw new Failure(
                    ExitStatus.USAGE,
                    (json ? "--json asks nothing" : "there is no terminal to ask on")
                            + ": give --yes to go ahead, or --dry-run to only see the plan");
        }
    }

    /** Where to tell of each step: not among the JSON. */
    PrintStream journal(Seat seat) {
        return json ? seat.err() : seat.out();
    }

    /** Shows the plans, unless as JSON. */
    void show(PlanAnswer answer, Seat seat) {
        if (!json) {
            seat.out().print(StandingText.order(answer, seat.width(), seat.zone()));
        }
    }

    /** Says something, unless as JSON. */
    void say(String text, Seat seat) {
        if (!json) {
            seat.out().print(StandingText.paragraph(text, seat.width()));
        }
    }

    /** Whether to go ahead. */
    boolean goAhead(String question, Seat seat) {
        if (dryRun) {
            return false;
        }
        seat.out().flush();
        return yes || seat.ask(question);
    }

    /** Carries out every plan of the answer; what the operator's connection has to do with it no longer matters. */
    List<Done> carryOut(PlanAnswer answer, boolean release, String command, Seat.Occupied taken, Seat seat)
            throws Failure {
        seat.outliveConnection();
        Desk desk = taken.desk();
        List<Done> all = new ArrayList<>();
        for (Standing standing : answer.standings()) {
            if (standing.kind() == Kind.WOULD_CHANGE) {
                Done done = desk.carryOut(standing, release, command);
                all.add(done);
                say(DoneText.sentence(done), seat);
            }
        }
        seat.out().flush();
        taken.settle();
        return all;
    }

    /** Prints the JSON there is to print, and returns the status. */
    int end(PlanAnswer answer, List<Done> done, Optional<Boolean> held, Seat seat) throws IOException {
        if (json) {
            Printed.json(seat, generator -> DoneJson.write(generator, answer, done, held, dryRun));
        }
        for (Done each : done) {
            if (!each.isAsOrdered()) {
                boolean half = each.result().isPresent() && each.result().get().outcome() == Outcome.LEFT_HALF_DONE;
                return half ? ExitStatus.SOFTWARE : ExitStatus.TEMPFAIL;
            }
        }
        return answer.count(Kind.REFUSED) + answer.count(Kind.UNKNOWN) > 0 ? ExitStatus.UNAVAILABLE : ExitStatus.OK;
    }
}
