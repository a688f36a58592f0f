package org.nethook.host.context;

import java.util.Optional;
import java.util.OptionalLong;
import org.nethook.api.SysctlReader;
import org.nethook.api.netif.NetifException;

/** Lets a plugin read the sysctls its manifest declares. */
final class GuardedSysctl implements SysctlReader {
    private final Doorman doorman;
    private final SysctlReader sysctl;

    GuardedSysctl(Doorman doorman, SysctlReader sysctl) {
        this.doorman = doorman;
        this.sysctl = sysctl;
    }

    @Override
    public Optional<String> string(String name) throws NetifException {
        doorman.sysctl(name);
        return sysctl.string(name);
    }

    @Override
    public OptionalLong integer(String name) throws NetifException {
        doorman.sysctl(name);
        return sysctl.integer(name);
    }

    @Override
    public OptionalLong unsigned(String name) throws NetifException {
        doorman.sysctl(name);
        return sysctl.unsigned(name);
    }

    @Override
    public Optional<byte[]> bytes(String name) throws NetifException {
        doorman.sysctl(name);
        return sysctl.bytes(name);
    }
}
