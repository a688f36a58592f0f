package org.nethook.netif.linux;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.plan.Scripts;
import org.nethook.api.plan.SystemSettings;
import org.nethook.netif.ConfigurationSource;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.linux.monitor.RtnetlinkMonitor;
import org.nethook.netif.script.OperatorScripts;
import org.nethook.netif.selfcheck.SelfCheck;
import org.nethook.netif.source.EventSource;

/** The services on a Linux kernel. No descriptor stays open between calls, but that of a running source of events. */
public final class LinuxPlatform implements Platform {
    private final LibC libc;
    private final ConfigurationSource systemConfig;

    /**
     * Makes a platform; nothing is opened yet.
     *
     * @param libc the way to the kernel; it stays the caller's
     * @param systemConfig reads the configuration from the files given, or from the usual ones when none is
     */
    public LinuxPlatform(LibC libc, ConfigurationSource systemConfig) {
        this.libc = libc;
        this.systemConfig = systemConfig;
    }

    @Override
    public String name() {
        return "Linux";
    }

    @Override
    public NetifQuery query() {
        return new RtnetlinkQuery(libc);
    }

    @Override
    public NetifControl control() {
        return new RtnetlinkControl(libc);
    }

    @Override
    public SysctlReader sysctl() {
        return new ProcSysctl(Path.of("/proc/sys"));
    }

    @Override
    public DhcpClients dhcp() {
        return new NoDhcpClients();
    }

    @Override
    public Scripts scripts() {
        return new OperatorScripts();
    }

    @Override
    public SystemConfig systemConfig(List<Path> files) {
        return systemConfig.read(files);
    }

    @Override
    public SystemSettings settings(List<Path> files) {
        return systemConfig.settings(files);
    }

    @Override
    public String bootId() throws NetifException {
        Optional<String> id = sysctl().string("kernel.random.boot_id");
        if (id.isEmpty() || id.get().isEmpty()) {
            throw new NetifException("read sysctl kernel.random.boot_id", "", "this kernel has none");
        }
        return id.get();
    }

    @Override
    public Path stateDirectory() {
        return Path.of("/var/lib/nethook");
    }

    @Override
    public boolean tellServiceManager(String assignments) {
        String socket = System.getenv("NOTIFY_SOCKET");
        return socket != null && new NotifySocket(libc, socket).tell(assignments);
    }

    @Override
    public EventSource events(InstantSource clock) {
        return RtnetlinkMonitor.of(libc, clock);
    }

    @Override
    public void prepare() {
        libc.allocate(1);
    }

    @Override
    public List<SelfCheck> selfChecks(boolean scratch) {
        return new LinuxChecks(libc, this).all(scratch);
    }

    @Override
    public void close() {
        // every call closes what it opened
    }
}
