package org.nethook.netif.sim;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.nethook.netif.source.EventSink;
import org.nethook.netif.source.EventSource;
import org.nethook.netif.source.ParsedLines;
import org.nethook.netif.source.SourceState;

/**
 * The lines of a simulated machine's /dev/devctl as a source of events, for a host that runs on threads beside the machine.
 * It keeps up to 1,000 lines for a slow reader, as that device does (sysctl hw.bus.devctl_queue), and then drops the oldest
 * and tells of a gap.
 */
final class SimEventSource implements EventSource {
    private static final int DEVCTL_QUEUE = 1000;

    private final InstantSource clock;
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean started;
    private boolean closed;
    private boolean dropped;

    SimEventSource(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "simulated devctl";
    }

    /** Takes a line from the machine; before {@link #run} begins nobody listens. */
    synchronized void line(String line) {
        if (!started || closed) {
            return;
        }
        if (lines.size() == DEVCTL_QUEUE) {
            lines.remove();
            dropped = true;
        }
        lines.add(line);
        notifyAll();
    }

    @Override
    public void run(EventSink sink) {
        synchronized (this) {
            if (started) {
                throw new IllegalStateException("a source runs once");
            }
            started = true;
        }
        sink.state(SourceState.LISTENING, "listening to a simulated machine");
        sink.gap("began to listen");
        ParsedLines parsed = new ParsedLines(sink, clock);
        String line;
        while ((line = next(sink)) != null) {
            parsed.line(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The next line; null when it was closed. */
    private String next(EventSink sink) {
        boolean gap;
        String line;
        synchronized (this) {
            while (lines.isEmpty() && !closed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
            if (closed) {
                return null;
            }
            gap = dropped;
            dropped = false;
            line = lines.remove();
        }
        if (gap) {
            sink.gap("the machine's queue of events was full");
        }
        return line;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
