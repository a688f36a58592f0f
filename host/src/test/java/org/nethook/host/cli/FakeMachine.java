package org.nethook.host.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.nethook.api.InterfaceConfig;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.RouteEntry;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.api.netif.attribute.LaggHash;
import org.nethook.api.netif.attribute.LaggOption;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.host.oneshot.Machine;
import org.nethook.host.state.MemoryStorage;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.Platform;

/** A machine with one interface, em0, that can be brought up and down and refuses all else. Its time jumps. */
public final class FakeMachine
        implements Machine, Platform, NetifQuery, NetifControl, SysctlReader, DhcpClients, SystemConfig {
    final List<Path> rcConf = new ArrayList<>();
    final MemoryStorage storage = new MemoryStorage();
    volatile Path controlSocket;
    volatile boolean up;
    boolean closed;
    private Instant now = Instant.EPOCH;

    @Override
    public Platform platform() {
        return this;
    }

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public StateDirectory state(Path directory, StateDirectory.Boot boot) {
        return new StateDirectory(storage, boot);
    }

    @Override
    public Path controlSocket() {
        return controlSocket;
    }

    @Override
    public String bootId() {
        return "a boot";
    }

    @Override
    public Path runDirectory() {
        return Path.of("/dev/null/run"); // no host is there
    }

    @Override
    public Path stateDirectory() {
        return Path.of("/dev/null/state"); // nobody can make it
    }

    @Override
    public void sleep(Duration time) {
        now = now.plus(time);
    }

    Duration elapsed() {
        return Duration.between(Instant.EPOCH, now);
    }

    @Override
    public String name() {
        return "Fake";
    }

    @Override
    public NetifQuery query() {
        return this;
    }

    @Override
    public NetifControl control() {
        return this;
    }

    @Override
    public SysctlReader sysctl() {
        return this;
    }

    @Override
    public DhcpClients dhcp() {
        return this;
    }

    @Override
    public SystemConfig systemConfig(List<Path> files) {
        rcConf.addAll(files);
        return this;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public List<Netif> list() {
        Netif.Builder em0 = Netif.named("em0").index(1).mtu(1500);
        if (up) {
            em0.flags(1, Set.of(InterfaceFlag.UP));
        }
        return List.of(em0.build());
    }

    @Override
    public List<Route> routes() {
        return List.of();
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
    public void setUp(String ifName, boolean wanted) {
        up = wanted;
    }

    @Override
    public void create(String ifName) throws NetifException {
        throw refusal("create", ifName);
    }

    @Override
    public void destroy(String ifName) throws NetifException {
        throw refusal("destroy", ifName);
    }

    @Override
    public void setMtu(String ifName, int mtu) throws NetifException {
        throw refusal("set MTU", ifName);
    }

    @Override
    public void setLaggProtocol(String lagg, LaggProtocol protocol) throws NetifException {
        throw refusal("set lagg protocol", lagg);
    }

    @Override
    public void addLaggPort(String lagg, String port) throws NetifException {
        throw refusal("add lagg port", port);
    }

    @Override
    public void removeLaggPort(String lagg, String port) throws NetifException {
        throw refusal("remove lagg port", port);
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address) throws NetifException {
        throw refusal("add address", ifName);
    }

    @Override
    public void removeAddress(String ifName, InterfaceAddress address) throws NetifException {
        throw refusal("remove address", ifName);
    }

    @Override
    public void addRoute(Route route) throws NetifException {
        throw refusal("add route", route.ifName());
    }

    @Override
    public void deleteRoute(Route route) throws NetifException {
        throw refusal("delete route", route.ifName());
    }

    @Override
    public void addAddress(String ifName, InterfaceAddress address, Set<AddressFlag> flags, AddressLifetime lifetime)
            throws NetifException {
        throw refusal("add address", ifName);
    }

    @Override
    public void rename(String ifName, String newName) throws NetifException {
        throw refusal("rename", ifName);
    }

    @Override
    public void setMac(String ifName, MacAddress mac) throws NetifException {
        throw refusal("set mac", ifName);
    }

    @Override
    public void setDescription(String ifName, String description) throws NetifException {
        throw refusal("set description", ifName);
    }

    @Override
    public void addGroup(String ifName, String group) throws NetifException {
        throw refusal("add group", ifName);
    }

    @Override
    public void removeGroup(String ifName, String group) throws NetifException {
        throw refusal("remove group", ifName);
    }

    @Override
    public void changeNd6(String ifName, Set<Nd6Flag> set, Set<Nd6Flag> clear) throws NetifException {
        throw refusal("set nd6 flags", ifName);
    }

    @Override
    public void setVlan(String ifName, Vlan vlan) throws NetifException {
        throw refusal("set vlan", ifName);
    }

    @Override
    public void clearVlan(String ifName) throws NetifException {
        throw refusal("clear vlan", ifName);
    }

    @Override
    public void setFib(String ifName, int fib) throws NetifException {
        throw refusal("set FIB", ifName);
    }

    @Override
    public void setLaggOption(String lagg, LaggOption option, boolean on) throws NetifException {
        throw refusal("set lagg option", lagg);
    }

    @Override
    public void setLaggHash(String lagg, Set<LaggHash> hash) throws NetifException {
        throw refusal("set lagg hash", lagg);
    }

    @Override
    public void addRoute(Route route, int fib) throws NetifException {
        throw refusal("add route", route.ifName());
    }

    @Override
    public void changeRoute(Route route, int fib) throws NetifException {
        throw refusal("change route", route.ifName());
    }

    @Override
    public void deleteRoute(Route route, int fib) throws NetifException {
        throw refusal("delete route", route.ifName());
    }

    @Override
    public Optional<String> string(String name) {
        return Optional.empty();
    }

    @Override
    public OptionalLong integer(String name) {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong unsigned(String name) {
        return OptionalLong.empty();
    }

    @Override
    public Optional<byte[]> bytes(String name) {
        return Optional.empty();
    }

    @Override
    public boolean isRunning(String ifName) {
        return false;
    }

    @Override
    public void start(String ifName, DhcpMode mode, List<String> flags) throws NetifException {
        throw refusal("start dhclient", ifName);
    }

    @Override
    public void stop(String ifName) throws NetifException {
        throw refusal("stop dhclient", ifName);
    }

    @Override
    public Optional<String> variable(String name) throws SystemConfigException {
        throw new SystemConfigException("/etc/rc.conf:3: no closing quote");
    }

    @Override
    public InterfaceConfig interfaceConfig(String ifName) throws SystemConfigException {
        throw new SystemConfigException(variable(ifName).toString());
    }

    @Override
    public Optional<String> setting(String name) throws SystemConfigException {
        return variable(name);
    }

    @Override
    public Optional<String> interfaceVariable(String prefix, String ifName, String suffix)
            throws SystemConfigException {
        return variable(prefix);
    }

    @Override
    public boolean usesDhcp(String ifName) throws SystemConfigException {
        return variable(ifName).isPresent();
    }

    private static NetifException refusal(String operation, String ifName) {
        return new NetifException(operation, ifName, "the fake machine refuses");
    }
}
