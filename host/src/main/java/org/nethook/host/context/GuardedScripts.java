package org.nethook.host.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Scripts;
import org.nethook.host.journal.Journal;
import org.nethook.host.plugin.LoadedPlugin;

/** Lets a plugin run the scripts that it declares. In a dry run none is run. */
final class GuardedScripts implements Scripts {
    private final LoadedPlugin plugin;
    private final Doorman doorman;
    private final Scripts scripts;
    private final Journal journal;
    private final boolean dryRun;

    GuardedScripts(LoadedPlugin plugin, Doorman doorman, Services services) {
        this.plugin = plugin;
        this.doorman = doorman;
        this.scripts = services.scripts();
        this.journal = services.journal();
        this.dryRun = services.dryRun();
    }

    @Override
    public Optional<String> objection(String path) {
        doorman.script(path);
        return scripts.objection(path);
    }

    /** Those that the plugin may run. */
    @Override
    public List<String> in(String directory) {
        List<String> declared = new ArrayList<>();
        for (String path : scripts.in(directory)) {
            if (plugin.grants().mayRun(path)) {
                declared.add(path);
            }
        }
        return declared;
    }

    @Override
    public Result run(String path, List<String> arguments, Map<String, String> environment, Duration limit)
            throws NetifException {
        doorman.script(path);
        if (dryRun) {
            journal.note(plugin.id(), "would run " + path + ", but for the dry run");
            return new Result(Optional.of(0), List.of());
        }
        return scripts.run(path, arguments, environment, limit);
    }
}
