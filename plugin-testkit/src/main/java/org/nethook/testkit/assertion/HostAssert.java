package org.nethook.testkit.assertion;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.plan.Plan;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.Told;

/** Claims about a machine and the plugin on it. Each returns itself, so that they can follow each other. */
public final class HostAssert {
    private final TestHost host;

    private HostAssert(TestHost host) {
        this.host = host;
    }

    /** Claims about this host. */
    public static HostAssert assertThat(TestHost host) {
        return new HostAssert(host);
    }

    /** There is this interface; claims about it follow. */
    public NetifAssert netif(String ifName) {
        Optional<Netif> netif = find(ifName);
        if (netif.isEmpty()) {
            throw failure("there is no interface " + ifName);
        }
        return new NetifAssert(this, netif.get());
    }

    /** There is no such interface. */
    public HostAssert hasNoNetif(String ifName) {
        return claim(find(ifName).isEmpty(), "there is an interface " + ifName);
    }

    /**
     * There is this route.
     *
     * @param route as {@link Route#toString} writes it, such as {@code default via 10.0.0.1 dev em0} or {@code 10.1.0.0/16 via
     *     10.0.0.2 dev em0}
     */
    public HostAssert hasRoute(String route) {
        return claim(routes().contains(route), "there is no route " + route);
    }

    /** There is no default route of IPv4. */
    public HostAssert hasNoDefaultRoute() {
        return claim(routes().stream().noneMatch(route -> route.startsWith("default ")), "there is a default route");
    }

    /** The operator was told this note. */
    public HostAssert noted(String text) {
        return claim(host.texts(Told.Kind.NOTE).contains(text), "nobody was told the note \"" + text + "\"");
    }

    /** The operator was told exactly these notes, in this order. */
    public HostAssert notedOnly(String... texts) {
        List<String> notes = host.texts(Told.Kind.NOTE);
        return claim(notes.equals(List.of(texts)), "the notes are " + notes + ", not " + List.of(texts));
    }

    /** This alarm was raised. */
    public HostAssert alarmed(String text) {
        return claim(host.texts(Told.Kind.ALARM).contains(text), "there was no alarm \"" + text + "\"");
    }

    /** No alarm was raised; a plugin that throws raises one. */
    public HostAssert raisedNoAlarm() {
        List<String> alarms = host.texts(Told.Kind.ALARM);
        return claim(alarms.isEmpty(), "there were alarms: " + alarms);
    }

    /** No step of a plan was applied; a plan in a dry run is none. */
    public HostAssert changedNothing() {
        List<String> steps = host.texts(Told.Kind.STEP);
        return claim(steps.isEmpty(), "steps were applied: " + steps);
    }

    /** The plugin wanted just one plan; claims about it follow. */
    public PlanAssert plan() {
        List<Plan> plans = host.plans();
        claim(plans.size() == 1, "there were " + plans.size() + " plans");
        return new PlanAssert(this, plans.get(0));
    }

    /** The plugin wanted so many plans. */
    public HostAssert hasPlans(int count) {
        return claim(host.plans().size() == count, "there were " + host.plans().size() + " plans, not " + count);
    }

    /** The plan that was wanted last; claims about it follow. */
    public PlanAssert lastPlan() {
        List<Plan> plans = host.plans();
        claim(!plans.isEmpty(), "there was no plan");
        return new PlanAssert(this, plans.get(plans.size() - 1));
    }

    HostAssert claim(boolean holds, String otherwise) {
        if (!holds) {
            throw failure(otherwise);
        }
        return this;
    }

    private AssertionError failure(String message) {
        return new AssertionError(message + "\n\n" + host.describe());
    }

    private Optional<Netif> find(String ifName) {
        try {
            return host.netif(ifName);
        } catch (NetifException e) {
            throw new AssertionError("the kernel does not tell of " + ifName, e);
        }
    }

    private List<String> routes() {
        try {
            return host.routes().stream().map(Route::toString).toList();
        } catch (NetifException e) {
            throw new AssertionError("the kernel does not tell its routes", e);
        }
    }
}
