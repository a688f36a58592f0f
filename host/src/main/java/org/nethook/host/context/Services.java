package org.nethook.host.context;

import java.time.InstantSource;
import org.nethook.api.Scheduler;
import org.nethook.api.SysctlReader;
import org.nethook.api.SystemConfig;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;
import org.nethook.host.journal.Journal;

/**
 * The unguarded services that all plugins' contexts stand on.
 *
 * @param query reads interfaces
 * @param control changes them
 * @param sysctl reads sysctls
 * @param dhcp DHCP clients
 * @param systemConfig the system's own configuration
 * @param files where configured files are read from
 * @param scheduler runs work later
 * @param clock the scheduler's clock
 * @param journal is told of everything
 * @param dryRun whether plans are only shown
 */
public record Services(
        NetifQuery query,
        NetifControl control,
        SysctlReader sysctl,
        DhcpClients dhcp,
        SystemConfig systemConfig,
        FileSource files,
        Scheduler scheduler,
        InstantSource clock,
        Journal journal,
        boolean dryRun) {}
