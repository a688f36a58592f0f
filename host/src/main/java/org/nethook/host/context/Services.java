package org.nethook.host.context;

import java.time.InstantSource;
import org.nethook.api.KvpPool;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.api.plan.Scripts;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.resolver.Resolver;
import org.nethook.host.journal.Journal;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.Timer;

/**
 * The unguarded services that all plugins' contexts stand on.
 *
 * @param query reads interfaces
 * @param control changes them
 * @param sysctl reads sysctls
 * @param dhcp DHCP clients
 * @param scripts the operator's scripts
 * @param systemConfig the system's own configuration
 * @param settings changes it
 * @param resolver the name servers
 * @param files where configured files are read from
 * @param timer runs work later
 * @param states what plugins keep from one run to the next
 * @param state where plans are logged
 * @param clock the timer's clock
 * @param journal is told of everything
 * @param dryRun whether plans are only shown
 * @param waits where what plugins schedule waits
 * @param kvp what is shown to the administrators of the hypervisor
 */
public record Services(
        NetifQuery query,
        NetifControl control,
        SysctlReader sysctl,
        DhcpClients dhcp,
        Scripts scripts,
        SystemConfig systemConfig,
        SystemSettings settings,
        Resolver resolver,
        FileSource files,
        Timer timer,
        States states,
        StateDirectory state,
        InstantSource clock,
        Journal journal,
        boolean dryRun,
        Waits waits,
        KvpPool kvp) {

    /** On a machine that shows its hypervisor nothing. */
    public Services(
            NetifQuery query,
            NetifControl control,
            SysctlReader sysctl,
            DhcpClients dhcp,
            Scripts scripts,
            SystemConfig systemConfig,
            SystemSettings settings,
            Resolver resolver,
            FileSource files,
            Timer timer,
            States states,
            StateDirectory state,
            InstantSource clock,
            Journal journal,
            boolean dryRun,
            Waits waits) {
        this(
                query,
                control,
                sysctl,
                dhcp,
                scripts,
                systemConfig,
                settings,
                resolver,
                files,
                timer,
                states,
                state,
                clock,
                journal,
                dryRun,
                waits,
                KvpPool.NONE);
    }

    /** The same services with another journal. */
    public Services with(Journal other) {
        return new Services(
                query,
                control,
                sysctl,
                dhcp,
                scripts,
                systemConfig,
                settings,
                resolver,
                files,
                timer,
                states,
                state,
                clock,
                other,
                dryRun,
                waits,
                kvp);
    }

    /** The same services with another timer. */
    public Services with(Timer other) {
        return new Services(
                query,
                control,
                sysctl,
                dhcp,
                scripts,
                systemConfig,
                settings,
                resolver,
                files,
                other,
                states,
                state,
                clock,
                journal,
                dryRun,
                waits,
                kvp);
    }
}
