package org.nethook.host.context;

import java.util.Optional;
import java.util.OptionalLong;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.NetifException;
import org.nethook.host.plugin.LoadedPlugin;

/** Lets a plugin read the sysctls its manifest declares. */
final class GuardedSysctl implements SysctlReader {
    private final LoadedPlugin plugin;
    private final SysctlReader sysctl;

    GuardedSysctl(LoadedPlugin plugin, SysctlReader sysctl) {
        this.plugin = plugin;
        this.sysctl = sysctl;
    }

    @Override
    public Optional<String> string(String name) throws NetifException {
        check(name);
        return sysctl.string(name);
    }

    @Override
    public OptionalLong integer(String name) throws NetifException {
        check(name);
        return sysctl.integer(name);
    }

    @Override
    public OptionalLong unsigned(String name) throws NetifException {
        check(name);
        return sysctl.unsigned(name);
    }

    @Override
    public Optional<byte[]> bytes(String name) throws NetifException {
        check(name);
        return sysctl.bytes(name);
    }

    private void check(String name) {
        if (!plugin.grants().mayRead(name)) {
            throw new SecurityException("plugin " + plugin.id() + " does not declare sysctl " + name
                    + " (Nethook-Sysctls in the manifest of " + plugin.jar().getFileName() + ")");
        }
    }
}
