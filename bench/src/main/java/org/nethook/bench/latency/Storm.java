package org.nethook.bench.latency;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.nethook.netif.sim.devd.SimDevd;

/** Events as fast as the host takes them, through a socket like devd's. No two are of one kind, so that each is handled. */
final class Storm {
    private static final int INTERFACES = 16;

    /** How many may be on their way. Less than one lane has room for, so that none is dropped, whichever lane has to wait. */
    private static final int AHEAD = 192;

    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final byte[] METRICS = Client.request("metrics");

    private final SimDevd devd;
    private final Client client;
    private final MappedByteBuffer count;
    private long sentEver;

    /** @param count where the hook counts what it has seen */
    Storm(SimDevd devd, Client client, MappedByteBuffer count) {
        this.devd = devd;
        this.client = client;
        this.count = count;
    }

    /**
     * Sends so many and waits until the hook has seen them all.
     *
     * @return how many a second
     * @throws IllegalStateException when one was lost
     */
    double run(int events) throws IOException {
        String before = client.ask(METRICS);
        long seenBefore = count.getLong(0);
        long started = System.nanoTime();
        for (int i = 0; i < events; i++) {
            long serial = sentEver++;
            devd.sendPatiently("!system=IFNET subsystem=nh" + serial % INTERFACES + " type=ADDR_ADD address=10."
                    + (serial >> 16 & 255) + "." + (serial >> 8 & 255) + "." + (serial & 255));
            if (i % 32 == 0) {
                await(seenBefore + i - AHEAD);
            }
        }
        await(seenBefore + events);
        double seconds = (System.nanoTime() - started) / 1e9;

        // an event is handled a moment after its hook has seen it
        long handled;
        long coalesced;
        long since = System.nanoTime();
        do {
            String after = client.ask(METRICS);
            handled = grown(before, after, "handled");
            coalesced = grown(before, after, "coalesced");
        } while (handled + coalesced < events && System.nanoTime() - since < PATIENCE_NANOS);
        long seen = count.getLong(0) - seenBefore;
        if (seen + coalesced != events || handled + coalesced != events) {
            throw new IllegalStateException("sent " + events + ", handled " + handled + ", coalesced " + coalesced
                    + ", seen by the hook " + seen);
        }
        return events / seconds;
    }

    private static long grown(String before, String after, String name) {
        return counted(after, name) - counted(before, name);
    }

    /** Events that ended so, as the host itself counts. */
    private static long counted(String metrics, String how) {
        String name = "nethook_events_total{ended=\"" + how + "\"} ";
        int at = metrics.indexOf(name);
        if (at < 0) {
            throw new IllegalStateException("the host does not count what it " + how);
        }
        return Long.parseLong(metrics.substring(at + name.length(), metrics.indexOf('\n', at)));
    }

    private void await(long seen) {
        long started = System.nanoTime();
        while (count.getLong(0) < seen) {
            if (System.nanoTime() - started > PATIENCE_NANOS) {
                return; // the counts will tell
            }
            LockSupport.parkNanos(20_000);
        }
    }
}
