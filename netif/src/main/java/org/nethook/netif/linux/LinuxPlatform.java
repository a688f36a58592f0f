package org.nethook.netif.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.nethook.api.DhcpClients;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibC;

/** The services on a Linux kernel. No descriptor stays open between calls. */
public final class LinuxPlatform implements Platform {
    private final LibC libc;
    private final Function<List<Path>, SystemConfig> systemConfig;

    /**
     * Services that call the kernel through this libc.
     *
     * @param libc closed with the platform
     * @param systemConfig reads the system's configuration from files
     */
    public LinuxPlatform(LibC libc, Function<List<Path>, SystemConfig> systemConfig) {
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
    public SystemConfig systemConfig(List<Path> files) {
        return systemConfig.apply(files);
    }

    @Override
    public void close() {
        libc.close();
    }
}
