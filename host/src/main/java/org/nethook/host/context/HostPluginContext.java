package org.nethook.host.context;

import java.time.InstantSource;
import java.util.List;
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
import org.nethook.api.plan.Scripts;
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
    private final List<String> arguments;
    private final Doorman doorman;
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
        this.arguments = List.of();
        this.doorman = new Doorman(plugin);
        this.control = new GuardedControl(doorman, services.control(), services.dryRun());
        this.sysctl = new GuardedSysctl(doorman, services.sysctl());
        this.dhcp = new GuardedDhcp(doorman, services.dhcp(), services.dryRun());
        this.scheduler =
                new PluginScheduler(plugin.id(), services.timer(), services.waits(), services.journal(), guard);
    }

    private HostPluginContext(HostPluginContext other, List<String> arguments) {
        this.plugin = other.plugin;
        this.services = other.services;
        this.config = other.config;
        this.executor = other.executor;
        this.arguments = arguments;
        this.doorman = other.doorman;
        this.control = other.control;
        this.sysctl = other.sysctl;
        this.dhcp = other.dhcp;
        this.scheduler = other.scheduler;
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
        return control;
    }

    @Override
    public PlanResult apply(Plan plan) {
        doorman.plan(plan);
        return executor.apply(plugin.id(), plan);
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
        return new GuardedScripts(plugin, doorman, services);
    }

    @Override
    public KvpPool kvp() {
        return new GuardedKvp(doorman, services.kvp(), services.dryRun());
    }

    @Override
    public ConfiguredFiles files() {
        return new GuardedFiles(doorman, services.files(), config, arguments);
    }

    /** The same for a command that runs with these arguments: the files that they name may be read. */
    public PluginContext runWith(List<String> given) {
        return new HostPluginContext(this, given);
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
