package org.nethook.hypervvf;

import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Hyperv;
import org.nethook.hypervvf.pair.Pair;
import org.nethook.hypervvf.pair.Pairs;
import org.nethook.hypervvf.pair.VfMap;
import org.pf4j.Extension;

/**
 * Watches VFs come and go. An event only says where to look: what is done follows from the state read after it, so that
 * events may come late, twice, in another order or not at all.
 */
@Extension
public final class HypervVfListener implements InterfaceEventListener {
    private static final String LOOK = "look.";

    private final Attendant attendant = new Attendant();
    /** What a machine runs on does not change while it runs: a no is not asked for again at each event. */
    private volatile boolean elsewhere;

    @Override
    public List<ConfigKey<?>> configKeys() {
        return HypervVfKeys.ALL;
    }

    @Override
    public EventFilter filter() {
        return EventFilter.of(
                EventType.IFATTACH,
                EventType.DETACH,
                EventType.LINK_UP,
                EventType.LINK_DOWN,
                EventType.ADDR_ADD,
                EventType.ADDR_DEL,
                EventType.RENAME,
                EventType.VF_UP,
                EventType.VF_DOWN);
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException, InterruptedException {
        String ifName = event.ifName();
        switch (event.eventType()) {
            case VF_UP -> attend(ifName, Occasion.VF_UP, context);
            case IFATTACH -> attend(ifName, Occasion.ARRIVED, context);
            case VF_DOWN -> attend(ifName, Occasion.OTHER, context);
            case DETACH -> attendToKnown(ifName, Occasion.LEFT, context);
            case RENAME -> {
                attendToKnown(ifName, Occasion.OTHER, context);
                attend(event.data().getOrDefault("name", ""), Occasion.OTHER, context);
            }
            case LINK_UP -> attendToKnown(ifName, Occasion.LINK_UP, context);
            default -> attendToKnown(ifName, Occasion.OTHER, context);
        }
    }

    /** The parts of a key are what is waited for, and the device, or the interface where that is not known. */
    @Override
    public Optional<Scheduler.Task> resume(String key, PluginContext context) {
        int dot = key.indexOf('.');
        String device = key.substring(dot + 1);
        return switch (key.substring(0, Math.max(dot, 0))) {
            case "look" -> Optional.of(new LookAgain(device, context));
            case "vf" -> Optional.of(attendant.task(device, Occasion.DUE, context));
            case "turns" -> Optional.of(attendant.task(device, Occasion.CALM, context));
            case "watch" -> Optional.of(attendant.task(device, Occasion.POLL, context));
            case "port" -> Optional.of(attendant.task(device, Occasion.PORT, context));
            case "lease" -> Optional.of(attendant.task(device, Occasion.LEASE, context));
            case "guard" -> Optional.of(attendant.task(device, Occasion.SECOND_LOOK, context));
            default -> Optional.empty();
        };
    }

    /** There are many interfaces, and most are nobody's VF: a look at the pairing and at what is remembered is cheap. */
    private void attendToKnown(String ifName, Occasion occasion, PluginContext context)
            throws NetifException, InterruptedException {
        Hyperv hyperv = new Hyperv(context.sysctl());
        if (!isGuest(hyperv)) {
            return;
        }
        Optional<String> device = PairMemory.deviceWith(context.state(), ifName);
        if (device.isPresent()) {
            attendant.attend(device.get(), occasion, context);
            return;
        }
        VfMap map = hyperv.vfMap();
        if (map.names(ifName)) {
            attend(map.hnOf(ifName).orElse(ifName), occasion, context);
        }
    }

    /** What cannot be decided because the kernel refuses to tell whose interface it is, is decided later. */
    private void attend(String ifName, Occasion occasion, PluginContext context)
            throws NetifException, InterruptedException {
        Optional<String> device;
        try {
            device = device(ifName, context);
        } catch (NetifException e) {
            if (occasion.mayChange()) {
                context.scheduler()
                        .after(
                                LOOK + ifName,
                                Attendant.after(occasion),
                                "look again at " + ifName,
                                new LookAgain(ifName, context));
            }
            throw e;
        }
        if (device.isPresent()) {
            attendant.attend(device.get(), occasion, context);
        }
    }

    /** The device of the hn it is or belongs to. Most interfaces that arrive are neither, and cost two sysctls. */
    private Optional<String> device(String ifName, PluginContext context) throws NetifException {
        Hyperv hyperv = new Hyperv(context.sysctl());
        if (!isGuest(hyperv)) {
            return Optional.empty();
        }
        Optional<String> hn = hyperv.vfMap().hnOf(ifName);
        if (hn.isEmpty() && !isHn(ifName, context)) {
            return Optional.empty();
        }
        Optional<Pair> pair = Pairs.read(context).of(hn.orElse(ifName));
        return pair.isPresent() ? Optional.of(pair.get().device()) : Optional.empty();
    }

    private boolean isGuest(Hyperv hyperv) throws NetifException {
        if (!elsewhere) {
            elsewhere = !hyperv.isGuest();
        }
        return !elsewhere;
    }

    private static boolean isHn(String ifName, PluginContext context) throws NetifException {
        Optional<Netif> netif = context.netif().find(ifName);
        return netif.isPresent() && Pairs.isHn(netif.get());
    }

    private final class LookAgain implements Scheduler.Task {
        private final String ifName;
        private final PluginContext context;

        LookAgain(String ifName, PluginContext context) {
            this.ifName = ifName;
            this.context = context;
        }

        @Override
        public void run() throws Exception {
            attend(ifName, Occasion.LOOK_AGAIN, context);
        }
    }
}
