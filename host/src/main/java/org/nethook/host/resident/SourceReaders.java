package org.nethook.host.resident;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.nethook.host.resident.lane.Lane;
import org.nethook.netif.source.EventSink;
import org.nethook.netif.source.EventSource;
import org.nethook.netif.source.SharedSource;
import org.nethook.netif.source.SharedSource.Step;

/**
 * The threads that listen to a source. Where it can be shared there are two, and the one that hears an event takes it through
 * the hooks itself: the kernel wakes it, and it wakes nobody. Hooks that take longer than {@link #PATIENCE_NANOS} cost it the
 * lead: the other one listens from then on, and leaves what it hears to the crew until the first is back. So whatever hooks
 * do, one thread listens.
 */
public final class SourceReaders {
    private static final int THREADS = 2;
    private static final long PATIENCE_NANOS = 1_000_000;

    /** What the thread that has the lead does: it reads, or since some time is in hooks. */
    private static final class Lead {
        private static final Lead READING = new Lead(0);

        private final long sinceNanos;

        private Lead(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        boolean isLong(long now) {
            return this != READING && now - sinceNanos > PATIENCE_NANOS;
        }
    }

    private final SharedSource source;
    private final Intake intake;
    /** Null when nobody has the lead. Who has it calls the source; what one does is seen by the next. */
    private final AtomicReference<Lead> lead = new AtomicReference<>();
    /** Threads that lost the lead and are in hooks still. */
    private final AtomicInteger away = new AtomicInteger();

    private final Runnable next = this::next;
    private Step step = Step.MORE; // the leader's
    private volatile boolean ended;

    private SourceReaders(SharedSource source, Intake intake) {
        this.source = source;
        this.intake = intake;
    }

    /**
     * Begins to listen, until the source is closed or ends.
     *
     * @param sink is told of everything
     * @param intake where {@code sink} hands in the events
     * @param group of the threads
     */
    public static void start(EventSource source, EventSink sink, Intake intake, ThreadGroup group) {
        if (source instanceof SharedSource shared) {
            shared.begin(sink);
            SourceReaders readers = new SourceReaders(shared, intake);
            for (int i = 1; i <= THREADS; i++) {
                start(group, readers::run, "nethook-source-" + i);
            }
        } else {
            start(group, () -> source.run(sink), "nethook-source");
        }
    }

    private static void start(ThreadGroup group, Runnable work, String name) {
        Thread thread = new Thread(group, work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!ended) {
            if (takeLead()) {
                listen();
            } else {
                LockSupport.parkNanos(PATIENCE_NANOS);
            }
            source.await();
        }
    }

    private boolean takeLead() {
        Lead now = lead.get();
        if (now == null) {
            return lead.compareAndSet(null, Lead.READING);
        }
        if (now.isLong(System.nanoTime()) && lead.compareAndSet(now, Lead.READING)) {
            away.incrementAndGet();
            return true;
        }
        return false;
    }

    /** Hears all there is, until another has taken the lead. */
    private void listen() {
        while (true) {
            Lane lane = away.get() == 0 ? intake.listen(next) : listenOnly();
            if (lane != null) {
                Lead inHooks = new Lead(System.nanoTime());
                lead.set(inHooks);
                intake.goOn(lane);
                if (!lead.compareAndSet(inHooks, Lead.READING)) {
                    away.decrementAndGet();
                    return;
                }
            }
            if (step != Step.MORE) {
                ended = step == Step.END;
                lead.set(null);
                return;
            }
        }
    }

    private Lane listenOnly() {
        next();
        return null;
    }

    private void next() {
        Thread.interrupted(); // a hook that this thread ran may have left it, and a source would not pause
        step = source.next();
    }
}
