package org.nethook.netif.freebsd;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nethook.api.KvpPool;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.plan.Scripts;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.resolver.Resolver;
import org.nethook.netif.ConfigurationSource;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.LibcUnavailableException;
import org.nethook.netif.freebsd.check.FreeBsdChecks;
import org.nethook.netif.freebsd.devd.DevdSource;
import org.nethook.netif.freebsd.kvp.KvpPoolFile;
import org.nethook.netif.selfcheck.SelfCheck;
import org.nethook.netif.source.EventSource;

/**
 * FreeBSD 12.1 to 15.0 on 64-bit little-endian machines, over the libc of the machine or of a simulated kernel. Its
 * sockets are opened when they are first needed and kept; after {@link #close()} every call is a NetifException.
 */
public final class FreeBsdPlatform implements Platform {
    private final LibC libc;
    private final KernelCalls kernel;
    private final NetifQuery query;
    private final NetifControl control;
    private final SysctlReader sysctl;
    private final DhcpClients dhcp;
    private final Scripts scripts;
    private final ConfigurationSource systemConfig;
    private final Function<InstantSource, EventSource> events;
    private final Resolver resolver;

    /**
     * Makes a platform; nothing is opened yet.
     *
     * @param libc the way to the kernel; it stays the caller's, who closes it after the platform
     * @param dhcp its DHCP clients
     * @param systemConfig reads the configuration from the files given, or from the usual ones when none is
     */
    public FreeBsdPlatform(LibC libc, DhcpClients dhcp, ConfigurationSource systemConfig) {
        this(libc, dhcp, Scripts.NONE, systemConfig);
    }

    /**
     * Makes a platform that runs scripts too; nothing is opened yet.
     *
     * @param scripts its operator's scripts
     */
    public FreeBsdPlatform(LibC libc, DhcpClients dhcp, Scripts scripts, ConfigurationSource systemConfig) {
        this(libc, dhcp, scripts, systemConfig, new Devd(libc));
    }

    /**
     * Makes a platform whose events come from elsewhere than this machine's devd; nothing is opened yet.
     *
     * @param scripts its operator's scripts
     * @param events makes a source of events
     */
    public FreeBsdPlatform(
            LibC libc,
            DhcpClients dhcp,
            Scripts scripts,
            ConfigurationSource systemConfig,
            Function<InstantSource, EventSource> events) {
        this(libc, dhcp, scripts, systemConfig, events, Resolver.NONE);
    }

    private FreeBsdPlatform(
            LibC libc,
            DhcpClients dhcp,
            Scripts scripts,
            ConfigurationSource systemConfig,
            Function<InstantSource, EventSource> events,
            Resolver resolver) {
        this.libc = libc;
        this.kernel = new KernelCalls(libc);
        FreeBsdQuery freeBsdQuery = new FreeBsdQuery(kernel);
        this.query = freeBsdQuery;
        this.control = new FreeBsdControl(kernel, freeBsdQuery);
        this.sysctl = new FreeBsdSysctl(kernel);
        this.dhcp = dhcp;
        this.scripts = scripts;
        this.systemConfig = systemConfig;
        this.events = events;
        this.resolver = resolver;
    }

    /** The same machine with name servers, and descriptors of its own. */
    public FreeBsdPlatform with(Resolver other) {
        return new FreeBsdPlatform(libc, dhcp, scripts, systemConfig, events, other);
    }

    /** A class, because the first lambda of a process costs a one-shot start some milliseconds. */
    private static final class Devd implements Function<InstantSource, EventSource> {
        private final LibC libc;

        Devd(LibC libc) {
            this.libc = libc;
        }

        @Override
        public EventSource apply(InstantSource clock) {
            return DevdSource.of(libc, clock);
        }
    }

    @Override
    public String name() {
        return "FreeBSD";
    }

    @Override
    public String release() {
        try {
            return sysctl.string("kern.osrelease").orElse("");
        } catch (NetifException | LibcUnavailableException e) {
            // Asked for reports on what does not work: there the check of sysctls says why.
            return "";
        }
    }

    @Override
    public NetifQuery query() {
        return query;
    }

    @Override
    public NetifControl control() {
        return control;
    }

    @Override
    public SysctlReader sysctl() {
        return sysctl;
    }

    @Override
    public DhcpClients dhcp() {
        return dhcp;
    }

    @Override
    public Scripts scripts() {
        return scripts;
    }

    @Override
    public SystemConfig systemConfig(List<Path> files) {
        return systemConfig.read(files);
    }

    @Override
    public SystemConfig systemConfig(List<Path> files, boolean shell) {
        return systemConfig.read(files, shell);
    }

    @Override
    public SystemSettings settings(List<Path> files) {
        return systemConfig.settings(files);
    }

    @Override
    public Resolver resolver() {
        return resolver;
    }

    /**
     * kern.boot_id, a random number; kernels without it, and those whose randomness is not ready yet, have kern.boottime, which
     * also changes when somebody sets the clock.
     */
    @Override
    public String bootId() throws NetifException {
        String[] names = {"kern.boot_id", "kern.boottime"};
        for (String name : names) {
            Optional<byte[]> id;
            try {
                id = sysctl.bytes(name);
            } catch (NetifException e) {
                if (name.equals(names[1])) {
                    throw e;
                }
                continue;
            }
            if (id.isPresent()) {
                return name + " " + HexFormat.of().formatHex(id.get());
            }
        }
        throw new NetifException("read sysctl " + names[1], "", "this kernel has none");
    }

    @Override
    public KvpPool kvp() {
        return new KvpPoolFile(KvpPoolFile.GUEST);
    }

    @Override
    public Path stateDirectory() {
        return Path.of("/var/db/nethook");
    }

    @Override
    public EventSource events(InstantSource clock) {
        return events.apply(clock);
    }

    @Override
    public void prepare() {
        libc.allocate(1);
    }

    @Override
    public List<SelfCheck> selfChecks(boolean scratch) {
        return new FreeBsdChecks(libc, this, Path.of("/")).all(scratch);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
