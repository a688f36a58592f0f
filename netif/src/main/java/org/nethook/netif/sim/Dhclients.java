package org.nethook.netif.sim;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.nethook.api.Scheduler;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpLease;
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
 * dhclient(8), one process an interface, as rough as dhclient-script(8) is: once there is a link it puts 0.0.0.0/8 on the
 * interface as a further address and asks until it is answered; then {@code ifconfig IF inet NEW} first deletes the
 * interface's first IPv4 address, whatever that is, and with it the routes that use it, and adds the leased one as the last.
 * A default route is added where there is none. All of that is done through system calls. It ends when there is no link for
 * ten seconds at its start, and when somebody else deletes its address, takes the interface down or makes it vanish.
 */
final class Dhclients implements DhcpClients, KernelListener {
    /** Between two questions while nothing can be sent. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** So often it looks for a link before it gives up. */
    private static final int LOOKS = 10;

    private static final long FIRST_PID = 500;

    private static final InterfaceAddress PREINIT =
            new InterfaceAddress(IpAddress.parse("0.0.0.0"), 8, Optional.of(IpAddress.parse("255.255.255.255")));

    private final List<LeaseSpec> leases;
    private final Timer timer;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private Platform platform;
    private long nextPid = FIRST_PID;

    private static final class Client {
        private final String ifName;
        private final long pid;
        private IpAddress address;
        private int looks;
        private boolean configuring;

        private Client(String ifName, long pid) {
            this.ifName = ifName;
            this.pid = pid;
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
    public OptionalLong pid(String ifName) {
        Client client = clients.get(ifName);
        return client == null ? OptionalLong.empty() : OptionalLong.of(client.pid);
    }

    @Override
    public Optional<DhcpLease> lease(String ifName) throws NetifException {
        Client client = clients.get(ifName);
        Netif netif = client == null || client.address == null ? null : find(ifName);
        return netif == null
                ? Optional.empty()
                : lease(netif)
                        .map(lease -> new DhcpLease(
                                lease.address(),
                                Optional.empty(),
                                lease.router().stream().toList(),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty()));
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
        Client client = new Client(ifName, nextPid++);
        clients.put(ifName, client);
        lookForLink(client);
    }

    @Override
    public void stop(String ifName) {
        clients.remove(ifName);
    }

    private void lookForLink(Client client) throws NetifException {
        Netif netif = find(client.ifName);
        if (netif != null && netif.linkState() == LinkState.UP) {
            platform.control().addAddress(client.ifName, PREINIT);
            ask(client, lease(netif).map(LeaseSpec::delay).orElse(RETRY));
        } else if (++client.looks > LOOKS) {
            clients.remove(client.ifName);
        } else {
            later(client, RETRY, () -> lookForLink(client));
        }
    }

    private void ask(Client client, Duration delay) {
        later(client, delay, () -> answer(client));
    }

    /** Goes on later, if it runs then. */
    private void later(Client client, Duration delay, Scheduler.Task task) {
        timer.after(delay, "dhclient " + client.ifName, () -> {
            if (clients.get(client.ifName) == client) {
                task.run();
            }
        });
    }

    private void answer(Client client) throws NetifException {
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
        client.address = lease.address().address();
        for (InterfaceAddress first : netif.addresses()) {
            if (first.address().isV4()) {
                platform.control().removeAddress(client.ifName, first);
                break;
            }
        }
        platform.control().addAddress(client.ifName, lease.address());
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
