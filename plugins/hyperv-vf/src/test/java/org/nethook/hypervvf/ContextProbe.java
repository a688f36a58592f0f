package org.nethook.hypervvf;

import java.io.PrintStream;
import java.util.List;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.testkit.TestHost;

/** Hands a test the plugin's own context. */
final class ContextProbe implements HostCommand {
    private PluginContext seen;

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public String summary() {
        return "shows a test the plugin's context";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PluginContext context) {
        seen = context;
        return 0;
    }

    PluginContext of(TestHost host) {
        host.run(name());
        return seen;
    }
}
