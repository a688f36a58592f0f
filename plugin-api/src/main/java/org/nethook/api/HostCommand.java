package org.nethook.api;

import java.io.PrintStream;
import java.util.List;

/** Extension point: a command of {@code nethook run NAME [ARG…]}. */
public interface HostCommand extends Extension {

    /** The name it is run by: lower-case letters, digits and hyphens, unique among all plugins. */
    String name();

    /** Its arguments as usage text shows them, such as {@code IFNAME}; empty when it takes none. */
    default String arguments() {
        return "";
    }

    /** One line for {@code nethook run --help}. */
    String summary();

    /**
     * Runs the command.
     *
     * @param arguments what followed the name
     * @param out where the answer goes; lines end in a single newline
     * @param context the services
     * @return the exit status; 0 or one of {@link ExitStatus}
     * @throws UsageException when the arguments are wrong; the host prints it with the usage and exits 64
     * @throws Exception whatever else went wrong; the host prints one line and exits 70, or 69 for a kernel's refusal and 78
     *     for a {@link SystemConfigException}
     */
    int run(List<String> arguments, PrintStream out, PluginContext context) throws Exception;
}
