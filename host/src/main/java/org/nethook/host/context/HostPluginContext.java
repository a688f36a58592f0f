package org.nethook.host.context;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.ConfiguredFiles;
import org.nethook.api.KvpPool;
import org.nethook.api.PluginConfig;
import org.nethook.api.PluginContext;
import org.nethook.api.PluginState;
import org.nethook.api.Reporter;
import org.nethook.api.Scheduler;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.ResolverStep;
import org.nethook.api.plan.RunScript;
import org.nethook.api.plan.Scripts;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.SystemConfigStep;
import org.nethook.api.plan.VariableChange;
import org.nethook.api.resolver.Resolver;
import org.nethook.host.plan.PlanExecutor;
import org.nethook.host.plugin.LoadedPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One plugin's context. */
public final class HostPluginContext implements PluginContext {
    private final LoadedPlugin plugin;
    private final Services services;
    private final PluginConfig config;
    private final PlanExecutor executor;
    private final GuardedControl control;
    private final GuardedSysctl sysctl;
    private final GuardedDhcp dhcp;
    private final PluginScheduler scheduler;

    /**
     * A context.
     *
     * @param executor shared by all plugins, so that no two plans are applied at the same time
     * @param guard runs the plugin's scheduled tasks
     */
    public HostPluginContext(
            LoadedPlugin plugin, Services services, PluginConfig config, PlanExecutor executor, Guard guard) {
        this.plugin = plugin;
        this.services = services;
        this.config = config;
        this.executor = executor;
        this.control = new GuardedControl(plugin, services.control(), services.dryRun());
        this.sysctl = new GuardedSysctl(plugin, services.sysctl());
        this.dhcp = new GuardedDhcp(plugin, services.dhcp(), services.dryRun());
        this.scheduler =
                new PluginScheduler(plugin.id(), services.timer(), services.waits(), services.journal(), guard);
    }

    @Override
    public String pluginId() {
        return plugin.id();
    }

    @Override
    public NetifQuery netif() {
        return services.query();
    }

    @Override
    public NetifControl control() {
        if (!plugin.grants().mayControlSome()) {
            throw new SecurityException("plugin " + plugin.id()
                    + " declares no interface it may control (Nethook-Control in the manifest of "
                    + plugin.jar().getFileName() + ")");
        }
        return control;
    }

    @Override
    public PlanResult apply(Plan plan) {
        for (Step step : plan.steps()) {
            for (String ifName : step.interfaces()) {
                GuardedControl.check(plugin, ifName);
            }
            if (step instanceof RunScript script) {
                GuardedScripts.check(plugin, script.path());
            }
            if (step instanceof SystemConfigStep settings) {
                checkSettings(settings);
            }
            if (step instanceof ResolverStep && !plugin.grants().resolver()) {
                throw new SecurityException("plugin " + plugin.id() + " does not declare to set name servers"
                        + " (Nethook-Resolver in the manifest of "
                        + plugin.jar().getFileName() + ")");
            }
        }
        return executor.apply(plugin.id(), plan);
    }

    private void checkSettings(SystemConfigStep step) {
        for (VariableChange change : step.changes()) {
            if (!plugin.grants().maySet(change.name())) {
                throw new SecurityException("plugin " + plugin.id() + " does not declare to set " + change.name()
                        + " (Nethook-Settings in the manifest of "
                        + plugin.jar().getFileName() + ")");
            }
        }
    }

    @Override
    public SysctlReader sysctl() {
        return sysctl;
    }

    @Override
    public SystemConfig systemConfig() {
        return services.systemConfig();
    }

    @Override
    public Resolver resolver() {
        return new ReadResolver(services.resolver());
    }

    @Override
    public DhcpClients dhcp() {
        return dhcp;
    }

    @Override
    public Scripts scripts() {
        return new GuardedScripts(plugin, services);
    }

    @Override
    public KvpPool kvp() {
        return new GuardedKvp(plugin, services.kvp(), services.dryRun());
    }

    @Override
    public ConfiguredFiles files() {
        return new ConfiguredFiles() {
            @Override
            public Optional<String> read(ConfigKey<Path> key) throws IOException {
                return services.files().read(config.get(key));
            }

            @Override
            public Optional<String> read(ConfigKey<Path> directory, String name) throws IOException {
                if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
                    throw new IllegalArgumentException("\"" + name + "\" is not the plain name of a file");
                }
                return services.files().read(config.get(directory).resolve(name));
            }

            @Override
            public byte[] submitted(Path file) throws IOException {
                return services.files().submitted(file);
            }
        };
    }

    /** The plugin was replaced: what it scheduled does not run. */
    public void retire() {
        scheduler.retire();
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public PluginState state() {
        return services.states().of(plugin.id());
    }

    @Override
    public InstantSource clock() {
        return services.clock();
    }

    @Override
    public PluginConfig config() {
        return config;
    }

    @Override
    public Reporter report() {
        return new Reporter() {
            @Override
            public void note(String message) {
                services.journal().note(plugin.id(), message);
            }

            @Override
            public void alarm(String message) {
                services.journal().alarm(plugin.id(), message);
            }
        };
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger(plugin.id());
    }
}
