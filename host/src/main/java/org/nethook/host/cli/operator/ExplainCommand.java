package org.nethook.host.cli.operator;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.nethook.api.ExitStatus;
import org.nethook.api.netif.NetifException;
import org.nethook.host.json.ExplanationJson;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.operator.Explanation;
import org.nethook.host.operator.text.ExplanationText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nethook explain}. */
@Command(
        name = "explain",
        header = "Tell why an interface is as it is: which event, which plugin, which steps, when.",
        description = {
            "%nHow the interface is now, and what nethook did to it, the newest last: plans with their reasons and steps, what "
                    + "failed, was undone or repaired, notes and alarms. Also for an interface that is gone. Touches "
                    + "nothing.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nethook explain lagg0", "  nethook explain -n 0 hn0", "  nethook explain --json mlxen0"},
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:told",
            "69:nothing at all is known of such an interface",
            "77:the history cannot be read; the rest is told"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Seat seat;

    @Parameters(paramLabel = "IFNAME", description = "the interface: an hn, a VF, a lagg, or any other")
    private String ifName;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "10",
            description = "the newest N plans, notes and alarms; without it 10, all with 0")
    private int most;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    ExplainCommand(Seat seat) {
        this.seat = seat;
    }

    @Override
    public Integer call() throws Failure, IOException {
        try (Seat.Occupied taken = seat.take(seat.out(), true)) {
            Explanation explanation = taken.desk().explain(ifName, most);
            if (json) {
                Printed.json(seat, generator -> ExplanationJson.write(generator, explanation));
            } else {
                seat.out().print(ExplanationText.of(explanation, seat.width(), seat.zone()));
            }
            if (explanation.problem().isPresent()) {
                return ExitStatus.NOPERM;
            }
            return explanation.isKnown() ? ExitStatus.OK : ExitStatus.UNAVAILABLE;
        } catch (NetifException e) {
            throw Printed.unavailable(e);
        }
    }
}
