package org.nethook.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import org.nethook.api.ConfigKey;
import org.nethook.api.Extension;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.resolver.ResolverChange;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.replay.Scenario;
import org.nethook.host.replay.ScenarioException;
import org.nethook.host.replay.ScenarioReader;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.LeaseSpec;
import org.nethook.netif.sim.LinkUpRule;
import org.nethook.netif.sim.MachineSpec;
import org.nethook.netif.sim.SimResolverFiles;
import org.nethook.testkit.fault.Fault;
import org.nethook.testkit.fault.Killer;
import org.nethook.testkit.fault.Saboteur;

/** Describes a simulated machine and the plugin on it. */
public final class TestHostBuilder {

    /** What devd does when an interface gets a link: which rule for {@code LINK_UP} is the one with the highest priority. */
    public enum Devd {
        /** FreeBSD's own, in devd.conf: {@code service dhclient quietstart IF}, whatever the interface is. */
        BASE,
        /** That of nethook's {@code share/devd/nethook.conf}: the same, but not for the port of a lagg. */
        NETHOOK,
        /** None. */
        NONE
    }

    private final List<Extension> extensions;
    private final Map<ConfigKey<?>, Object> values = new HashMap<>();
    private final Map<String, Map<ConfigKey<?>, Object>> ofInterfaces = new HashMap<>();
    private final Map<String, Object> sysctls = new LinkedHashMap<>();
    private final List<InterfaceSpec> interfaces = new ArrayList<>();
    private final List<LeaseSpec> leases = new ArrayList<>();
    private final Map<Path, String> files = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private String id = "plugin-under-test";
    private String control;
    private String readable;
    private String filesToRead;
    private String runnable;
    private String settable;
    private boolean resolves;
    private Optional<String> resolvConf = Optional.empty();
    private Optional<String> resolvconfConf = Optional.empty();
    private boolean hasResolvconf;
    private String publishable;
    private String release = "14.0";
    private String rcConf = "";
    private LinkUpRule linkUp = LinkUpRule.NETHOOK;
    private StateDirectory state = StateDirectory.inMemory();
    private Optional<Saboteur> saboteur = Optional.empty();
    private Optional<Grants> grants = Optional.empty();
    private Optional<Scenario> scenario = Optional.empty();
    private boolean dryRun;

    TestHostBuilder(Extension... extensions) {
        this.extensions = List.of(extensions);
    }

    /** The plugin's id, as in its manifest. */
    public TestHostBuilder id(String pluginId) {
        this.id = pluginId;
        return this;
    }

    /**
     * What the manifest's {@code Nethook-Control} says, such as {@code lagg* (lagg, address), hn* (up)}; without it the plugin may
     * change nothing.
     */
    public TestHostBuilder mayControl(String patterns) {
        this.control = patterns;
        return this;
    }

    /** What the manifest's {@code Nethook-Sysctls} says; without it the plugin may read none. */
    public TestHostBuilder mayRead(String patterns) {
        this.readable = patterns;
        return this;
    }

    /**
     * What the manifest's {@code Nethook-Files} says; without it the plugin reads only files that its section of nethook.conf or
     * an argument of its command names.
     */
    public TestHostBuilder mayReadFiles(String patterns) {
        this.filesToRead = patterns;
        return this;
    }

    /** What the manifest's {@code Nethook-Scripts} says; without it the plugin's plans may run none. */
    public TestHostBuilder mayRun(String patterns) {
        this.runnable = patterns;
        return this;
    }

    /** What the manifest's {@code Nethook-Settings} says; without it the plugin's plans may change no variable of rc.conf. */
    public TestHostBuilder maySet(String patterns) {
        this.settable = patterns;
        return this;
    }

    /** The manifest says {@code Nethook-Resolver: yes}; without it the plugin's plans may not set the name servers. */
    public TestHostBuilder maySetNameServers() {
        this.resolves = true;
        return this;
    }

    /** The text of resolv.conf; there is none if not said. */
    public TestHostBuilder resolvConf(String... lines) {
        this.resolvConf = Optional.of(String.join("\n", lines) + "\n");
        return this;
    }

    /** There is a resolvconf(8), with this text of resolvconf.conf; none for no such file. */
    public TestHostBuilder resolvconf(String... lines) {
        this.hasResolvconf = true;
        this.resolvconfConf = lines.length == 0 ? Optional.empty() : Optional.of(String.join("\n", lines) + "\n");
        return this;
    }

    /** What the manifest's {@code Nethook-Kvp} says; without it the plugin may publish nothing to the host's administrators. */
    public TestHostBuilder mayPublish(String patterns) {
        this.publishable = patterns;
        return this;
    }

    /** A value in the plugin's section of nethook.conf, for a key that it declares; it must be one the key allows. */
    public <T> TestHostBuilder config(ConfigKey<T> key, T value) {
        values.put(key, value);
        return this;
    }

    /** The same for one interface, for a key that can be set for single ones. */
    public <T> TestHostBuilder config(ConfigKey<T> key, String ifName, T value) {
        ofInterfaces.computeIfAbsent(ifName, any -> new HashMap<>()).put(key, value);
        return this;
    }

    /** The FreeBSD whose kernel is simulated, {@code 12.1} or {@code 14.0}; 14.0 if not said. */
    public TestHostBuilder release(String name) {
        this.release = name;
        return this;
    }

    /** A sysctl's value, a text or a whole number. */
    public TestHostBuilder sysctl(String name, Object value) {
        sysctls.put(name, value);
        return this;
    }

    /** A guest of Hyper-V whose kernel leaves the failover to others ({@code hw.hn.vf_transparent=0}). */
    public TestHostBuilder hyperv() {
        return sysctl("kern.vm_guest", "hv").sysctl("hw.hn.vf_transparent", 0);
    }

    /** An interface that is there at boot, with link and an MTU of 1500. */
    public TestHostBuilder interfaceNamed(String ifName, String driver, String mac) {
        interfaces.add(new InterfaceSpec(ifName, driver, MacAddress.parse(mac), TestHardware.MTU, true));
        return this;
    }

    /** The text of rc.conf. */
    public TestHostBuilder rcConf(String... lines) {
        this.rcConf = String.join("\n", lines) + "\n";
        return this;
    }

    /**
     * The machine of a scenario file, such as {@code nethook replay} runs; what the builder is told besides comes on top. {@link
     * TestHost#play} lets its timeline happen.
     *
     * @throws IllegalArgumentException when anything in the file is wrong; the message says where
     * @throws UncheckedIOException when it cannot be read
     */
    public TestHostBuilder scenario(Path file) {
        Scenario read;
        try {
            read = ScenarioReader.read(file);
        } catch (ScenarioException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        MachineSpec spec = read.machine();
        release = spec.release();
        sysctls.putAll(spec.sysctls());
        interfaces.addAll(spec.interfaces());
        rcConf = spec.rcConf();
        leases.addAll(spec.leases());
        linkUp = spec.linkUp();
        scenario = Optional.of(read);
        return this;
    }

    /** What a DHCP server gives an interface of this MAC, after the delay. */
    public TestHostBuilder lease(String mac, String address, String router, Duration delay) {
        leases.add(new LeaseSpec(
                MacAddress.parse(mac), InterfaceAddress.parse(address), Optional.of(IpAddress.parse(router)), delay));
        return this;
    }

    /** What devd does when an interface gets a link; nethook's rule if not said. */
    public TestHostBuilder devd(Devd rule) {
        this.linkUp = LinkUpRule.valueOf(rule.name());
        return this;
    }

    /** A file of the machine, which the plugin reads by a {@link ConfigKey#file} key; the text stands in it as UTF-8. */
    public TestHostBuilder file(Path path, String text) {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("the path of a file must be absolute, not " + path);
        }
        files.put(path, text);
        return this;
    }

    /** What a manifest grants, in place of what is said here one by one. */
    TestHostBuilder grants(Grants ofManifest) {
        this.grants = Optional.of(ofManifest);
        return this;
    }

    /** Who kills the host when it writes what outlasts it. */
    public TestHostBuilder killedBy(Killer killer) {
        this.state = new StateDirectory(new KillingStorage(killer), state.boot());
        return this;
    }

    /** Who decides which calls fail, in all lives of the host. */
    public TestHostBuilder sabotaged(Saboteur by) {
        this.saboteur = Optional.of(by);
        return this;
    }

    /** Plans are only shown and nothing is changed, as with {@code nethook event --dry-run}. */
    public TestHostBuilder dryRun() {
        this.dryRun = true;
        return this;
    }

    /**
     * One of the plugin's system calls fails, counted from the boot on; those of rc, of DHCP clients and of the test itself
     * do not. See {@link TestHost#systemCalls} for more.
     */
    public TestHostBuilder failing(Fault fault) {
        faults.add(fault);
        return this;
    }

    private Attributes manifest() {
        Attributes manifest = new Attributes();
        put(manifest, "Nethook-Control", control);
        put(manifest, "Nethook-Sysctls", readable);
        put(manifest, "Nethook-Files", filesToRead);
        put(manifest, "Nethook-Scripts", runnable);
        put(manifest, "Nethook-Settings", settable);
        put(manifest, "Nethook-Resolver", resolves ? "yes" : null);
        put(manifest, "Nethook-Kvp", publishable);
        return manifest;
    }

    private static void put(Attributes manifest, String key, String value) {
        if (value != null) {
            manifest.putValue(key, value);
        }
    }

    /**
     * The machine, booted, with everything delivered that booting caused.
     *
     * @throws IllegalArgumentException when a value of nethook.conf is for a key that the plugin does not declare, or is not
     *     allowed, or the machine is one that cannot be
     */
    public TestHost boot() {
        return new TestHost(
                new MachineSpec(release, sysctls, interfaces, rcConf, leases, linkUp),
                new TestPlugin(id, grants.orElseGet(() -> Grants.of(manifest())), extensions, values, ofInterfaces),
                new TestFiles(files),
                dryRun,
                faults,
                saboteur,
                state,
                scenario,
                this::nameServers);
    }

    private void nameServers(SimResolverFiles files) {
        files.put(ResolverChange.Place.RESOLV_CONF, resolvConf);
        files.put(ResolverChange.Place.RESOLVCONF_CONF, resolvconfConf);
        files.installResolvconf(hasResolvconf);
    }
}
