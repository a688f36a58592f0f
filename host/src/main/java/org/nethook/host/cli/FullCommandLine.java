package org.nethook.host.cli;

import java.io.PrintWriter;
import java.util.Map;
import org.nethook.api.ExitStatus;
import org.nethook.host.cli.ask.HostCommands;
import org.nethook.host.cli.author.AuthorCommands;
import org.nethook.host.cli.operator.LocalSeat;
import org.nethook.host.cli.operator.OperatorCommands;
import org.nethook.host.cli.plugins.PluginsCommand;
import org.nethook.host.cli.resident.DaemonCommand;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.HostVersion;
import org.nethook.host.spelling.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole command line, through picocli. */
final class FullCommandLine {
    private static final String[][] GROUPS = {
        {"Events and commands", "event", "run"},
        {"Ask", "status", "plan", "check", "explain", "history"},
        {"Order", "apply", "release"},
        {"Look", "plugins", "netif", "selftest"},
        {"The resident host", "daemon", "watch", "metrics", "reload", "park", "unpark", "stop"},
        {"Set up", "install-shims"},
        {"Try out", "replay", "dev"}
    };

    private FullCommandLine() {}

    static int execute(String[] args, Invocation call) {
        CommandLine all = commands(call);
        PrintWriter out = new PrintWriter(call.out(), true);
        PrintWriter err = new PrintWriter(call.err(), true);
        all.setOut(out).setErr(err);
        all.setParameterExceptionHandler((e, given) -> complain(e, call));
        all.setExecutionExceptionHandler(
                (e, command, given) -> e instanceof Failure failure ? call.report(failure) : call.bug(e));
        if (args.length == 0) {
            all.usage(err);
            return ExitStatus.USAGE;
        }
        int status = all.execute(args);
        out.flush();
        err.flush();
        return status;
    }

    /** Every command there is. */
    static CommandLine commands(Invocation call) {
        CommandLine all = new CommandLine(new NethookCommand(call));
        all.addSubcommand(PluginsCommand.of(call));
        AuthorCommands.addTo(all, call);
        all.addSubcommand(new NetifCommand(call.machine()::platform));
        all.addSubcommand(new SelftestCommand(call));
        all.addSubcommand(new ReplayCommand(call));
        all.addSubcommand(new InstallShimsCommand(call));
        OperatorCommands.addTo(all, new LocalSeat(call));
        all.addSubcommand(new DaemonCommand());
        HostCommands.addTo(all, call);
        giveHelp(all);
        all.getCommandSpec().versionProvider(new Version());
        all.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        all.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, FullCommandLine::groups);
        return all;
    }

    /** Every command has {@code --help}, whether it thought of it or not. */
    private static void giveHelp(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("show this help")
                    .build());
        }
        command.getSubcommands().values().forEach(FullCommandLine::giveHelp);
    }

    private static int complain(ParameterException e, Invocation call) {
        CommandLine command = e.getCommandLine();
        String path = command.getCommandSpec().qualifiedName();
        String message = e.getMessage().lines().findFirst().orElse("wrong usage");
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            boolean option = word.startsWith("-");
            message = "unknown "
                    + (option ? "option " : command.getSubcommands().isEmpty() ? "argument " : "command ") + word
                    + Nearest.suggestion(
                            word,
                            option
                                    ? command.getCommandSpec().optionsMap().keySet()
                                    : command.getSubcommands().keySet());
        }
        call.say(message + "; see " + path + " --help");
        return ExitStatus.USAGE;
    }

    private static String groups(Help help) {
        Map<String, CommandLine> commands = help.commandSpec().subcommands();
        StringBuilder text = new StringBuilder();
        for (String[] group : GROUPS) {
            text.append(String.format("%n%s:%n", group[0]));
            for (int i = 1; i < group.length; i++) {
                CommandLine command = commands.get(group[i]);
                UsageMessageSpec usage = command.getCommandSpec().usageMessage();
                String[] summary = usage.header().length > 0 ? usage.header() : usage.description();
                text.append(String.format("  %-13s %s%n", group[i], summary[0]));
            }
        }
        return text.toString();
    }

    /** Asked only for {@code --version}. */
    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"nethook " + HostVersion.VERSION};
        }
    }
}
