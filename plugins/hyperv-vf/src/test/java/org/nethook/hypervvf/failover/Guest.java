package org.nethook.hypervvf.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nethook.api.ConfigKey;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.plan.PlanResult;
import org.nethook.api.plan.Step;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/** A simulated guest on which the planner is asked directly, without events, and its plans are applied by the real host. */
final class Guest implements AutoCloseable {
    static final String MAC = "00:0d:3a:12:34:56";
    static final String MAC1 = "00:0d:3a:12:34:99";

    private final Asker asker;
    private final TestHost host;

    private Guest(Asker asker, TestHost host) {
        this.asker = asker;
        this.host = host;
    }

    /** Asks the planner as a plugin would, and applies what it proposes if so told. */
    static final class Asker implements HostCommand {
        private Proposal proposal;
        private PlanResult result;

        @Override
        public List<ConfigKey<?>> configKeys() {
            return Failover.keys();
        }

        @Override
        public String name() {
            return "ask";
        }

        @Override
        public String summary() {
            return "asks the planner";
        }

        @Override
        public int run(List<String> arguments, PrintStream out, PluginContext context) throws Exception {
            Optional<String> vf = arguments.get(2).isEmpty() ? Optional.empty() : Optional.of(arguments.get(2));
            proposal = arguments.get(0).equals("release")
                    ? Failover.release(arguments.get(1), context)
                    : Failover.reconcile(arguments.get(1), vf, context);
            result = arguments.get(3).equals("apply") ? context.apply(proposal.plan()) : null;
            return 0;
        }
    }

    /** Describes a guest; end with {@link #boot}. */
    static final class Builder {
        private final Asker asker = new Asker();
        private final TestHostBuilder builder;

        private Builder(String hn) {
            builder = TestHost.with(asker)
                    .id("hyperv-vf")
                    .mayControl("*")
                    .mayReadFiles("/usr/libexec/hyperv/*")
                    .mayRead("kern.vm_guest, hw.hn.*, dev.hn.*")
                    .hyperv()
                    .interfaceNamed(hn, "hn", MAC)
                    .lease(MAC, "10.0.0.4/24", "10.0.0.1", Duration.ofSeconds(2));
        }

        TestHostBuilder host() {
            return builder;
        }

        Builder rcConf(String... lines) {
            builder.rcConf(lines);
            return this;
        }

        Builder release(String release) {
            builder.release(release);
            return this;
        }

        Guest boot() {
            Guest guest = new Guest(asker, builder.boot());
            guest.host.advance(Duration.ofSeconds(10));
            return guest;
        }
    }

    static Builder with(String... rcConf) {
        return new Builder("hn0").rcConf(rcConf);
    }

    static Builder named(String hn) {
        return new Builder(hn);
    }

    TestHost host() {
        return host;
    }

    Guest offerVf(String name) {
        host.hardware().offerVf(name, "mlxen", MacAddress.parse(MAC));
        host.advance(Duration.ofSeconds(2));
        return this;
    }

    Proposal reconcile(String hn, String vf) {
        ask("reconcile", hn, vf, "");
        return asker.proposal;
    }

    Proposal release(String hn) {
        ask("release", hn, "", "");
        return asker.proposal;
    }

    /** Applies what is proposed, lets clients and timers have their turn, then applies what is to be done after a lease. */
    PlanResult applyReconcile(String hn, String vf) {
        ask("reconcile", hn, vf, "apply");
        PlanResult result = asker.result;
        host.advance(Duration.ofSeconds(10));
        ask("reconcile", hn, vf, "");
        List<String> steps = steps(asker.proposal);
        if (result.isAsWanted() && steps.size() == 1 && steps.get(0).startsWith("remove 0.0.0.0/8 from lagg")) {
            ask("reconcile", hn, vf, "apply");
        }
        return result;
    }

    PlanResult applyRelease(String hn) {
        ask("release", hn, "", "apply");
        host.advance(Duration.ofSeconds(10));
        return asker.result;
    }

    private void ask(String... words) {
        CommandOutcome outcome = host.run("ask", words);
        if (outcome.status() != 0) {
            throw new AssertionError(outcome.complaints().toString());
        }
    }

    static List<String> steps(Proposal proposal) {
        List<String> steps = new ArrayList<>();
        for (Step step : proposal.plan().steps()) {
            steps.add(step.describe());
        }
        return steps;
    }

    Netif netif(String name) throws NetifException {
        return host.netif(name).orElseThrow(() -> new AssertionError("there is no " + name));
    }

    NetifDetails details(String name) throws NetifException {
        return host.machine().netif().details(name).orElseThrow(() -> new AssertionError("there is no " + name));
    }

    /** The addresses of an interface that no kernel made by itself. */
    List<String> addresses(String name) throws NetifException {
        List<String> texts = new ArrayList<>();
        for (AddressDetails each : details(name).addresses()) {
            if (!each.address().address().isLinkLocalV6()) {
                texts.add(each.address().toString());
            }
        }
        return texts;
    }

    boolean hasLinkLocal(String name) throws NetifException {
        return netif(name).addresses().stream().anyMatch(each -> each.address().isLinkLocalV6());
    }

    boolean dhcpRuns(String name) throws NetifException {
        return host.machine().dhcp().isRunning(name);
    }

    /** The routes with a gateway. */
    List<String> routes() throws NetifException {
        List<String> texts = new ArrayList<>();
        for (Route route : host.routes()) {
            if (route.gateway().isPresent()) {
                texts.add(route.toString());
            }
        }
        return texts;
    }

    /** All of an interface that a release gives back. */
    String carried(String name) throws NetifException {
        NetifDetails details = details(name);
        Set<String> addresses = new TreeSet<>();
        for (AddressDetails each : details.addresses()) {
            // What a DHCP client leaves on the hn after a release stays there; it is not seen from outside.
            if (!each.address().address().isUnspecified()) {
                addresses.add(each.address() + " " + each.lifetime());
            }
        }
        Set<String> routes = new TreeSet<>();
        for (Route route : host.routes()) {
            boolean placeholder = route.destination().isUnspecified() && route.prefixLength() == 8;
            // A DHCP client that replaces its address loses what else used it; the listener puts that right.
            boolean lost = dhcpRuns(name)
                    && route.destination().isV4()
                    && route.gateway().isPresent()
                    && !route.isDefault();
            if (route.ifName().equals(name) && !placeholder && !lost) {
                routes.add(route.toString());
            }
        }
        Set<String> vlans = new TreeSet<>();
        for (Netif netif : host.machine().netif().list()) {
            NetifDetails each = details(netif.ifName());
            if (each.vlan().isPresent() && each.vlan().get().parent().equals(name)) {
                vlans.add(netif + " " + each.vlan().get().tag() + " mtu " + netif.mtu() + " " + netif.addresses());
            }
        }
        Set<Nd6Flag> nd6 = new TreeSet<>(details.nd6());
        return name + " up " + details.netif().isUp() + " mtu "
                + details.netif().mtu() + "\naddresses " + addresses + "\nroutes " + routes + "\nvlans " + vlans
                + "\ndhclient " + dhcpRuns(name) + "\ndescription " + details.description() + "\ngroups "
                + details.groups() + "\nnd6 " + nd6 + "\nfib " + details.fib();
    }

    @Override
    public void close() {
        host.close();
    }

    static void assertRefused(String reason, Proposal proposal) {
        assertEquals(reason, proposal.reason());
        assertEquals(Proposal.Kind.REFUSED, proposal.kind());
    }

    static void assertAsWanted(Guest guest, String vf) {
        Proposal again = guest.reconcile("hn0", vf);
        assertEquals(List.of(), Guest.steps(again));
    }
}
