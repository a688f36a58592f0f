package org.nethook.dhcpinfo;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.nethook.api.ConfiguredFiles;
import org.nethook.api.PluginConfig;
import org.nethook.api.PluginContext;
import org.nethook.api.Reporter;
import org.nethook.api.Scheduler;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.slf4j.Logger;

/** A machine with interfaces, the sysctl {@code hw.hn.vfmap} and names that use DHCP; it has nothing else. */
final class FakeGuest implements PluginContext, NetifQuery, SysctlReader, SystemConfig {
    private final List<Netif> netifs = new ArrayList<>();
    private final Set<String> dhcp = new HashSet<>();
    private final Set<String> configured = new HashSet<>();
    private String vfMap;
    private String undecided;

    FakeGuest with(Netif.Builder netif) {
        netifs.add(netif.build());
        return this;
    }

    /** Without this call the kernel has no such sysctl. */
    FakeGuest vfMap(String value) {
        vfMap = value;
        return this;
    }

    FakeGuest dhcp(String ifName) {
        dhcp.add(ifName);
        configured.add("ifconfig_" + ifName);
        return this;
    }

    FakeGuest undecided(String message) {
        undecided = message;
        return this;
    }

    @Override
    public List<Netif> list() {
        return netifs;
    }

    @Override
    public List<Route> routes() {
        throw new UnsupportedOperationException("routes");
    }

    @Override
    public Optional<String> string(String name) {
        if (!name.equals("hw.hn.vfmap")) {
            throw new SecurityException(name + " is not declared");
        }
        return Optional.ofNullable(vfMap);
    }

    @Override
    public OptionalLong integer(String name) {
        throw new SecurityException(name + " is not declared");
    }

    @Override
    public Optional<String> variable(String name) {
        return configured.contains(name) ? Optional.of("DHCP") : Optional.empty();
    }

    @Override
    public Optional<String> interfaceVariable(String prefix, String ifName, String suffix) {
        throw new UnsupportedOperationException("interfaceVariable");
    }

    @Override
    public boolean usesDhcp(String ifName) throws SystemConfigException {
        if (undecided != null) {
            throw new SystemConfigException(undecided);
        }
        return dhcp.contains(ifName);
    }

    @Override
    public Optional<NetifDetails> details(String ifName) {
        throw new UnsupportedOperationException("details");
    }

    @Override
    public List<RouteEntry> routeTable(int fib) {
        throw new UnsupportedOperationException("routeTable");
    }

    @Override
    public int fibs() {
        throw new UnsupportedOperationException("fibs");
    }

    @Override
    public List<String> cloners() {
        throw new UnsupportedOperationException("cloners");
    }

    @Override
    public OptionalLong unsigned(String name) {
        throw new UnsupportedOperationException("unsigned");
    }

    @Override
    public Optional<byte[]> bytes(String name) {
        throw new UnsupportedOperationException("bytes");
    }

    @Override
    public String pluginId() {
        throw new UnsupportedOperationException("pluginId");
    }

    @Override
    public NetifQuery netif() {
        return this;
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
        return this;
    }

    @Override
    public SystemConfig systemConfig() {
        return this;
    }

    @Override
    public DhcpClients dhcp() {
        throw new UnsupportedOperationException("dhcp");
    }

    @Override
    public ConfiguredFiles files() {
        throw new UnsupportedOperationException("files");
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
