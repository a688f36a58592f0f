package org.nethook.host.control;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after clients a few times a second while there are any, and sleeps while there are none. A timer for each request
 * would wake its thread at each request, which costs more than the request.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration OFTEN = Duration.ofMillis(100);

    private final Set<Connection> watched = ConcurrentHashMap.newKeySet();
    private final Duration period;
    private boolean closed;

    /** @param shortest the shortest time that is watched for; it is overrun by no more than half of it, or 100 ms */
    Watchdog(Duration shortest) {
        Duration half = shortest.dividedBy(2);
        this.period = half.compareTo(OFTEN) < 0 ? half : OFTEN;
        ControlServer.thread(null, this::run, "nethook-control-watch").start();
    }

    /** Whom it looks after; to be changed by {@link #add} and {@link #remove} only. */
    Set<Connection> watched() {
        return watched;
    }

    synchronized void add(Connection connection) {
        watched.add(connection);
        notifyAll();
    }

    void remove(Connection connection) {
        watched.remove(connection);
    }

    private void run() {
        try {
            while (await()) {
                long now = System.nanoTime();
                for (Connection connection : watched) {
                    look(connection, now);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(Connection connection, long now) {
        try {
            connection.look(now);
        } catch (OutOfMemoryError e) {
            LOG.error("a client waits: {}", e.getMessage()); // there was no thread to be had; the next look is soon
        }
    }

    private synchronized boolean await() throws InterruptedException {
        while (watched.isEmpty() && !closed) {
            wait();
        }
        if (!closed) {
            wait(Math.max(1, period.toMillis()));
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
