package org.nethook.netif.linux;

import java.util.List;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.NetifException;

/** On Linux nethook runs no DHCP clients, so none of its own ever runs; those of others it does not know of. */
final class NoDhcpClients implements DhcpClients {

    @Override
    public boolean isRunning(String ifName) {
        return false;
    }

    @Override
    public void start(String ifName, DhcpMode mode, List<String> flags) throws NetifException {
        throw new NetifException("start DHCP client of", ifName, "not supported on Linux yet");
    }

    @Override
    public void stop(String ifName) {
        // there is none to end
    }
}
