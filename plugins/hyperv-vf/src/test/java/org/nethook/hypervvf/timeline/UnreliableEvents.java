package org.nethook.hypervvf.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.hypervvf.HypervVfListener;

/** Stands between the kernel's events and the plugin: loses some, doubles some, swaps some, and dies when told to. */
final class UnreliableEvents implements InterfaceEventListener {
    private final Random random;
    private final BiConsumer<Plan, Instant> onPlan;
    private final List<InterfaceEvent> heldBack = new ArrayList<>();
    private HypervVfListener plugin = new HypervVfListener();
    private MortalContext context;
    private final Set<String> told = new HashSet<>();
    private Instant boot;
    private boolean reliable = true;
    private boolean running = true;

    UnreliableEvents(Random random, BiConsumer<Plan, Instant> onPlan) {
        this.random = random;
        this.onPlan = onPlan;
    }

    @Override
    public List<ConfigKey<?>> configKeys() {
        return plugin.configKeys();
    }

    @Override
    public EventFilter filter() {
        return plugin.filter();
    }

    /** When the first event came: when the machine was switched on. */
    Instant boot() {
        return boot;
    }

    void setReliable(boolean value) {
        reliable = value;
    }

    /** Nothing that it waits for is done any more, and until it is started again it hears nothing. */
    void kill() {
        running = false;
        heldBack.clear();
        if (context != null) {
            context.kill();
            context = null;
        }
    }

    void start() {
        plugin = new HypervVfListener();
        running = true;
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext real) throws Exception {
        if (boot == null) {
            boot = event.at();
        }
        if (!running) {
            return;
        }
        if (context == null) {
            context = new MortalContext(real, onPlan);
        }
        int fate = reliable ? 9 : random.nextInt(10);
        if (fate == 0) {
            return;
        }
        if (fate == 1 && heldBack.size() < 3) {
            heldBack.add(event);
            return;
        }
        tell(event);
        if (fate == 2) {
            tell(event);
        }
        while (!heldBack.isEmpty()) {
            tell(heldBack.remove(heldBack.size() - 1));
        }
    }

    private void tell(InterfaceEvent event) throws Exception {
        told.add(event.ifName());
        plugin.onEvent(event, context);
    }

    /** Whether the plugin heard anything of the interface since {@link #forget}. */
    boolean hasToldOf(String ifName) {
        return told.contains(ifName);
    }

    void forget(String ifName) {
        told.remove(ifName);
    }
}
