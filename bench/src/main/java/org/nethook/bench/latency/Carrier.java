package org.nethook.bench.latency;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.bench.Sample;

/**
 * How long it takes from a carrier change on a veth until a contender has acted: asked the kernel something about the
 * interface, and told so with a byte in a FIFO. Each has an interface of its own; only one changes at a time.
 *
 * <p>The clock starts when the kernel has answered the request to take the other end of the veth down or up: what it takes to
 * do that is the same for all and nobody's merit, and the announcement of the carrier leaves the kernel after it, as both need
 * the lock that the request holds.
 */
final class Carrier implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final NetifControl control;
    private final String peer;
    private final RandomAccessFile fifo;
    private final FileInputStream told;
    private final Sample sample = new Sample();
    private final byte[] heard = new byte[4096];
    private volatile long since;
    private boolean up = true;

    /**
     * @param peer the other end of the contender's veth; its carrier is there now
     * @param fifo exists
     */
    Carrier(NetifControl control, String peer, Path fifo) throws IOException {
        this.control = control;
        this.peer = peer;
        this.fifo = new RandomAccessFile(fifo.toFile(), "rw"); // to write, too: opening does not wait for a writer
        this.told = new FileInputStream(this.fifo.getFD());
    }

    /** Changes the carrier once. */
    void change(boolean counts) throws IOException, NetifException {
        while (told.available() > 0) {
            told.read(heard); // of a contender's start, or of a second action at one change
        }
        up = !up;
        since = System.nanoTime();
        control.setUp(peer, up);
        long start = System.nanoTime();
        told.read(heard);
        long took = System.nanoTime() - start;
        since = 0;
        if (counts) {
            sample.add(took);
        }
    }

    Sample sample() {
        return sample;
    }

    /** Ends the benchmark when a contender never answers, which a read from a FIFO would wait for. */
    static void watch(Map<String, Carrier> all) {
        Thread watch = new Thread(() -> {
            try {
                while (true) {
                    TimeUnit.SECONDS.sleep(1);
                    all.forEach((name, carrier) -> {
                        long since = carrier.since;
                        if (since != 0 && System.nanoTime() - since > PATIENCE_SECONDS * 1_000_000_000) {
                            System.err.println("bench/latency: " + name + " did not react to a carrier change");
                            Runtime.getRuntime().halt(70);
                        }
                    });
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watch.setDaemon(true);
        watch.start();
    }

    @Override
    public void close() throws IOException {
        fifo.close();
    }
}
