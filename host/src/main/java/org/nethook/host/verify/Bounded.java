package org.nethook.host.verify;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a plugin's code in a thread that may never end. */
final class Bounded {
    private Bounded() {}

    /**
     * What the task answers.
     *
     * @throws TimeoutException when it has not ended by then; its thread was interrupted, and ends with the process at the latest
     */
    static <T> T within(Duration limit, Callable<T> task)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "nethook-verify");
        thread.setDaemon(true);
        thread.start();
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw e;
        }
    }
}
