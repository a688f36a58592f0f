package org.nethook.netif;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
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
import org.nethook.netif.selfcheck.SelfCheck;
import org.nethook.netif.source.EventSource;

/**
 * One system's services. Making one opens nothing; each service opens what it needs at its first use. Usable from any
 * thread.
 */
public interface Platform extends AutoCloseable {

    /** The system's name for people, such as {@code FreeBSD}. */
    String name();

    /** The release of its kernel, such as {@code 14.0-RELEASE}; empty when it does not say. */
    default String release() {
        return System.getProperty("os.version");
    }

    /** Reads interfaces and routes. */
    NetifQuery query();

    /** Changes interfaces and routes; where a system has no such service, every call is a NetifException that says so. */
    NetifControl control();

    /** Reads sysctls. */
    SysctlReader sysctl();

    /** DHCP clients. */
    DhcpClients dhcp();

    /** Runs scripts that an operator put on the machine; none where a platform has no processes. */
    default Scripts scripts() {
        return Scripts.NONE;
    }

    /**
     * The system's own configuration.
     *
     * @param files where it stands, in the order it is read; empty for this system's usual places
     */
    SystemConfig systemConfig(List<Path> files);

    /**
     * The same, with the system's own start-up to ask for what reading alone cannot tell: that runs commands that stand in the
     * files, as the start-up does. Only files that nobody but root could have written are read that way, and only the usual ones.
     *
     * @param shell whether it may be asked
     */
    default SystemConfig systemConfig(List<Path> files, boolean shell) {
        return systemConfig(files);
    }

    /**
     * Changes the system's own configuration; what was written is seen at once by what {@link #systemConfig} gave.
     *
     * @param files where it stands, as for {@link #systemConfig}
     */
    default SystemSettings settings(List<Path> files) {
        return SystemSettings.NONE;
    }

    /** The machine's name servers; none where a platform cannot set them. */
    default Resolver resolver() {
        return Resolver.NONE;
    }

    /** What this machine, as a guest, shows its hypervisor's administrators; most machines have no such thing. */
    default KvpPool kvp() {
        return KvpPool.NONE;
    }

    /**
     * A text that stays the same until the machine boots again.
     *
     * @throws NetifException when the kernel does not tell
     */
    String bootId() throws NetifException;

    /** Where this system keeps what programs remember (hier(7)); nethook's directory in it, unless another is configured. */
    Path stateDirectory();

    /** Where the resident host's socket and pid file are, unless it is told otherwise: both systems empty it at boot. */
    default Path runDirectory() {
        return Path.of("/var/run/nethook");
    }

    /**
     * This system's own source of interface events. Making it opens nothing.
     *
     * @param clock says when an event was heard
     * @throws UnsupportedOperationException when it has none
     */
    default EventSource events(InstantSource clock) {
        throw new UnsupportedOperationException(name() + " has no source of events");
    }

    /**
     * Tells the service manager that started this process how it is, if there is one that wants to know (sd_notify(3)).
     *
     * @param assignments such as {@code READY=1}, one a line
     * @return whether it was told
     */
    default boolean tellServiceManager(String assignments) {
        return false;
    }

    /**
     * Loads what the first use of a service would load, so that it can be done beside other work. Changes nothing else; a
     * failure shows again at the first use.
     */
    default void prepare() {
        // a platform with nothing to load is always prepared
    }

    /**
     * What can be tried on this system, in an order for reading.
     *
     * @param scratch whether a check may create and destroy an interface of its own
     */
    default List<SelfCheck> selfChecks(boolean scratch) {
        return List.of();
    }

    /** Closes every descriptor. */
    @Override
    void close();
}
