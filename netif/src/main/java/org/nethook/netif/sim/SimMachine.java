package org.nethook.netif.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.resolver.Resolver;
import org.nethook.netif.ConfigurationSource;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.freebsd.FreeBsdPlatform;
import org.nethook.netif.freebsd.rc.RcConfiguration;
import org.nethook.netif.freebsd.rc.RcSystemConfig;
import org.nethook.netif.freebsd.rc.file.RcTexts;
import org.nethook.netif.freebsd.resolver.FileResolver;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.KernelListener;
import org.nethook.netif.sim.kernel.state.Release;
import org.nethook.netif.sim.syscall.RouteSockets;
import org.nethook.netif.sim.syscall.SimLibC;
import org.nethook.netif.sim.sysctl.SysctlTable;
import org.nethook.netif.source.EventSource;

/**
 * A simulated FreeBSD machine: its kernel, its hardware, and the parts of its userland that touch the network. The same
 * things done to it at the same times give the same lines, answers and states. For use by one thread, but for {@link
 * #libc()}, whose calls may come from any.
 */
public final class SimMachine implements AutoCloseable {
    private static final String TRANSPARENT = "hw.hn.vf_transparent";
    private static final String RC_CONF = "/etc/rc.conf";
    private static final int NETHOOK_PID = 1000;
    private static final int RC_PID = 100;

    private final MachineSpec spec;
    private final VirtualTime time;
    private final Kernel kernel;
    private final RouteSockets routeSockets;
    private final SysctlTable sysctls;
    private final RcTexts rcFiles;
    private final RcConfiguration configuration;
    private final SystemConfig rcConf;
    private final SimLibC libc;
    private final LibC ownLibc;
    private final Platform own;
    private final Platform platform;
    private final Dhclients dhclients;
    private final SimScripts scripts = new SimScripts();
    private final SimResolverFiles resolverFiles = new SimResolverFiles();
    private final SimKvpPool kvp = new SimKvpPool();
    private final Hardware hardware;
    private final PathFinder paths;
    /** A source may be made on any thread. */
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    private final Deque<String> undelivered = new ArrayDeque<>();
    private boolean booted;

    /**
     * A machine that is switched off.
     *
     * @throws IllegalArgumentException when a sysctl of the specification is one that shows the machine's state
     */
    public SimMachine(MachineSpec spec, VirtualTime time) {
        this.spec = spec;
        this.time = time;
        Map<String, Object> values = new LinkedHashMap<>();
        boolean onHyperV =
                spec.interfaces().stream().anyMatch(nic -> nic.driver().equals("hn"));
        values.put("kern.vm_guest", onHyperV ? "hv" : "none");
        values.putAll(spec.sysctls());
        Object transparent = values.remove(TRANSPARENT);
        kernel = new Kernel(Release.of(spec.release()), time, time, isSet(transparent));
        Object fibs = values.get("net.fibs");
        kernel.useFibs(fibs instanceof Number ? ((Number) fibs).intValue() : 1);
        routeSockets = new RouteSockets(kernel);
        sysctls = new SysctlTable(kernel, values);
        rcFiles = new RcTexts(Map.of(RC_CONF, spec.rcConf()));
        configuration = new RcConfiguration(rcFiles);
        rcConf = configuration.read(List.of(Path.of(RC_CONF)));
        ownLibc = new SimLibC(kernel, routeSockets, sysctls, new SimLibC.Process(RC_PID, true));
        dhclients = new Dhclients(spec.leases(), time);
        own = new FreeBsdPlatform(ownLibc, dhclients, files -> rcConf);
        dhclients.use(own);
        scripts.use(own);
        libc = new SimLibC(kernel, routeSockets, sysctls, new SimLibC.Process(NETHOOK_PID, true));
        platform = new FreeBsdPlatform(libc, dhclients, scripts, configuration(), this::events).with(resolver());
        hardware = new Hardware(this, kernel, sysctls);
        paths = new PathFinder(kernel);
        listeners.add(new Devd(spec.linkUp(), rcConf, own, time));
        kernel.addListener(routeSockets);
        kernel.addListener(dhclients);
        kernel.addListener(new KernelListener() {
            @Override
            public void devctl(String line) {
                devctlQueued(line);
            }
        });
    }

    /** The kernels that can do it do it unless they are told otherwise. */
    private static boolean isSet(Object value) {
        return value == null || value instanceof Number && ((Number) value).longValue() != 0 || "1".equals(value);
    }

    /** Reads and changes this machine's rc.conf, or files of the machine it is simulated on. */
    public ConfigurationSource configuration() {
        return new ConfigurationSource() {
            @Override
            public SystemConfig read(List<Path> files) {
                return files.isEmpty() ? rcConf : RcSystemConfig.ofFiles(files);
            }

            @Override
            public SystemSettings settings(List<Path> files) {
                return files.isEmpty() ? configuration.settings(List.of(Path.of(RC_CONF))) : SystemSettings.NONE;
            }
        };
    }

    /** Sets this machine's name servers. */
    public Resolver resolver() {
        return new FileResolver(resolverFiles);
    }

    /** What stands in resolv.conf and resolvconf.conf, and whether there is a resolvconf(8). */
    public SimResolverFiles resolverFiles() {
        return resolverFiles;
    }

    /** What this guest shows its host; there from the beginning. */
    public SimKvpPool kvp() {
        return kvp;
    }

    /** The text of rc.conf as it is now; what changes it outlasts every process, as a file does. */
    public String rcConf() {
        try {
            return configuration.text(RC_CONF).orElse("");
        } catch (SystemConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The administrator edits rc.conf: this is its text now. What was configured from it before stays as it is. */
    public void editRcConf(String text) {
        rcFiles.put(RC_CONF, text);
    }

    /**
     * Starts the machine: the kernel finds the interfaces, then rc configures them from rc.conf.
     *
     * @throws IllegalArgumentException when rc.conf says something that this machine's rc does not understand
     * @throws IllegalStateException when it runs already
     */
    public void boot() {
        if (booted) {
            throw new IllegalStateException("the machine runs already");
        }
        booted = true;
        for (InterfaceSpec nic : spec.interfaces()) {
            hardware.plugIn(nic);
        }
        kernel.cloners().createLoopback();
        new Rc(own, rcConf).run();
    }

    /**
     * Who is told of every devctl line, such as {@code !system=IFNET subsystem=hn0 type=LINK_UP}, without newline. A line
     * is delivered in a task of its own at the instant it appeared, never while a system call is under way.
     */
    public void onDevctl(Consumer<String> listener) {
        listeners.add(listener);
    }

    private EventSource events(InstantSource clock) {
        SimEventSource source = new SimEventSource(clock);
        onDevctl(source::line);
        return source;
    }

    private void devctlQueued(String line) {
        undelivered.add(line);
        time.after(Duration.ZERO, "devctl " + line, this::deliverNext);
    }

    private void deliverNext() {
        String line = undelivered.poll();
        if (line != null) {
            listeners.forEach(listener -> listener.accept(line));
        }
    }

    void deliverAll() {
        while (!undelivered.isEmpty()) {
            deliverNext();
        }
    }

    /** The kernel's system calls, made by a process with the rights of root. */
    public LibC libc() {
        return libc;
    }

    /** The system calls of another process, one without the rights of root if so wanted. The caller closes it. */
    public LibC libc(boolean root) {
        return new SimLibC(kernel, routeSockets, sysctls, new SimLibC.Process(NETHOOK_PID + 1, root));
    }

    /** The FreeBSD services over {@link #libc()}, with this machine's DHCP clients, rc.conf and devctl lines. */
    public Platform platform() {
        return platform;
    }

    /** The same services with descriptors of their own, as a process that is started anew has them; the caller closes them. */
    public Platform newPlatform() {
        return new FreeBsdPlatform(libc, dhclients, scripts, configuration(), this::events).with(resolver());
    }

    /**
     * Puts a script on the machine, one that may be run.
     *
     * @param path its absolute path
     */
    public void putScript(String path, SimScript script) {
        scripts.put(path, script);
    }

    /**
     * Makes a script one that must not be run.
     *
     * @param why the end of the sentence "/path is not run: …"
     */
    public void distrustScript(String path, String why) {
        scripts.distrust(path, why);
    }

    /** How many system calls were made through {@link #libc()} and {@link #platform()} so far. */
    public long calls() {
        return libc.calls();
    }

    /**
     * What else is run after each system call made through {@link #libc()} and {@link #platform()}, in its thread and before it
     * returns, with what the call changed already told; it sees the machine as the next call will find it.
     */
    public void afterEachCall(Runnable observer) {
        libc.afterEachCall(observer);
    }

    /** What can be plugged, pulled and cut. */
    public Hardware hardware() {
        return hardware;
    }

    /**
     * Whether a packet sent to the default gateway now would get there: there is an IPv4 default route, and its interface
     * is up, has an address on the gateway's subnet and carries traffic. While there has never been a default route, an
     * interface with an address that carries traffic will do.
     */
    public boolean hasPath() {
        return paths.find().exists();
    }

    /** By which interface, or why not: {@code lagg0 via mlxen0} or {@code none: hn0 has no link}. */
    public String pathDescription() {
        return paths.find().description();
    }

    @Override
    public void close() {
        platform.close();
        libc.close();
        own.close();
        ownLibc.close();
    }
}
