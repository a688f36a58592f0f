package org.nethook.host.cli.author;

import org.nethook.host.oneshot.Invocation;
import picocli.CommandLine;

/** Adds the commands of whoever writes a plugin to the command line. */
public final class AuthorCommands {
    private AuthorCommands() {}

    /** Adds them; {@code plugins} is there already. */
    public static void addTo(CommandLine all, Invocation call) {
        all.getSubcommands().get("plugins").addSubcommand(new NewPluginCommand(call));
        all.addSubcommand(new DevCommand(call));
    }
}
