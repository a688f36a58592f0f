package org.nethook.host.cli.operator;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.nethook.api.ExitStatus;
import org.nethook.host.json.StatusJson;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.operator.StatusAnswer;
import org.nethook.host.operator.text.HostText;
import org.nethook.host.operator.text.StatusText;
import org.nethook.host.plugin.HostVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nethook status}. */
@Command(
        name = "status",
        header = "Show how everything is: plugins, interfaces they keep, alarms, what happened last.",
        description = {
            "%nFor each interface that a plugin keeps in order: whether it is as wanted, and what the plugin tells of it, such "
                    + "as who carries the traffic. What could not be found out is said to be unknown. Touches nothing.%n",
            "%nThen how the resident host is doing, where there is one: sources, lanes, plugins, latencies, last events.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nethook status", "  nethook status --json"},
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {"0:shown; for a verdict in the status, use check"})
final class StatusCommand implements Callable<Integer> {
    private final Seat seat;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    StatusCommand(Seat seat) {
        this.seat = seat;
    }

    @Override
    public Integer call() throws Failure, IOException {
        try (Seat.Occupied taken = seat.take(seat.out(), true)) {
            StatusAnswer answer = taken.desk().status();
            if (json) {
                Printed.json(seat, generator -> StatusJson.write(generator, answer, HostVersion.VERSION, seat.host()));
            } else {
                seat.out().print(StatusText.of(answer, HostVersion.VERSION, seat.width(), seat.zone()));
                if (seat.host().isPresent()) {
                    seat.out().print(HostText.of(seat.host().get(), seat.width(), seat.zone()));
                } else if (!seat.withoutHost().isEmpty()) {
                    seat.out().print(HostText.absent(seat.withoutHost(), seat.width()));
                }
            }
            return ExitStatus.OK;
        }
    }
}
