package org.nethook.host.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The help of {@code nethook event}, which is parsed by {@link Arguments}. */
@Command(
        name = "event",
        header = "Run one event through all plugins; what devd's actions call.",
        customSynopsis = {
            "nethook event [OPTIONS] SYSTEM SUBSYSTEM TYPE [KEY=VALUE...]",
            "nethook event [OPTIONS] --line LINE"
        },
        description = {
            "%nPlugins that want the event handle it, in their order. Work that they schedule for later is waited for. "
                    + "What they decide, and each change with its result, goes to standard output.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook event IFNET hn0 LINK_UP",
            "  nethook event --line '!system=IFNET subsystem=hn0 type=LINK_UP'",
            "  nethook event --dry-run HYPERV_NIC_VF hn0 VF_UP"
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:handled, or no plugin wants it",
            "65:not a well-formed event",
            "70:a plugin failed",
            "75:a step of a plan failed, or a plugin raised an alarm"
        })
final class EventHelp {
    @Option(names = "--line", paramLabel = "LINE", description = "the event as devd(8) writes it")
    private String line;

    @Option(names = "--dry-run", description = "show plans, change nothing")
    private boolean dryRun;

    @Parameters(
            paramLabel = "WORD",
            description = "devd's system, subsystem (for interface events the interface) and type, then variables",
            hidden = true)
    private List<String> words;
}
