package org.nethook.host.oneshot;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.nethook.netif.Platform;
import org.nethook.netif.machine.Platforms;

/** The machine that nethook runs on. */
public final class ThisMachine implements Machine {

    @Override
    public Platform platform() {
        return Platforms.detect();
    }

    @Override
    public InstantSource clock() {
        return Clock.systemUTC();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    }
}
