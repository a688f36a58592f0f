package org.nethook.host.cli.resident;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.nethook.host.control.Reply;
import org.nethook.host.oneshot.PlainJournal;

/**
 * Lines on their way from who works to the client who waits for them. Only the thread that serves the client ever waits for
 * its socket: what is told of events is dropped, and counted, when the client does not keep up.
 */
final class Outbox {
    /** How many lines may be on their way. */
    static final int ROOM = 4096;

    /** The answer has not ended yet. */
    static final int UNFINISHED = -1;

    private record Line(boolean error, String text) {}

    // all guarded by this
    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private int status = UNFINISHED;
    private boolean left;
    private long lost;
    private long told;

    /** Takes a line of what happens; never waits. */
    synchronized void tell(boolean error, String text) {
        told++;
        if (left) {
            return;
        }
        if (lines.size() >= ROOM) {
            lost++;
            return;
        }
        lines.add(new Line(error, text));
        notifyAll();
    }

    /** Takes a line of the answer; waits for room as long as somebody reads. */
    synchronized void put(boolean error, String text) throws InterruptedException {
        while (lines.size() >= ROOM && !left) {
            wait();
        }
        if (!left) {
            lines.add(new Line(error, text));
            notifyAll();
        }
    }

    /** There is no more to come. */
    synchronized void end(int how) {
        status = how;
        notifyAll();
    }

    /** How many lines were told of what happens, those that were dropped included. */
    synchronized long told() {
        return told;
    }

    /** A journal's lines of what happens. */
    PlainJournal.Lines lines(boolean error) {
        return new PlainJournal.Lines() {
            @Override
            public void line(String text) {
                tell(error, text);
            }

            @Override
            public void flush() {
                // they leave as they come
            }
        };
    }

    /**
     * Hands the lines on until the answer ends.
     *
     * @param limitNanos how long that may take; 0 for as long as it takes
     * @return its status, or {@link #UNFINISHED} when the time is over
     * @throws InterruptedException when the client left
     */
    int deliver(Reply reply, long limitNanos) throws InterruptedException {
        long end = System.nanoTime() + limitNanos;
        List<Line> batch = new ArrayList<>();
        boolean finished = false;
        try {
            while (true) {
                int how = take(batch, limitNanos == 0, end);
                for (Line line : batch) {
                    if (line.error()) {
                        reply.err(line.text());
                    } else {
                        reply.out(line.text());
                    }
                }
                if (batch.isEmpty()) {
                    finished = true;
                    return how;
                }
                batch.clear();
            }
        } finally {
            leave(finished);
        }
    }

    /** Takes what is there, waiting for the first; nothing when there is no more to come, or the time is over. */
    private synchronized int take(List<Line> batch, boolean unlimited, long end) throws InterruptedException {
        while (lines.isEmpty() && lost == 0 && status == UNFINISHED) {
            long left = unlimited ? 0 : (end - System.nanoTime()) / 1_000_000;
            if (!unlimited && left <= 0) {
                return UNFINISHED;
            }
            wait(left);
        }
        batch.addAll(lines);
        lines.clear();
        if (lost > 0) {
            batch.add(new Line(
                    true, "nethook: " + lost + " lines are left out here: they came faster than they were read"));
            lost = 0;
        }
        notifyAll();
        return status;
    }

    private synchronized void leave(boolean finished) {
        left = true;
        if (!finished) {
            lines.clear();
        }
        notifyAll();
    }
}
