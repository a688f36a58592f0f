package org.nethook.host.resident.worker;

/**
 * Where one thread runs plugins' code: what it runs, and since when, for the watch to see. Fields without a word about it are
 * the thread's own.
 */
public final class Seat {
    private static final ThreadLocal<Seat> CURRENT = new ThreadLocal<>();

    private final Thread thread;
    private final boolean lent;
    private String lane;
    private int changes;
    // guarded by this
    private String pluginId;
    private String what;
    private String runningLane;
    private long startedNanos;
    private boolean running;
    private boolean interrupted;
    private boolean givenUp;

    /** A seat of the calling thread, which is its {@link #current} one from now on. */
    Seat() {
        this(false);
    }

    private Seat(boolean lent) {
        this.thread = Thread.currentThread();
        this.lent = lent;
        CURRENT.set(this);
    }

    /** A seat of the calling thread, which is none of the crew, until it {@linkplain #leave leaves}. */
    static Seat lent() {
        return new Seat(true);
    }

    /** The calling thread has no seat any more. */
    void leave() {
        CURRENT.remove();
    }

    /** Whether its thread is none of the crew. */
    boolean isLent() {
        return lent;
    }

    /** The calling thread's; null when it runs no lane. */
    public static Seat current() {
        return CURRENT.get();
    }

    /** The lane that is running; null between two. */
    public String lane() {
        return lane;
    }

    /** A lane runs from now on, or, with null, none. */
    public void lane(String key) {
        lane = key;
        changes = 0;
    }

    /** A plan's step changed the machine. */
    public void changed() {
        changes++;
    }

    /** How many steps of plans changed the machine since the last call. */
    public int takeChanges() {
        int taken = changes;
        changes = 0;
        return taken;
    }

    synchronized void begin(String plugin, String running, long nanos) {
        pluginId = plugin;
        what = running;
        runningLane = lane;
        startedNanos = nanos;
        this.running = true;
        interrupted = false;
    }

    /**
     * The plugin's code returned. An interruption that was meant for it ends here.
     *
     * @return whether it was interrupted for having taken too long
     * @throws GivenUp when another thread took the lane over
     */
    synchronized boolean end() {
        running = false;
        Thread.interrupted();
        if (givenUp) {
            throw new GivenUp();
        }
        return interrupted;
    }

    /** Whether the plugin's code runs. */
    synchronized boolean isRunning() {
        return running;
    }

    /** For how long the plugin's code has run; -1 when none runs. */
    synchronized long runningNanos(long now) {
        return running ? now - startedNanos : -1;
    }

    /** Interrupts what runs; returns whether it had not been interrupted before. */
    synchronized boolean interrupt(long now, long limit) {
        if (!running || interrupted || now - startedNanos < limit) {
            return false;
        }
        interrupted = true;
        thread.interrupt();
        return true;
    }

    /** Gives the thread up when what it runs has taken that long; returns whether it did, which happens once. */
    synchronized boolean giveUp(long now, long limit) {
        if (!running || givenUp || now - startedNanos < limit) {
            return false;
        }
        givenUp = true;
        return true;
    }

    /** Whether another thread took the lane over. */
    public synchronized boolean isGivenUp() {
        return givenUp;
    }

    synchronized boolean isInterrupted() {
        return running && interrupted;
    }

    /** Whose code runs, or ran last. */
    public synchronized String pluginId() {
        return pluginId;
    }

    /** What runs, or ran last. */
    public synchronized String what() {
        return what;
    }

    /** The lane that it runs in. */
    synchronized String runningLane() {
        return runningLane;
    }

    Thread thread() {
        return thread;
    }

    /** Unwinds a thread whose lane another one took over. */
    static final class GivenUp extends Error {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("this thread's lane was taken over", null, false, false);
        }
    }
}
