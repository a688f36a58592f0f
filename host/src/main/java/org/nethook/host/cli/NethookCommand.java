package org.nethook.host.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command above all others: the options that each of them understands. */
@Command(
        name = "nethook",
        synopsisSubcommandLabel = "COMMAND",
        description = "Brings network interface events to plugins, and plugins' changes to the system.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook plugins list                           which plugins are loaded, and why others are not",
            "  nethook event IFNET hn0 LINK_UP                one event through all plugins",
            "  nethook event --dry-run HYPERV_NIC_VF hn0 VF_UP  show what would be changed, change nothing",
            "  nethook run                                    the commands that plugins bring along"
        },
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:done",
            "64:wrong usage",
            "65:wrong input, such as an event line or a scenario",
            "66:a named file or directory does not exist or cannot be read",
            "69:something needed is not there, or the kernel refuses",
            "70:a plugin or nethook itself failed",
            "75:it failed now and may work later",
            "77:not permitted",
            "78:the configuration is wrong"
        })
final class NethookCommand {
    private final Invocation call;

    NethookCommand(Invocation call) {
        this.call = call;
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "configuration; without it etc/nethook.conf of the installation")
    void config(String file) {
        if (file != null) {
            call.config(file);
        }
    }

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "where the plugin jars are; without it plugins/ of the installation")
    void plugins(String directory) {
        if (directory != null) {
            call.plugins(directory);
        }
    }

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "log everything, and show stack traces of failures")
    void debug(boolean on) {
        if (on) {
            call.debug(true);
        }
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    private boolean version;
}
