package org.nethook.host.cli.resident;

import java.util.concurrent.Semaphore;
import org.nethook.api.ExitStatus;
import org.nethook.host.control.Reply;
import org.nethook.host.oneshot.Failure;

/**
 * Does what is asked for on threads of their own: an order goes on to its end when the client that gave it is lost, which may
 * be lost because of it. Safe for use by several threads.
 */
final class Detached {
    /** How much may be at work at once, that of clients which have left included. */
    private static final int MOST = 16;

    private final Semaphore room = new Semaphore(MOST);

    /** What is done. */
    @FunctionalInterface
    interface Work {
        /** Does it, telling {@code outbox}; returns the exit status. */
        int run(Outbox outbox) throws Exception;
    }

    /**
     * Does it, and hands its lines on.
     *
     * @param limitNanos how long the client wants to wait; 0 for as long as it takes
     * @param toTheEnd whether it goes on when the client leaves; else it is interrupted
     * @return its exit status, or {@link Outbox#UNFINISHED} when the time is over; it goes on then
     */
    int run(String name, Work work, Reply reply, long limitNanos, boolean toTheEnd)
            throws Failure, InterruptedException {
        if (!room.tryAcquire()) {
            throw new Failure(
                    ExitStatus.TEMPFAIL,
                    MOST + " requests are still being worked on; nothing was done, ask again later");
        }
        Outbox outbox = new Outbox();
        Thread thread = new Thread(() -> run(work, outbox), "nethook-" + name);
        thread.setDaemon(true);
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                room.release();
            }
        }
        try {
            return outbox.deliver(reply, limitNanos);
        } catch (InterruptedException e) {
            if (!toTheEnd) {
                thread.interrupt();
            }
            throw e;
        }
    }

    private void run(Work work, Outbox outbox) {
        int status = ExitStatus.SOFTWARE;
        try {
            status = work.run(outbox);
        } catch (Failure e) {
            for (String line : e.lines()) {
                outbox.tell(true, "nethook: " + line);
            }
            status = e.status();
        } catch (InterruptedException e) {
            status = ExitStatus.TEMPFAIL; // nobody is there to be told
        } catch (Exception | LinkageError | StackOverflowError e) {
            outbox.tell(true, "nethook: bug: " + e);
        } finally {
            room.release();
            outbox.end(status);
        }
    }
}
