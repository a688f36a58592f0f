package org.nethook.host.oneshot;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.nethook.netif.Platform;
import org.nethook.netif.machine.Platforms;
import org.slf4j.LoggerFactory;

/** The machine that nethook runs on. */
public final class ThisMachine implements Machine {
    /** Names the control socket, where it is elsewhere. */
    private static final String SOCKET = "NETHOOK_SOCKET";

    private Platform platform;

    @Override
    public synchronized Platform platform() {
        if (platform == null) {
            platform = Platforms.detect();
        }
        return platform;
    }

    /**
     * Binding libc takes about as long as loading the plugins; with a second processor both are done at once. A plugin
     * that hears of an event nearly always asks the kernel next.
     */
    @Override
    public void warmUp() {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Thread thread = new Thread(new Binding(), "nethook-libc");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private final class Binding implements Runnable {
        @Override
        public void run() {
            try {
                platform().prepare();
            } catch (RuntimeException | LinkageError e) {
                // whoever needs it meets the same failure, and reports it
                LoggerFactory.getLogger(ThisMachine.class).debug("libc is not ready", e);
            }
        }
    }

    @Override
    public InstantSource clock() {
        return Clock.systemUTC();
    }

    @Override
    public Path controlSocket() {
        String named = System.getenv(SOCKET);
        return named == null || named.isEmpty() ? platform().runDirectory().resolve("nethook.sock") : Path.of(named);
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    }
}
