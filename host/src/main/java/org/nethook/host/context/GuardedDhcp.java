package org.nethook.host.context;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpLease;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.NetifException;
import org.nethook.host.plugin.grant.Operation;

/** Lets a plugin start and stop the DHCP clients of the interfaces it may control. In a dry run both are refused. */
final class GuardedDhcp implements DhcpClients {
    private final Doorman doorman;
    private final DhcpClients dhcp;
    private final boolean dryRun;

    GuardedDhcp(Doorman doorman, DhcpClients dhcp, boolean dryRun) {
        this.doorman = doorman;
        this.dhcp = dhcp;
        this.dryRun = dryRun;
    }

    @Override
    public boolean isRunning(String ifName) throws NetifException {
        return dhcp.isRunning(ifName);
    }

    @Override
    public OptionalLong pid(String ifName) throws NetifException {
        return dhcp.pid(ifName);
    }

    @Override
    public Optional<DhcpLease> lease(String ifName) throws NetifException {
        return dhcp.lease(ifName);
    }

    @Override
    public void start(String ifName, DhcpMode mode, List<String> flags) throws NetifException {
        check("start dhclient", ifName);
        dhcp.start(ifName, mode, flags);
    }

    @Override
    public void stop(String ifName) throws NetifException {
        check("stop dhclient", ifName);
        dhcp.stop(ifName);
    }

    private void check(String operation, String ifName) throws NetifException {
        doorman.control(Operation.DHCP, ifName);
        if (dryRun) {
            throw new NetifException(operation, ifName, "not done, this is a dry run");
        }
    }
}
