package org.nethook.host.cli;

import java.nio.file.Path;
import java.util.List;
import org.nethook.host.oneshot.Invocation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The command above all others: the options that each of them understands. */
@Command(
        name = "nethook",
        synopsisSubcommandLabel = "COMMAND",
        description = "Brings network interface events to plugins, and plugins' changes to the system.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nethook status                   how everything is",
            "  nethook explain lagg0            why an interface is as it is",
            "  nethook plugins list             which plugins load, and why others do not",
            "  nethook event IFNET hn0 LINK_UP  one event through all plugins",
            "  nethook run                      the commands that plugins bring along",
            "  nethook netif show lo0           one interface as plugins see it"
        },
        exitCodeListHeading = "%nEnvironment:%n"
                + "  JAVA_HOME          the Java to run on; else the one on the path%n"
                + "  NETHOOK_SOCKET     where the resident host answers; - to ask none%n"
                + "  NETHOOK_JAVA_OPTS  options for Java, such as -Dnethook.libc=FILE%n"
                + "%nExit statuses:%n",
        exitCodeList = {
            "0:done",
            "1:check: something is not as it should be",
            "64:wrong usage",
            "65:wrong input, such as an event line or a scenario",
            "66:a named file or directory does not exist or cannot be read",
            "69:something needed is not there, or the kernel refuses",
            "70:a plugin or nethook itself failed",
            "73:a file or directory cannot be made",
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
            names = "--state",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "where nethook keeps what outlasts a process")
    void state(String directory) {
        if (directory != null) {
            call.state(directory);
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
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    private boolean version;

    /** Here for its help; {@code Arguments} of the one-shot package parses it. */
    @Command(
            name = "event",
            header = "Run one event through all plugins; what devd's actions call.",
            customSynopsis = {
                "nethook event [OPTIONS] SYSTEM SUBSYSTEM TYPE [KEY=VALUE...]",
                "nethook event [OPTIONS] --line LINE"
            },
            description = {
                "%nPlugins that want the event handle it, in their order. For work that they schedule for later a process "
                        + "of its own is left behind, whose output goes to syslog. What they decide, and each change with "
                        + "its result, goes to standard output.%n"
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
    void event(
            @Option(names = "--line", paramLabel = "LINE", description = "the event as devd(8) writes it") String line,
            @Option(names = "--dry-run", description = "show plans, change nothing; waits as with --wait")
                    boolean dryRun,
            @Option(names = "--wait", description = "stay until what plugins schedule for later is done") boolean await,
            @Option(names = "--due", paramLabel = "FILE", hidden = true) Path due,
            @Parameters(
                            paramLabel = "WORD",
                            description = "devd's system, subsystem (of an interface event the interface) and type")
                    List<String> words) {
        throw new IllegalStateException("parsed by hand");
    }

    /** Here for its help; {@code Arguments} of the one-shot package parses it. */
    @Command(
            name = "run",
            header = "Run a plugin's command; without one, list them.",
            customSynopsis = {"nethook run [OPTIONS]", "nethook run [OPTIONS] COMMAND [ARG...]"},
            description = "%nEverything after COMMAND is the command's own.%n",
            footerHeading = "%nExamples:%n",
            footer = {
                "  nethook run",
                "  nethook run dhcp-info hn0",
                "  nethook run --dry-run ip-injection /root/request"
            },
            exitCodeListHeading = "%nExit statuses:%n",
            exitCodeList = {"64:there is no such command, or its arguments are wrong", "else:what the command ends with"
            })
    void run(
            @Option(names = "--dry-run", description = "show plans, change nothing") boolean dryRun,
            @Parameters(paramLabel = "COMMAND", description = "the command and its arguments") List<String> command) {
        throw new IllegalStateException("parsed by hand");
    }
}
