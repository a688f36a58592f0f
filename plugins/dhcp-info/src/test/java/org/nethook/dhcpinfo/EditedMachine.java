package org.nethook.dhcpinfo;

import java.time.InstantSource;
import java.util.Optional;
import org.nethook.api.ConfiguredFiles;
import org.nethook.api.PluginConfig;
import org.nethook.api.PluginContext;
import org.nethook.api.PluginState;
import org.nethook.api.Reporter;
import org.nethook.api.Scheduler;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.netif.Platform;
import org.slf4j.Logger;

/** The context of a plugin on a simulated machine whose configuration is edited meanwhile. Counts what is asked of that. */
final class EditedMachine implements PluginContext, SystemConfig {
    private final Platform platform;
    private SystemConfig config;
    private Object version = new Object();
    private int questions;

    EditedMachine(Platform platform, SystemConfig config) {
        this.platform = platform;
        this.config = config;
    }

    void edit(SystemConfig edited) {
        config = edited;
        version = new Object();
    }

    /** How often it was decided since the last time this was asked. */
    int questions() {
        int asked = questions;
        questions = 0;
        return asked;
    }

    @Override
    public Object version() {
        return version;
    }

    @Override
    public boolean usesDhcp(String ifName) throws SystemConfigException {
        questions++;
        return config.usesDhcp(ifName);
    }

    @Override
    public Optional<String> variable(String name) throws SystemConfigException {
        return config.variable(name);
    }

    @Override
    public Optional<String> interfaceVariable(String prefix, String ifName, String suffix)
            throws SystemConfigException {
        return config.interfaceVariable(prefix, ifName, suffix);
    }

    @Override
    public NetifQuery netif() {
        return platform.query();
    }

    @Override
    public SysctlReader sysctl() {
        return platform.sysctl();
    }

    @Override
    public SystemConfig systemConfig() {
        return this;
    }

    @Override
    public DhcpClients dhcp() {
        return platform.dhcp();
    }

    @Override
    public String pluginId() {
        return "dhcp-info";
    }

    @Override
    public NetifControl control() {
        throw new SecurityException("dhcp-info changes nothing");
    }

    @Override
    public PlanResult apply(Plan plan) {
        throw new SecurityException("dhcp-info changes nothing");
    }

    @Override
    public ConfiguredFiles files() {
        throw new SecurityException("dhcp-info has no files");
    }

    @Override
    public Scheduler scheduler() {
        throw new SecurityException("dhcp-info schedules nothing");
    }

    @Override
    public PluginState state() {
        throw new SecurityException("dhcp-info keeps nothing");
    }

    @Override
    public InstantSource clock() {
        throw new SecurityException("dhcp-info needs no clock");
    }

    @Override
    public PluginConfig config() {
        throw new SecurityException("dhcp-info has no keys");
    }

    @Override
    public Reporter report() {
        throw new SecurityException("there is nothing to report");
    }

    @Override
    public Logger log() {
        throw new SecurityException("there is nothing to log");
    }
}
