package org.nethook.hypervvf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.pf4j.Extension;

/**
 * Watches VFs come and go. An event only says where to look: what is done follows from the state read after it.
 */
@Extension
public final class HypervVfListener implements InterfaceEventListener {

    /** A VF that waits for its delay to end, by the name of its hn. */
    private final Map<String, String> pending = new ConcurrentHashMap<>();

    @Override
    public List<ConfigKey<?>> configKeys() {
        return VfDelay.KEYS;
    }

    @Override
    public EventFilter filter() {
        return EventFilter.of(EventType.IFATTACH, EventType.DETACH, EventType.VF_UP, EventType.VF_DOWN);
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException {
        Hyperv hyperv = new Hyperv(context.sysctl());
        if (!hyperv.isGuest()) {
            return;
        }
        switch (event.eventType()) {
            case IFATTACH -> attached(event.ifName(), hyperv, context);
            case DETACH -> detached(event.ifName(), context);
            case VF_UP -> datapathOnVf(event.ifName(), hyperv, context);
            case VF_DOWN -> datapathOnHn(event.ifName(), context);
            default -> throw new IllegalArgumentException("not asked for: " + event);
        }
    }

    private void attached(String ifName, Hyperv hyperv, PluginContext context) throws NetifException {
        Optional<String> hn = hyperv.vfMap().hnOf(ifName);
        if (hn.isEmpty()) {
            return;
        }
        if (hyperv.isTransparent()) {
            context.report()
                    .note("VF " + ifName + " of " + hn.get()
                            + ": transparent mode, the kernel moves the traffic itself; nothing to do");
            return;
        }
        Duration delay = VfDelay.of(context);
        String purpose = "put " + hn.get() + " and its VF " + ifName + " into a failover lagg";
        pending.put(hn.get(), ifName);
        context.scheduler().after(key(hn.get()), delay, purpose, () -> {
            pending.remove(hn.get());
            delayEnded(hn.get(), ifName, context);
        });
    }

    private void delayEnded(String hn, String announced, PluginContext context) throws NetifException {
        Optional<String> vf = new Hyperv(context.sysctl()).vfMap().vfOf(hn);
        if (vf.isEmpty()) {
            context.report().note("VF " + announced + " of " + hn + " left during its delay: nothing is done");
            return;
        }
        reconcile(hn, vf.get(), context);
    }

    private static String key(String hn) {
        return "vf." + hn;
    }

    private void detached(String ifName, PluginContext context) {
        pending.entrySet().removeIf(entry -> {
            boolean left = entry.getValue().equals(ifName);
            if (left && context.scheduler().cancel(key(entry.getKey()))) {
                context.report()
                        .note("VF " + ifName + " of " + entry.getKey() + " left during its delay: nothing is done");
            }
            return left;
        });
    }

    private void datapathOnVf(String hn, Hyperv hyperv, PluginContext context) throws NetifException {
        Optional<String> vf = hyperv.vfMap().vfOf(hn);
        Optional<String> byDevice = hyperv.vfByDevice(hn);
        if (vf.isEmpty() || byDevice.isPresent() && !byDevice.equals(vf)) {
            context.report().note("VF_UP on " + hn + ", but the kernel names no VF of it: nothing is done");
            return;
        }
        pending.remove(hn);
        context.scheduler().cancel(key(hn));
        reconcile(hn, vf.get(), context);
    }

    private void datapathOnHn(String hn, PluginContext context) throws NetifException {
        Machine machine = new Machine(context.netif().list(), List.of(), false, false);
        if (machine.laggOf(hn).isPresent()) {
            context.report()
                    .note("traffic is back on " + hn + "; " + machine.laggOf(hn).get() + " keeps its addresses");
        } else {
            context.report().note("traffic is back on " + hn);
        }
    }

    private void reconcile(String hn, String vf, PluginContext context) throws NetifException {
        Plan plan;
        try {
            Machine machine = new Machine(
                    context.netif().list(),
                    context.netif().routes(),
                    context.dhcp().isRunning(hn),
                    wantsDhcp(hn, context));
            plan = FailoverPlanner.plan(machine, hn, vf);
        } catch (RefusedException e) {
            context.report().note("no lagg for " + hn + ": " + e.getMessage());
            return;
        }
        PlanResult result = context.apply(plan);
        switch (result.outcome()) {
            case UNDONE ->
                context.report()
                        .alarm(hn + " and " + vf + " are not in a lagg, and the machine is as it was: "
                                + result.message());
            case LEFT_HALF_DONE ->
                context.report()
                        .alarm(hn + " and " + vf + " are half-way into a lagg; look at " + plan.ifName() + ": "
                                + result.message());
            default -> {}
        }
    }

    private static boolean wantsDhcp(String hn, PluginContext context) {
        try {
            return context.systemConfig().usesDhcp(hn);
        } catch (SystemConfigException e) {
            context.report().note("whether " + hn + " uses DHCP is unknown: " + e.getMessage());
            return false;
        }
    }
}
