package org.nethook.dnsinfo;

import java.time.InstantSource;
import org.nethook.api.ConfiguredFiles;
import org.nethook.api.PluginConfig;
import org.nethook.api.PluginContext;
import org.nethook.api.Reporter;
import org.nethook.api.Scheduler;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.slf4j.Logger;

/** A context that has files and nothing else. */
record FileContext(ConfiguredFiles files) implements PluginContext {

    @Override
    public String pluginId() {
        throw new UnsupportedOperationException("pluginId");
    }

    @Override
    public NetifQuery netif() {
        throw new UnsupportedOperationException("netif");
    }

    @Override
    public NetifControl control() {
        throw new UnsupportedOperationException("control");
    }

    @Override
    public PlanResult apply(Plan plan) {
        throw new UnsupportedOperationException("apply");
    }

    @Override
    public SysctlReader sysctl() {
        throw new UnsupportedOperationException("sysctl");
    }

    @Override
    public SystemConfig systemConfig() {
        throw new UnsupportedOperationException("systemConfig");
    }

    @Override
    public DhcpClients dhcp() {
        throw new UnsupportedOperationException("dhcp");
    }

    @Override
    public ConfiguredFiles files() {
        return files;
    }

    @Override
    public Scheduler scheduler() {
        throw new UnsupportedOperationException("scheduler");
    }

    @Override
    public InstantSource clock() {
        throw new UnsupportedOperationException("clock");
    }

    @Override
    public PluginConfig config() {
        throw new UnsupportedOperationException("config");
    }

    @Override
    public Reporter report() {
        throw new UnsupportedOperationException("report");
    }

    @Override
    public Logger log() {
        throw new UnsupportedOperationException("log");
    }
}
