package org.nethook.host.resident;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Scripts;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.resolver.Resolver;
import org.nethook.host.context.Services;
import org.nethook.host.context.Waits;
import org.nethook.host.dispatch.Contexts;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.resident.ResidentDispatcher.Limits;
import org.nethook.host.resident.lane.Bounds;
import org.nethook.host.resident.lane.EventsOf;
import org.nethook.host.resident.lane.Generation;
import org.nethook.host.resident.worker.FaultPolicy;
import org.nethook.host.resident.worker.TimerThread;
import org.nethook.host.state.StateDirectory;

/** A dispatcher with real threads and no machine. */
final class Host implements AutoCloseable {
    final Told told = new Told();
    final List<String> state = new ArrayList<>();
    final TimerThread timer = new TimerThread(System::nanoTime, (where, bug) -> told.alarm("timer", where + bug));
    final ResidentDispatcher dispatcher;
    private final Contexts contexts;

    Host(LoadedPlugin... plugins) {
        this(FaultPolicy.USUAL, plugins);
    }

    Host(FaultPolicy faults, LoadedPlugin... plugins) {
        this(new Limits(Bounds.USUAL, faults, 32), plugins);
    }

    Host(Limits limits, LoadedPlugin... plugins) {
        Resync resync = new Resync() {
            @Override
            public List<String> interfaces() {
                return state.stream().map(line -> line.split(" ")[0]).distinct().toList();
            }

            @Override
            public List<InterfaceEvent> stateOf(String ifName) {
                List<InterfaceEvent> events = state.stream()
                        .filter(line -> line.startsWith(ifName + " "))
                        .map(EventsOf::event)
                        .toList();
                return events.isEmpty() ? List.of(EventsOf.event(ifName + " DETACH")) : events;
            }
        };
        dispatcher = new ResidentDispatcher(limits, told, resync, timer, Clock.systemUTC(), System::nanoTime);
        contexts = dispatcher.contexts(services(), Map.of());
        dispatcher.plugins(List.of(plugins), contexts);
    }

    static Services services() {
        return new Services(
                null,
                null,
                null,
                null,
                Scripts.NONE,
                null,
                SystemSettings.NONE,
                Resolver.NONE,
                null,
                null,
                null,
                StateDirectory.inMemory(),
                Clock.systemUTC(),
                null,
                false,
                Waits.HERE);
    }

    Generation plugins(LoadedPlugin... plugins) {
        return dispatcher.plugins(List.of(plugins), contexts);
    }

    void event(String text) {
        dispatcher.source("test").event(EventsOf.event(text));
    }

    void settle() throws InterruptedException {
        if (!dispatcher.drain(Duration.ofSeconds(30))) {
            throw new AssertionError("events still wait or run: " + dispatcher.counts());
        }
    }

    /** Waits for a condition, generously. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen within 30 s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        dispatcher.close();
        timer.close();
    }
}
