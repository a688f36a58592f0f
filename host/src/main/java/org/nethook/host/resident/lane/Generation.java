package org.nethook.host.resident.lane;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.nethook.host.dispatch.HookRuntime;

/**
 * The plugins as they were loaded at one time. An event runs through the hooks of one generation; a generation that was
 * replaced can be let go of when no event uses it any more. Safe for use by several threads.
 */
public final class Generation {
    private final HookRuntime runtime;
    private final AtomicInteger users = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition unused = lock.newCondition();
    private volatile boolean replaced;

    /** A generation that nobody uses yet. */
    public Generation(HookRuntime runtime) {
        this.runtime = runtime;
    }

    /** Its plugins. */
    public HookRuntime runtime() {
        return runtime;
    }

    /** Uses it, until {@link #leave}; returns false when it was replaced. */
    public boolean enter() {
        users.incrementAndGet();
        if (replaced) {
            leave();
            return false;
        }
        return true;
    }

    /** Ends one use. */
    public void leave() {
        if (users.decrementAndGet() == 0 && replaced) {
            lock.lock();
            try {
                unused.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** From now on nobody new uses it. */
    public void replace() {
        replaced = true;
    }

    /** Waits until nobody uses it; returns whether that is so. */
    public boolean awaitUnused(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (users.get() > 0) {
                if (left <= 0) {
                    return false;
                }
                // leave() may have looked at replaced just before it was set: look again now and then
                left -= TimeUnit.MILLISECONDS.toNanos(50)
                        - Math.max(0, unused.awaitNanos(TimeUnit.MILLISECONDS.toNanos(50)));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
