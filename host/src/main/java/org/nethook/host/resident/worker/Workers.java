package org.nethook.host.resident.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.nethook.host.resident.lane.Crew;
import org.nethook.host.resident.lane.Lane;
import org.nethook.host.resident.lane.Lanes;
import org.nethook.netif.Timer;

/**
 * The threads that run lanes. As many as there are processors, and more only while hooks hold some of them up: a hook that
 * waits keeps no other lane waiting. Threads without work end; idle ones do not wake up.
 */
public class Workers implements Crew, AutoCloseable {
    /** A hook that runs longer than this does not count as getting on. */
    private static final long HELD_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** How the names of the threads begin. */
    static final String THREADS = "nethook-hooks-";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final int KEPT = 2;
    private static final int ITEMS_PER_TURN = 64;

    private final LinkedTransferQueue<Lane> ready = new LinkedTransferQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger lent = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();
    private final ThreadGroup group = new ThreadGroup("nethook-hooks");
    private final int usual;
    private final int most;
    private final Timer timer;
    private final LongSupplier nanos;
    private volatile boolean closed;
    private final Bugs bugs;
    private Lanes lanes;
    private LaneWork work;

    /**
     * No threads yet.
     *
     * @param most how many there are at most, those given up not counted
     */
    public Workers(int most, Timer timer, LongSupplier nanos, Bugs bugs) {
        this.usual = Math.min(most, Math.max(KEPT, Runtime.getRuntime().availableProcessors()));
        this.most = most;
        this.timer = timer;
        this.nanos = nanos;
        this.bugs = bugs;
    }

    /** What the threads do; to be called before the first lane is ready. */
    public void start(Lanes ofLanes, LaneWork laneWork) {
        this.lanes = ofLanes;
        this.work = laneWork;
    }

    @Override
    public void ready(Lane lane) {
        if (mayLend() && Loan.takes(lane)) {
            return;
        }
        int now = queued.incrementAndGet();
        ready.add(lane);
        if (now > idle.get()) {
            int count = threads.get();
            if (count < usual && threads.compareAndSet(count, count + 1)) {
                startThread();
            } else {
                lookSoon();
            }
        }
    }

    /** Whether a thread more than those of the crew may run a lane, and none waits longer than it would. */
    private boolean mayLend() {
        return queued.get() == 0 && threads.get() - idle.get() + lent.get() < usual;
    }

    /**
     * Runs {@code offer}. The first lane that this makes ready is the calling thread's, and to be {@linkplain #runLent run} by
     * it: to wake another thread takes longer than most hooks. Where other lanes wait, or as many threads run as there are
     * processors, the lane waits for its turn as usual.
     *
     * @return the calling thread's lane, or null
     */
    public Lane lend(Runnable offer) {
        return Loan.during(offer);
    }

    /** Runs one item of a lane that was lent to the calling thread; what more it has is the crew's. */
    public void runLent(Lane lane) {
        lent.incrementAndGet();
        Seat seat = Seat.lent();
        seats.add(seat);
        try {
            Turn.run(lanes, lane, work, seat, items -> true, bugs);
        } catch (Seat.GivenUp e) {
            // one of the crew has the lane
        } finally {
            seats.remove(seat);
            seat.leave();
            lent.decrementAndGet();
        }
    }

    private void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            timer.after(LOOK_AGAIN, "look for lanes without a thread", this::look);
        }
    }

    /** Starts threads in the place of those that are held up, while lanes wait. */
    private void look() {
        looking.set(false);
        if (closed || queued.get() <= idle.get()) {
            return;
        }
        long now = nanos.getAsLong();
        int heldUp = 0;
        for (Seat seat : seats) {
            if (!seat.isLent() && seat.runningNanos(now) > HELD_UP_NANOS) {
                heldUp++;
            }
        }
        int count = threads.get();
        for (int missing = usual - (count - heldUp); missing > 0 && count < most; missing--) {
            if (!threads.compareAndSet(count, count + 1)) {
                break;
            }
            startThread();
            count++;
        }
        lookSoon();
    }

    private void startThread() {
        Thread thread = new Thread(group, this::work, THREADS + number.incrementAndGet());
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            threads.decrementAndGet(); // the system has no thread to give now; those there are go on
            bugs.report("starting a thread", e);
            lookSoon();
        }
    }

    private void work() {
        Seat seat = new Seat();
        seats.add(seat);
        boolean mine = true;
        while (mine) {
            try {
                Lane lane = next();
                if (lane == null) {
                    break;
                }
                Turn.run(lanes, lane, work, seat, this::othersWait, bugs);
            } catch (Seat.GivenUp e) {
                mine = false;
            } catch (RuntimeException | Error e) {
                bugs.report(Thread.currentThread().getName(), e);
            }
        }
        seats.remove(seat);
        if (mine) {
            threads.decrementAndGet();
            if (queued.get() > idle.get() && !closed) {
                lookSoon(); // a lane became ready while this thread was leaving
            }
        }
    }

    private boolean othersWait(int items) {
        return items >= ITEMS_PER_TURN || queued.get() > 0;
    }

    /** The next lane that is ready; null when this thread is to end. */
    private Lane next() {
        idle.incrementAndGet();
        try {
            while (!closed) {
                try {
                    Lane lane = threads.get() > KEPT ? ready.poll(10, TimeUnit.SECONDS) : ready.take();
                    if (lane != null) {
                        queued.decrementAndGet();
                        return lane;
                    }
                    if (threads.get() > KEPT) {
                        return null;
                    }
                } catch (InterruptedException e) {
                    // a stray interrupt, or close()
                    Thread.interrupted();
                }
            }
            return null;
        } finally {
            idle.decrementAndGet();
        }
    }

    /** Gives up a thread that does not react: another goes on with its lane. */
    void giveUp(Seat seat) {
        seats.remove(seat);
        if (!seat.isLent()) {
            threads.decrementAndGet();
        }
    }

    Set<Seat> seats() {
        return seats;
    }

    /** The group of the threads, those that are lent included, and of all threads that plugins start on them. */
    public ThreadGroup group() {
        return group;
    }

    /** How many threads there are. */
    public int threads() {
        return threads.get();
    }

    /** How many of them wait for work. */
    public int idle() {
        return idle.get();
    }

    /** How many lanes wait for a thread. */
    public int queued() {
        return queued.get();
    }

    /** Has every thread end after what it runs, and interrupts what runs. */
    @Override
    public void close() {
        closed = true;
        for (Seat seat : new ArrayList<>(seats)) {
            seat.thread().interrupt();
        }
    }

    /** Waits for all threads to end; returns whether they did. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        long end = nanos.getAsLong() + limit.toNanos();
        List<Seat> all = new ArrayList<>(seats);
        for (Seat seat : all) {
            long left = end - nanos.getAsLong();
            if (left > 0) {
                TimeUnit.NANOSECONDS.timedJoin(seat.thread(), left);
            }
            if (seat.thread().isAlive()) {
                return false;
            }
        }
        return true;
    }
}
