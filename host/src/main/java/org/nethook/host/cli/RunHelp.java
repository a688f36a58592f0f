package org.nethook.host.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The help of {@code nethook run}, which is parsed by {@link Arguments}. */
@Command(
        name = "run",
        header = "Run a plugin's command; without one, list them.",
        customSynopsis = {"nethook run [OPTIONS]", "nethook run [OPTIONS] COMMAND [ARG...]"},
        description = "%nEverything after COMMAND is the command's own.%n",
        footerHeading = "%nExamples:%n",
        footer = {"  nethook run", "  nethook run dhcp-info hn0"},
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {"64:there is no such command, or its arguments are wrong", "else:what the command ends with"})
final class RunHelp {
    @Parameters(paramLabel = "COMMAND", description = "the command and its arguments", hidden = true)
    private List<String> command;
}
