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
    private final Attendant attendant = new Attendant();

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
        Hyperv hyperv = new Hyperv(context.sysctl());
        if (!hyperv.isGuest()) {
            return;
        }
        switch (event.eventType()) {
            case VF_UP -> attend(event.ifName(), Occasion.VF_UP, context);
            case VF_DOWN -> attend(event.ifName(), Occasion.OTHER, context);
            case IFATTACH -> {
                Optional<String> hn = hyperv.vfMap().hnOf(event.ifName());
                if (hn.isPresent()) {
                    attend(hn.get(), Occasion.ARRIVED, context);
                } else if (isHn(event.ifName(), context)) {
                    attend(event.ifName(), Occasion.ARRIVED, context);
                }
            }
            case DETACH -> attendToKnown(event.ifName(), Occasion.LEFT, hyperv, context);
            case RENAME -> {
                attendToKnown(event.ifName(), Occasion.OTHER, hyperv, context);
                String name = event.data().getOrDefault("name", "");
                if (isHn(name, context)) {
                    attend(name, Occasion.OTHER, context);
                }
            }
            case LINK_UP -> attendToKnown(event.ifName(), Occasion.LINK_UP, hyperv, context);
            default -> attendToKnown(event.ifName(), Occasion.OTHER, hyperv, context);
        }
    }

    /** The parts of a key are what is waited for, and the device. */
    @Override
    public Optional<Scheduler.Task> resume(String key, PluginContext context) {
        int dot = key.indexOf('.');
        String device = key.substring(dot + 1);
        return switch (key.substring(0, Math.max(dot, 0))) {
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
    private void attendToKnown(String ifName, Occasion occasion, Hyperv hyperv, PluginContext context)
            throws NetifException, InterruptedException {
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

    private void attend(String ifName, Occasion occasion, PluginContext context)
            throws NetifException, InterruptedException {
        Optional<Pair> pair = Pairs.read(context).of(ifName);
        if (pair.isPresent()) {
            attendant.attend(pair.get().device(), occasion, context);
        }
    }

    private static boolean isHn(String ifName, PluginContext context) throws NetifException {
        Optional<Netif> netif = context.netif().find(ifName);
        return netif.isPresent() && Pairs.isHn(netif.get());
    }
}
