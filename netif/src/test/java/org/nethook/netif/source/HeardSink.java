package org.nethook.netif.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.nethook.api.event.InterfaceEvent;

/** Keeps what a source told, as lines of text in order, and lets a test wait for something. */
public final class HeardSink implements EventSink {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> heard = new ArrayList<>();
    private volatile Runnable onEvent = () -> {};

    /** Done on the source's thread at each event, which makes a slow sink of this one. */
    public void onEvent(Runnable action) {
        onEvent = action;
    }

    @Override
    public void event(InterfaceEvent event) {
        StringJoiner text = new StringJoiner(" ").add("event").add(event.toString());
        for (Map.Entry<String, String> variable : event.data().entrySet()) {
            text.add(variable.getKey() + "=" + variable.getValue());
        }
        add(text.toString());
        onEvent.run();
    }

    @Override
    public void malformed(String reason) {
        add("malformed " + reason);
    }

    @Override
    public void gap(String reason) {
        add("gap " + reason);
    }

    @Override
    public void state(SourceState state, String message) {
        add(state + " " + message);
    }

    private synchronized void add(String line) {
        heard.add(line);
        notifyAll();
    }

    /** Everything so far. */
    public synchronized List<String> all() {
        return List.copyOf(heard);
    }

    /** What begins with the word, without it. */
    public synchronized List<String> all(String word) {
        List<String> some = new ArrayList<>();
        for (String line : heard) {
            if (line.startsWith(word + " ")) {
                some.add(line.substring(word.length() + 1));
            }
        }
        return some;
    }

    /** Waits until this holds. */
    public synchronized void await(Predicate<HeardSink> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(this)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain; heard: " + heard);
            }
            wait(left);
        }
    }

    /** Waits for so many lines that begin with the word. */
    public void await(String word, int count) throws InterruptedException {
        await(sink -> sink.all(word).size() >= count);
    }
}
