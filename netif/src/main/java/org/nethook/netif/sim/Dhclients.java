package org.nethook.netif.sim;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.Platform;
import org.nethook.netif.Timer;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelListener;

/**
 * dhclient(8), one process an interface. It brings the interface up, asks until it is answered, configures address and
 * default route through system calls, and ends when somebody else deletes its address, takes the interface down or makes
 * it vanish.
 */
final class Dhclients implements DhcpClients, KernelListener {
    /** Between two questions while nothing can be sent. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final List<LeaseSpec> leases;
    private final Timer timer;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private Platform platform;

    private static final class Client {
        private final String ifName;
        private IpAddress address;
        private boolean configuring;

        private Client(String ifName) {
            this.ifName = ifName;
        }
    }

    Dhclients(List<LeaseSpec> leases, Timer timer) {
        this.leases = leases;
        this.timer = timer;
    }

    /** By which system calls it works. */
    void use(Platform fresh) {
        platform = fresh;
    }

    @Override
    public boolean isRunning(String ifName) {
        return clients.containsKey(ifName);
    }

    @Override
    public void start(String ifName, DhcpMode mode, List<String> flags) throws NetifException {
        if (clients.containsKey(ifName)) {
            return;
        }
        Netif netif = find(ifName);
        if (netif == null) {
            throw new NetifException("start dhclient", ifName, "it exited with status 1");
        }
        platform.control().setUp(ifName, true);
        Client client = new Client(ifName);
        clients.put(ifName, client);
        ask(client, lease(netif).map(LeaseSpec::delay).orElse(RETRY));
    }

    @Override
    public void stop(String ifName) {
        clients.remove(ifName);
    }

    private void ask(Client client, Duration delay) {
        timer.after(delay, "dhclient " + client.ifName, () -> answer(client));
    }

    private void answer(Client client) throws NetifException {
        if (clients.get(client.ifName) != client) {
            return;
        }
        Netif netif = find(client.ifName);
        Optional<LeaseSpec> lease = netif == null ? Optional.empty() : lease(netif);
        if (lease.isEmpty() || netif.linkState() != LinkState.UP) {
            ask(client, RETRY);
            return;
        }
        client.configuring = true;
        try {
            configure(client, netif, lease.get());
        } finally {
            client.configuring = false;
        }
    }

    private void configure(Client client, Netif netif, LeaseSpec lease) throws NetifException {
        InterfaceAddress wanted = lease.address();
        client.address = wanted.address();
        boolean there = false;
        for (InterfaceAddress present : netif.addresses()) {
            there |= present.address().equals(wanted.address()) && present.prefixLength() == wanted.prefixLength();
        }
        if (!there) {
            platform.control().addAddress(client.ifName, wanted);
        }
        boolean hasDefault = false;
        for (Route route : platform.query().routes()) {
            hasDefault |= route.isDefault() && route.destination().isV4();
        }
        if (lease.router().isPresent() && !hasDefault) {
            platform.control().addRoute(Route.defaultVia(lease.router().get(), client.ifName));
        }
    }

    private Optional<LeaseSpec> lease(Netif netif) {
        return leases.stream()
                .filter(lease -> netif.mac().filter(lease.mac()::equals).isPresent())
                .findFirst();
    }

    private Netif find(String ifName) throws NetifException {
        return platform.query().find(ifName).orElse(null);
    }

    @Override
    public void address(Ifaddr ifa, boolean added) {
        Client client = clients.get(ifa.ifp().name());
        if (client != null && !added && !client.configuring && ifa.address().equals(client.address)) {
            clients.remove(client.ifName);
        }
    }

    @Override
    public void ifInfo(Ifnet ifp) {
        if (!ifp.isUp()) {
            clients.remove(ifp.name());
        }
    }

    @Override
    public void announce(Ifnet ifp, boolean arrival) {
        if (!arrival) {
            clients.remove(ifp.name());
        }
    }
}
