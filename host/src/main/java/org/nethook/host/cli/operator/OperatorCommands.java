package org.nethook.host.cli.operator;

import picocli.CommandLine;

/** All commands of the operator. */
public final class OperatorCommands {
    private OperatorCommands() {}

    /** Adds them to a command line. */
    public static void addTo(CommandLine all, Seat seat) {
        all.addSubcommand(new StatusCommand(seat));
        all.addSubcommand(new PlanCommand(seat));
        all.addSubcommand(new CheckCommand(seat));
        all.addSubcommand(new ExplainCommand(seat));
        all.addSubcommand(new HistoryCommand(seat));
        all.addSubcommand(new ApplyCommand(seat));
        all.addSubcommand(new ReleaseCommand(seat));
    }
}
