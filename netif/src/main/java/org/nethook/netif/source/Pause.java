package org.nethook.netif.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wait between two tries that another thread can end. */
public interface Pause {

    /**
     * Waits.
     *
     * @return whether to go on; false when it was ended, or the thread interrupted
     */
    boolean await(Duration time);

    /** Ends the wait under way and every later one at once. From any thread. */
    void end();

    /** Whether it was ended. */
    boolean isEnded();

    /** Waits in real time. */
    static Pause real() {
        return new Pause() {
            private final CountDownLatch ended = new CountDownLatch(1);

            @Override
            public boolean await(Duration time) {
                try {
                    return !ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }

            @Override
            public void end() {
                ended.countDown();
            }

            @Override
            public boolean isEnded() {
                return ended.getCount() == 0;
            }
        };
    }
}
