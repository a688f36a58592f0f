package org.nethook.host.plugin;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Starts one plugin after the other on a thread of its own, which is left behind when one of them never returns: a thread that runs a
 * plugin's code cannot be ended. One thread for all of them, as a start of nethook pays for each.
 */
final class StartRun implements Runnable {
    /** How long one that was interrupted may take to end. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** What is on the stack below a plugin's code. */
    private static final String[] OURS = {"java.", "jdk.", "sun.", "org.nethook.host.", "org.pf4j."};

    /** What is done with each plugin. */
    interface Starts {
        /** Runs the plugin's code; changes nothing that others see. Throws nothing. */
        Runnable start(int plugin);
    }

    private final Starts starts;
    private final int end;
    private int at;
    private long began;
    private boolean ended;
    private boolean abandoned;
    private Throwable thrown;

    /**
     * A run that was not begun.
     *
     * @param from the first plugin's number
     * @param end the number behind the last
     */
    StartRun(Starts starts, int from, int end) {
        this.starts = starts;
        this.at = from;
        this.end = end;
        this.began = System.nanoTime();
    }

    /**
     * Starts them; returns when all are started, or one has run for too long. What {@link Starts} returned is run before the next is
     * begun, and never once this has returned.
     *
     * @return null when all are started; else why the one at {@link #at} is not
     */
    String await(Duration limit) {
        Thread thread = new Thread(this, "nethook-start");
        thread.setDaemon(true);
        thread.start();
        try {
            if (!hangs(limit)) {
                return null;
            }
            String what = whatRuns(thread.getStackTrace());
            thread.interrupt();
            thread.join(GRACE.toMillis());
            return what + " has run for " + limit.toSeconds() + " s, longer than host.hook-timeout; interrupted"
                    + (thread.isAlive() ? "; it does not react and is left behind" : "");
        } catch (InterruptedException e) {
            synchronized (this) {
                abandoned = true;
            }
            thread.interrupt();
            Thread.currentThread().interrupt();
            return "nethook was interrupted when it was started";
        }
    }

    /** The number of the plugin that is started. */
    synchronized int at() {
        return at;
    }

    private synchronized boolean hangs(Duration limit) throws InterruptedException {
        while (!ended) {
            long left = limit.toNanos() - (System.nanoTime() - began);
            if (left <= 0) {
                abandoned = true;
                return true;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
        return false;
    }

    @Override
    public void run() {
        Throwable failure = null;
        try {
            while (next()) {
                Runnable result = starts.start(at);
                if (!finish(result)) {
                    return;
                }
            }
        } catch (Throwable e) { // nethook's own mistake
            failure = e;
        }
        synchronized (this) {
            thrown = failure;
            ended = true;
            notifyAll();
        }
    }

    private synchronized boolean next() {
        began = System.nanoTime();
        return !abandoned && at < end;
    }

    private synchronized boolean finish(Runnable result) {
        if (abandoned) {
            return false;
        }
        result.run();
        at++;
        return true;
    }

    /** The outermost call of a plugin's, in words. */
    private static String whatRuns(StackTraceElement[] stack) {
        for (int i = stack.length - 1; i >= 0; i--) {
            String type = stack[i].getClassName();
            if (!isOurs(type)) {
                String method = stack[i].getMethodName();
                if (method.equals("<clinit>")) {
                    return "the static initializer of " + type;
                }
                return method.equals("<init>") ? "the constructor of " + type : type + "." + method + "()";
            }
        }
        return "its start";
    }

    private static boolean isOurs(String type) {
        for (String prefix : OURS) {
            if (type.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
