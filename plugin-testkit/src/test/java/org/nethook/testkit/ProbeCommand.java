package org.nethook.testkit;

import java.io.PrintStream;
import java.util.List;
import org.nethook.api.ConfigKey;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;

/**
 * A command named {@code probe} that does what a test gave it.
 *
 * @param configKeys its keys
 * @param work what it does
 */
record ProbeCommand(List<ConfigKey<?>> configKeys, Work work) implements HostCommand {

    /** What a test wants done. */
    interface Work {
        int run(List<String> arguments, PrintStream out, PluginContext context) throws Exception;
    }

    ProbeCommand(Work work) {
        this(List.of(), work);
    }

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public String arguments() {
        return "WORD";
    }

    @Override
    public String summary() {
        return "do what the test wants";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PluginContext context) throws Exception {
        return work.run(arguments, out, context);
    }
}
