package org.nethook.host.dispatch;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginConfig;
import org.nethook.api.plan.StepTarget;
import org.nethook.host.context.Guard;
import org.nethook.host.context.HostPluginContext;
import org.nethook.host.context.Services;
import org.nethook.host.plan.PlanExecutor;
import org.nethook.host.plugin.LoadedPlugin;

/**
 * Gives each plugin its context, and a plugin that stays the same one again, so that what it scheduled can still be
 * replaced and cancelled. All contexts share one executor of plans.
 */
public final class Contexts {

    /** Whether plugins have timers of their own. */
    public interface PluginServices {
        /** The services of this plugin. */
        Services of(String pluginId);
    }

    private final PluginServices services;
    private final Map<String, PluginConfig> configs;
    private final PlanExecutor executor;
    private final Guard guard;
    private final Map<LoadedPlugin, HostPluginContext> contexts = new IdentityHashMap<>();

    /**
     * No contexts yet.
     *
     * @param shared what plans are applied with
     * @param services what a plugin's context stands on
     * @param configs the plugins' sections by plugin id; a plugin without one has its keys' defaults
     * @param guard runs the plugins' scheduled tasks
     */
    public Contexts(Services shared, PluginServices services, Map<String, PluginConfig> configs, Guard guard) {
        this.services = services;
        this.configs = configs;
        this.guard = guard;
        this.executor = new PlanExecutor(
                new StepTarget(shared.query(), shared.control(), shared.dhcp())
                        .with(shared.scripts())
                        .with(shared.settings())
                        .with(shared.resolver()),
                shared.journal(),
                shared.state(),
                shared.timer(),
                shared.clock(),
                shared.dryRun());
    }

    /** Finishes or undoes the plan that an earlier run did not end. Called once, before anything else. */
    public void recover() {
        executor.recover();
    }

    /** The plugin's context. */
    public synchronized HostPluginContext of(LoadedPlugin plugin) {
        HostPluginContext context = contexts.get(plugin);
        if (context == null) {
            PluginConfig config = configs.get(plugin.id());
            context = new HostPluginContext(
                    plugin, services.of(plugin.id()), config == null ? new Defaults() : config, executor, guard);
            contexts.put(plugin, context);
        }
        return context;
    }

    /** The plugins were replaced: what they scheduled does not run, and nothing here holds them any more. */
    public synchronized void retire() {
        for (HostPluginContext context : contexts.values()) {
            context.retire();
        }
        contexts.clear();
    }

    /** The configuration of a plugin that has no section. */
    private static final class Defaults implements PluginConfig {
        @Override
        public <T> T get(ConfigKey<T> key) {
            return key.defaultValue();
        }

        @Override
        public <T> T get(ConfigKey<T> key, String ifName) {
            return key.defaultValue();
        }

        @Override
        public <T> Optional<T> own(ConfigKey<T> key, String ifName) {
            return Optional.empty();
        }
    }
}
