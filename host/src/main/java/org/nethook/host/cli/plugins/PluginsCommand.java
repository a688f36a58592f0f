package org.nethook.host.cli.plugins;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.nethook.api.ExitStatus;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.plugin.LoadedPlugins;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nethook plugins}. */
@Command(
        name = "plugins",
        header = "Show which plugins are loaded, and why others are not; verify a jar; begin a plugin.",
        synopsisSubcommandLabel = "(list | new | verify)")
public final class PluginsCommand implements Runnable {
    private final Loading listing;
    private final PrintStream out;

    @Spec
    private CommandSpec spec;

    private PluginsCommand(Invocation call) {
        this.listing = new Loading() {
            private LoadedPlugins loaded;

            @Override
            public PluginListing listing() throws Failure {
                loaded = call.loadPluginsSilently();
                return new PluginListing(call.pluginDirectory(), loaded);
            }

            @Override
            public void check() throws Failure {
                call.readConfig(loaded);
            }
        };
        this.out = call.out();
    }

    /** The command of a process of its own. */
    public static CommandLine of(Invocation call) {
        CommandLine plugins = new CommandLine(new PluginsCommand(call));
        plugins.addSubcommand(new VerifyCommand(call));
        return plugins;
    }

    /** The command where plugins are loaded already. */
    public PluginsCommand(Path directory, LoadedPlugins loaded, PrintStream out) {
        this.listing = () -> new PluginListing(directory, loaded);
        this.out = out;
    }

    /** Finds the plugins. */
    @FunctionalInterface
    private interface Loading {
        PluginListing listing() throws Failure;

        /** Throws what keeps the plugins that were found from being used all the same. */
        default void check() throws Failure {
            // they are in use
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "plugins needs a subcommand: list, new or verify");
    }

    @Command(
            name = "list",
            header = "List plugins, refused jars with the reason, and what is no jar.",
            description =
                    "%nA jar that is refused does not change the exit status; a nethook.conf that cannot be used does (78).%n")
    int list(@Option(names = "--json", description = "as one JSON object") boolean json) throws Failure, IOException {
        if (json) {
            listing.listing().writeJson(out);
        } else {
            listing.listing().print(out);
        }
        out.flush();
        listing.check();
        return ExitStatus.OK;
    }
}
