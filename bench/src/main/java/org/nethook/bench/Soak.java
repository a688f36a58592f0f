package org.nethook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Scripts;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.resolver.Resolver;
import org.nethook.host.context.MemoryStates;
import org.nethook.host.context.Services;
import org.nethook.host.context.Waits;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.resident.Intake;
import org.nethook.host.resident.ResidentDispatcher;
import org.nethook.host.resident.ResidentDispatcher.Limits;
import org.nethook.host.resident.Resync;
import org.nethook.host.resident.lane.Bounds;
import org.nethook.host.resident.lane.LaneCounts;
import org.nethook.host.resident.status.HostStatus;
import org.nethook.host.resident.status.HostStatus.PluginStatus;
import org.nethook.host.resident.worker.FaultPolicy;
import org.nethook.host.resident.worker.TimerThread;
import org.nethook.host.state.StateDirectory;

/**
 * A million events through the resident host's dispatcher, with a plugin that fails in every way there is and one that must not
 * notice. Prints one line of JSON at ten points and one at the end; exits 1 when an event is not accounted for, the good plugin
 * missed one, or memory grew. Arguments: the number of events, the seed.
 */
public final class Soak {
    /** Bytes by which memory may grow after the second of ten points. */
    private static final long MOST_GROWTH = 8 << 20;

    private static final String[] TYPES = {"LINK_UP", "LINK_DOWN", "ADDR_ADD", "ADDR_DEL", "ATTACH", "DETACH"};
    private static final int AHEAD = 4_000;

    private final Random random;
    private final LongAdder good = new LongAdder();
    private final LongAdder alarms = new LongAdder();
    private final LongAdder bugs = new LongAdder();
    private final AtomicBoolean endOfLoops = new AtomicBoolean();
    private final TimerThread timer = new TimerThread(System::nanoTime, (where, bug) -> bugs.increment());
    private final ResidentDispatcher dispatcher;

    private Soak(long seed) {
        random = new Random(seed);
        FaultPolicy faults = new FaultPolicy(Duration.ofMillis(40), Duration.ofMillis(40), 50, Duration.ofMinutes(10));
        dispatcher = new ResidentDispatcher(
                new Limits(Bounds.USUAL, faults, 16),
                new Counting(),
                new Nothing(),
                timer,
                Clock.systemUTC(),
                System::nanoTime);
        Services services = new Services(
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
                new MemoryStates(),
                StateDirectory.inMemory(),
                Clock.systemUTC(),
                null,
                false,
                Waits.HERE);
        dispatcher.plugins(
                List.of(plugin("bad", this::misbehave), plugin("good", (event, context) -> good.increment())),
                dispatcher.contexts(services, Map.of()));
    }

    /** Runs it. */
    public static void main(String[] args) throws InterruptedException, IOException {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        System.exit(new Soak(seed).run(events) ? 0 : 1);
    }

    private boolean run(int events) throws InterruptedException, IOException {
        Intake intake = dispatcher.source("soak");
        List<Point> points = new ArrayList<>();
        long started = System.nanoTime();
        for (int i = 1; i <= events; i++) {
            intake.event(event(i));
            while (i % 64 == 0 && dispatcher.counts().waiting() > AHEAD) {
                LockSupport.parkNanos(100_000);
            }
            if (i % (events / 10) == 0) {
                points.add(point(i));
                restart();
            }
        }
        boolean drained = dispatcher.drain(Duration.ofMinutes(2));
        double seconds = (System.nanoTime() - started) / 1e9;
        LaneCounts counts = dispatcher.counts();
        boolean accounted = drained
                && counts.received() == events
                && counts.handled() + counts.coalesced() + counts.dropped() == events;
        // an event that was taken back while it ran reaches no further hook; that is counted too
        long missed = counts.handled() - good.sum() - skipped("good");
        Point warm = points.get(1);
        Point last = points.get(points.size() - 1);
        long heapGrowth = last.heapBytes() - warm.heapBytes();
        long rssGrowth = (last.rssKib() - warm.rssKib()) * 1024;
        boolean flat = heapGrowth < MOST_GROWTH && rssGrowth < MOST_GROWTH;
        System.out.println("{\"events\":" + events + ",\"seconds\":" + seconds + ",\"handled\":" + counts.handled()
                + ",\"coalesced\":" + counts.coalesced() + ",\"dropped\":" + counts.dropped() + ",\"accounted\":"
                + accounted
                + ",\"missed\":" + missed + ",\"alarms\":" + alarms.sum() + ",\"bugs\":" + bugs.sum()
                + ",\"heap_growth\":" + heapGrowth + ",\"rss_growth\":" + rssGrowth + ",\"flat\":" + flat + "}");
        dispatcher.close();
        timer.close();
        return accounted && missed <= 0 && bugs.sum() == 0 && flat;
    }

    private InterfaceEvent event(int number) {
        String name = (random.nextInt(10) == 0 ? "tap" + random.nextInt(10_000) : "em" + random.nextInt(64));
        return new InterfaceEvent(
                "IFNET",
                name,
                TYPES[random.nextInt(TYPES.length)],
                Map.of("address", "192.0.2." + random.nextInt(256), "n", Integer.toString(number)),
                Instant.now());
    }

    /** Memory in use after a collection; {@code rssKib} is -1 where /proc does not tell. */
    private record Point(long heapBytes, long rssKib) {}

    /** How it is now; printed with what else there is to see. */
    private Point point(int events) throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        Point point = new Point(runtime.totalMemory() - runtime.freeMemory(), rss());
        HostStatus status = dispatcher.status();
        System.out.println("{\"sent\":" + events + ",\"heap_bytes\":" + point.heapBytes() + ",\"rss_kib\":"
                + point.rssKib()
                + ",\"lanes\":" + status.lanes().size() + ",\"threads\":"
                + status.threads().all() + ",\"balances\":"
                + dispatcher.counts().balances() + ",\"p50_us\":"
                + status.latency().p50().toNanos() / 1000
                + ",\"p99_us\":" + status.latency().p99().toNanos() / 1000 + ",\"faults\":" + faults(status) + "}");
        return point;
    }

    /** Ends loops and unparks, so that the next stretch meets every kind of fault again. */
    private void restart() {
        endOfLoops.set(true);
        dispatcher.unpark("bad");
        endOfLoops.set(false);
    }

    private static long faults(HostStatus status) {
        long faults = 0;
        for (PluginStatus plugin : status.plugins()) {
            faults += plugin.faults();
        }
        return faults;
    }

    private long skipped(String id) {
        for (PluginStatus plugin : dispatcher.status().plugins()) {
            if (plugin.id().equals(id)) {
                return plugin.skipped();
            }
        }
        return 0;
    }

    private static long rss() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return -1;
    }

    private void misbehave(InterfaceEvent event, PluginContext context) throws Exception {
        int n = Integer.parseInt(event.data().get("n"));
        switch (n % 2003) {
            case 1 -> throw new IllegalStateException("soak");
            case 2 -> deep(0);
            case 3 -> throw new OutOfMemoryError("soak");
            case 4 -> throw new AssertionError("soak");
            case 5, 6, 7 -> throw new NetifException("soak", event.ifName(), "the kernel said no");
            case 8 -> TimeUnit.MILLISECONDS.sleep(2);
            case 9 ->
                context.scheduler().after("t" + n % 100, Duration.ofMillis(5), "soak", () -> {
                    throw new IllegalStateException("soak task");
                });
            default -> {
                if (n % 40_009 == 0) {
                    TimeUnit.SECONDS.sleep(10);
                } else if (n % 300_007 == 0) {
                    while (!endOfLoops.get()) {
                        Thread.onSpinWait();
                    }
                }
            }
        }
    }

    private static int deep(int level) {
        return deep(level + 1) + 1;
    }

    private interface Body {
        void run(InterfaceEvent event, PluginContext context) throws Exception;
    }

    private static LoadedPlugin plugin(String id, Body body) {
        InterfaceEventListener listener = new InterfaceEventListener() {
            @Override
            public EventFilter filter() {
                return EventFilter.any();
            }

            @Override
            public void onEvent(InterfaceEvent event, PluginContext context) throws Exception {
                body.run(event, context);
            }
        };
        return new LoadedPlugin(
                id, "1", "", Path.of(id + ".jar"), Grants.NONE, List.of(listener), List.of(), List.of());
    }

    /** A machine without interfaces. */
    private static final class Nothing implements Resync {
        @Override
        public List<String> interfaces() {
            return List.of();
        }

        @Override
        public List<InterfaceEvent> stateOf(String ifName) {
            return List.of();
        }
    }

    private final class Counting implements Journal {
        @Override
        public void event(InterfaceEvent event) {}

        @Override
        public void plan(String pluginId, Plan plan, boolean dryRun) {}

        @Override
        public void step(String pluginId, Step step, StepOutcome outcome, String message) {}

        @Override
        public void note(String source, String message) {}

        @Override
        public void alarm(String source, String message) {
            alarms.increment();
            if (message.startsWith("bug at ")) {
                bugs.increment();
                System.err.println(message);
            }
        }
    }
}
