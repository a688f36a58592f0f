package org.nethook.netif.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A source that runs on a thread of its own until it is closed. */
public final class RunningSource {
    private final EventSource source;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    public RunningSource(EventSource source, EventSink sink) {
        this.source = source;
        Thread thread = new Thread(
                () -> {
                    try {
                        source.run(sink);
                        end.complete(null);
                    } catch (RuntimeException | Error e) {
                        end.completeExceptionally(e);
                    }
                },
                "test-source");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for its end; fails when it ended by an exception. */
    public void awaitEnd() {
        end.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Closes the source and waits for its end. */
    public void close() {
        source.close();
        awaitEnd();
    }
}
