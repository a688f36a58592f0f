package org.nethook.ipinjection.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.plan.AddressStep;
import org.nethook.api.plan.AttributeStep;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.ResolverStep;
import org.nethook.api.plan.RunScript;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.SystemConfigStep;
import org.nethook.api.plan.VariableChange;
import org.nethook.api.resolver.ResolverChange;
import org.nethook.ipinjection.check.Nic;
import org.nethook.ipinjection.rcconf.RcVariables;
import org.nethook.ipinjection.rcconf.Settings;
import org.nethook.ipinjection.rcconf.Settings.Router;
import org.nethook.ipinjection.request.Gateway;
import org.nethook.ipinjection.request.Given;
import org.nethook.ipinjection.request.Request;

/**
 * Plans what a request asks. First what only adds, then the default route in place, then name servers and rc.conf, and only when all
 * of that stands, what was there goes. A family of which the request has no address stays as it is.
 */
public final class InjectionPlanner {
    /** How long the gateway has time to answer before the old settings come back; zero for no such question. */
    public static final ConfigKey<Duration> CONFIRM =
            ConfigKey.duration("confirm-gateway-within", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(50));

    /** The script that ends with 0 when it does. */
    public static final ConfigKey<Path> CONFIRM_SCRIPT =
            ConfigKey.file("confirm-script", Path.of("/usr/local/libexec/nethook/gateway-answers"));

    private final Request request;
    private final PluginContext context;
    private final Present present;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private InjectionPlanner(Request request, PluginContext context, Present present) {
        this.request = request;
        this.context = context;
        this.present = present;
    }

    /**
     * The plan; an empty one when everything is so already.
     *
     * @throws NetifException when the kernel refuses to tell
     * @throws SystemConfigException when what rc.conf says cannot be told
     */
    public static Plan plan(Request request, Nic nic, PluginContext context)
            throws NetifException, SystemConfigException {
        return new InjectionPlanner(request, context, Present.of(nic, context)).plan();
    }

    private Plan plan() throws NetifException, SystemConfigException {
        boolean dhcp = request.dhcp().value();
        Family four = dhcp ? leased() : fixed(true);
        Family six = fixed(false);
        four.decideDefault(dhcp ? Optional.empty() : gateway(true));
        six.decideDefault(gateway(false));
        if (dhcp) {
            stopOnPort();
            prepare();
            six.addSteps(steps);
            nameServers();
            settings(four, six);
            six.removeSteps(steps);
            four.addSteps(steps);
            four.removeSteps(steps);
            startClient();
        } else {
            if (!request.addresses(true).isEmpty()) {
                stopClient();
                stopOnPort();
            }
            prepare();
            four.addSteps(steps);
            six.addSteps(steps);
            nameServers();
            settings(four, six);
            four.removeSteps(steps);
            six.removeSteps(steps);
        }
        notes.addAll(four.notes());
        notes.addAll(six.notes());
        return new Plan(present.ifName(), reason(), notes, steps, confirm(four, six));
    }

    /** A gateway that is known must answer. One that a lease brings shows as a working path. */
    private Optional<Duration> confirm(Family four, Family six) {
        Duration limit = context.config().get(CONFIRM);
        if (limit.isZero() || steps.isEmpty()) {
            return Optional.empty();
        }
        if (request.dhcp().value()) {
            return Optional.of(limit);
        }
        Optional<Route> route = four.ownDefault().isPresent() ? four.ownDefault() : six.ownDefault();
        if (route.isPresent() && route.get().gateway().isPresent()) {
            String script = context.config().get(CONFIRM_SCRIPT).toString();
            List<String> arguments =
                    List.of(present.ifName(), route.get().gateway().get().toString());
            steps.add(new RunScript(script, arguments, present.ifName(), limit));
        }
        return Optional.empty();
    }

    private String reason() {
        StringBuilder text =
                new StringBuilder("the host gives ").append(present.nic().named());
        String separator = " ";
        if (request.dhcp().value()) {
            text.append(" DHCP");
            separator = ", ";
        }
        for (Given<InterfaceAddress> each : request.addresses()) {
            if (!request.dhcp().value() || !each.value().address().isV4()) {
                text.append(separator).append(each.value());
                separator = ", ";
            }
        }
        return text.toString();
    }

    private Optional<IpAddress> gateway(boolean v4) {
        Optional<Given<Gateway>> given = request.gateway(v4);
        return given.isPresent() ? Optional.of(given.get().value().address()) : Optional.empty();
    }

    private Family fixed(boolean v4) {
        List<InterfaceAddress> wanted = wanted(v4);
        return wanted.isEmpty() ? Family.unchanged(present, v4) : Family.with(present, v4, wanted);
    }

    /** Not the link-local addresses that are there: the host gives back what it was told of, and the kernel makes these. */
    private List<InterfaceAddress> wanted(boolean v4) {
        List<InterfaceAddress> wanted = new ArrayList<>();
        for (Given<InterfaceAddress> each : request.addresses(v4)) {
            boolean kernels =
                    each.value().address().isLinkLocalV6() && has(each.value().address());
            if (!kernels) {
                wanted.add(each.value());
            }
        }
        return wanted;
    }

    private boolean has(IpAddress address) {
        for (AddressDetails each : present.addresses(address.isV4())) {
            if (each.address().address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** While a client runs already, only what rc.conf gave goes: the rest is its lease. */
    private Family leased() throws SystemConfigException {
        List<AddressDetails> removed = new ArrayList<>();
        List<String> given = present.clientRuns()
                ? RcVariables.addresses4(context.systemConfig(), present.nic().configured())
                : List.of();
        for (AddressDetails each : present.addresses(true)) {
            boolean goes = !present.clientRuns();
            for (String text : given) {
                goes |= isOf(each.address().address(), text);
            }
            if (goes) {
                removed.add(each);
            }
        }
        return Family.without(present, true, removed);
    }

    /** Whether a text of rc.conf such as {@code 10.0.0.4/24} or {@code 10.0.0.4 netmask 255.255.255.0} is of the address. */
    private static boolean isOf(IpAddress address, String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != ' ') {
            end++;
        }
        return text.substring(0, end).equals(address.toString());
    }

    /** A client that sees other addresses would put its own back. */
    private void stopClient() throws SystemConfigException {
        if (present.clientRuns()) {
            steps.add(new DhcpStep.Stop(present.ifName(), DhcpMode.BACKGROUND, clientFlags()));
        }
    }

    private void stopOnPort() throws SystemConfigException {
        if (present.clientRunsOnPort()) {
            steps.add(new DhcpStep.Stop(present.nic().named().ifName(), DhcpMode.BACKGROUND, clientFlags()));
        }
    }

    private void startClient() throws SystemConfigException {
        if (!present.clientRuns()) {
            steps.add(new DhcpStep.Start(present.ifName(), DhcpMode.BACKGROUND, clientFlags()));
        }
    }

    private List<String> clientFlags() throws SystemConfigException {
        String name = present.nic().configured();
        Optional<String> own = context.systemConfig().interfaceVariable("dhclient_flags", name, "");
        String text = own.isPresent()
                ? own.get()
                : context.systemConfig().variable("dhclient_flags").orElse("");
        List<String> flags = new ArrayList<>();
        for (String word : text.split("[ \t]+")) {
            if (!word.isEmpty()) {
                flags.add(word);
            }
        }
        return flags;
    }

    /** Up, and with IPv6 where it is to have any. */
    private void prepare() {
        String ifName = present.ifName();
        if (!present.details().netif().isUp()) {
            steps.add(new InterfaceStep.BringUp(ifName));
        }
        Set<Nd6Flag> nd6 = present.details().nd6();
        if (wanted(false).isEmpty() || !nd6.contains(Nd6Flag.IFDISABLED)) {
            return;
        }
        Optional<InterfaceAddress> linkLocal = missingLinkLocal();
        boolean byItself = linkLocal.isPresent() && nd6.contains(Nd6Flag.AUTO_LINKLOCAL);
        // The kernel would make it by itself, and nothing would undo that.
        if (byItself) {
            steps.add(new AttributeStep.ChangeNd6(ifName, Set.of(), EnumSet.of(Nd6Flag.AUTO_LINKLOCAL)));
        }
        steps.add(new AttributeStep.ChangeNd6(ifName, Set.of(), EnumSet.of(Nd6Flag.IFDISABLED)));
        if (linkLocal.isPresent()) {
            steps.add(new AddressStep.Add(ifName, linkLocal.get()));
        }
        if (byItself) {
            steps.add(new AttributeStep.ChangeNd6(ifName, EnumSet.of(Nd6Flag.AUTO_LINKLOCAL), Set.of()));
        }
    }

    /** Made of the MAC, as the kernel does (RFC 4291, appendix A). */
    private Optional<InterfaceAddress> missingLinkLocal() {
        Optional<MacAddress> mac = present.details().netif().mac();
        for (AddressDetails each : present.addresses(false)) {
            if (each.address().address().isLinkLocalV6()) {
                return Optional.empty();
            }
        }
        for (InterfaceAddress each : wanted(false)) {
            if (each.address().isLinkLocalV6()) {
                return Optional.empty();
            }
        }
        return mac.isPresent()
                ? Optional.of(InterfaceAddress.parse(IpAddress.parse("fe80::").withInterfaceIdOf(mac.get()) + "/64"))
                : Optional.empty();
    }

    private void nameServers() throws NetifException {
        List<IpAddress> servers = new ArrayList<>();
        for (Given<IpAddress> each : request.nameServers()) {
            servers.add(each.value());
        }
        List<IpAddress> before = context.resolver().nameServers();
        if (servers.isEmpty() || servers.equals(before)) {
            return;
        }
        Optional<String> objection = context.resolver().objection();
        if (objection.isPresent()) {
            notes.add("name servers stay as they are: " + objection.get());
            return;
        }
        Optional<ResolverChange> change = context.resolver().change(servers);
        if (change.isPresent()) {
            steps.add(new ResolverStep(present.ifName(), change.get(), before));
        }
    }

    private void settings(Family four, Family six) throws SystemConfigException {
        boolean dhcp = request.dhcp().value();
        Settings settings = new Settings(
                dhcp,
                dhcp ? Optional.empty() : lasting(true),
                lasting(false),
                dhcp ? lost(four) : router(four, true),
                router(six, false),
                present.details().fib());
        List<VariableChange> changes =
                RcVariables.of(context.systemConfig(), present.nic().configured(), settings);
        if (!changes.isEmpty()) {
            steps.add(new SystemConfigStep(present.ifName(), changes));
        }
    }

    /** Without what a router gives, which needs no configuration. */
    private Optional<List<InterfaceAddress>> lasting(boolean v4) {
        List<InterfaceAddress> lasting = new ArrayList<>();
        for (InterfaceAddress each : wanted(v4)) {
            boolean given = false;
            for (AddressDetails there : present.addresses(v4)) {
                given |= there.address().address().equals(each.address())
                        && (there.flags().contains(AddressFlag.AUTOCONF)
                                || there.flags().contains(AddressFlag.TEMPORARY));
            }
            if (!given) {
                lasting.add(each);
            }
        }
        return lasting.isEmpty() ? Optional.empty() : Optional.of(lasting);
    }

    /** What was asked for, and what a DHCP client had set and nobody would set at the next boot. */
    private Router router(Family family, boolean v4) throws SystemConfigException {
        boolean asked = gateway(v4).isPresent();
        boolean leased = v4
                && !request.addresses(true).isEmpty()
                && context.systemConfig().usesDhcp(present.nic().configured());
        if ((asked || leased) && family.ownDefault().isPresent()) {
            Optional<IpAddress> gateway = family.ownDefault().get().gateway();
            if (gateway.isPresent()) {
                String zone =
                        gateway.get().isLinkLocalV6() ? "%" + present.nic().configured() : "";
                return new Router(Optional.of(gateway.get() + zone), Optional.empty());
            }
        }
        return lost(family);
    }

    private static Router lost(Family family) {
        if (family.lostDefault().isPresent()
                && family.lostDefault().get().gateway().isPresent()) {
            String gateway = family.lostDefault().get().gateway().get().toString();
            return new Router(Optional.empty(), Optional.of(gateway));
        }
        return Router.UNCHANGED;
    }
}
