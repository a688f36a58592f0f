package org.nethook.host.daemon;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {
    @Test
    void shouldRunTheActionWhenTheSignalComes() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        assertTrue(Signals.handle("URG", came::countDown)); // one that surefire and the JVM do not use
        new ProcessBuilder("sh", "-c", "kill -URG " + ProcessHandle.current().pid())
                .start()
                .waitFor();
        assertTrue(came.await(30, TimeUnit.SECONDS));
    }

    @Test
    void shouldSayThatASignalCannotBeHandled() {
        assertFalse(Signals.handle("KILL", () -> {}));
        assertFalse(Signals.handle("NONSENSE", () -> {}));
    }
}
