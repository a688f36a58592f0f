package org.nethook.host.cli;

import java.io.PrintStream;
import org.nethook.host.cli.plugins.PluginsCommand;
import org.nethook.host.cli.resident.MoreQuestions;
import org.nethook.host.daemon.Resident;
import picocli.CommandLine;

/**
 * What the resident host is asked about plugins and interfaces. A class of its own: to make a lambda of its method would load
 * picocli when the host starts, not when it is asked.
 */
final class PluginQuestions implements MoreQuestions {
    @Override
    public void addTo(CommandLine all, Resident resident, PrintStream out) {
        all.addSubcommand(new PluginsCommand(resident.pluginDirectory(), resident.plugins(), out));
        all.addSubcommand(NetifCommand.of(resident.platform()));
    }
}
