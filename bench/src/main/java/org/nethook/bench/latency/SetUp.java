package org.nethook.bench.latency;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;
import org.pf4j.Extension;

/**
 * Sets the interface up, which it is: one change asked of the kernel, without effect. At VF_UP it asks for the interface first,
 * as the sh hook beside it does. Then tells the benchmark: all events by a count in a file that both have mapped, a carrier
 * change by a byte into a FIFO, as the contenders' actions do.
 */
@Extension
public final class SetUp implements InterfaceEventListener {
    /** The system property that names the file of the count. */
    static final String COUNT = "nethook.bench.count";

    /** The system property that names the FIFO; the interface it is about is {@link #WATCHED}. */
    static final String FIFO = "nethook.bench.fifo";

    /** The interface whose carrier changes are told. */
    static final String WATCHED = "nh0";

    private final AtomicLong seen = new AtomicLong();
    private volatile MappedByteBuffer count;
    private volatile RandomAccessFile fifo;

    @Override
    public EventFilter filter() {
        return EventFilter.of(EventType.LINK_UP, EventType.LINK_DOWN, EventType.ADDR_ADD, EventType.VF_UP);
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException, IOException {
        if (!event.ifName().startsWith("nh")) {
            return;
        }
        if (event.eventType() == EventType.VF_UP) {
            context.netif().find(event.ifName());
        }
        context.control().setUp(event.ifName(), true);
        if (event.data().get(InterfaceEvent.RESYNC) == null) {
            tell(event);
        }
    }

    private void tell(InterfaceEvent event) throws IOException {
        if (count == null) {
            open();
        }
        if (count != null) {
            long now = seen.incrementAndGet();
            synchronized (this) {
                count.putLong(0, Math.max(now, count.getLong(0)));
            }
        }
        if (fifo != null && event.ifName().equals(WATCHED)) {
            fifo.write('n');
        }
    }

    private synchronized void open() throws IOException {
        String file = System.getProperty(COUNT);
        String path = System.getProperty(FIFO);
        if (path != null && fifo == null) {
            fifo = new RandomAccessFile(path, "rw"); // to read, too: opening does not wait for whoever reads
        }
        if (file != null && count == null) {
            count = map(Path.of(file));
        }
    }

    static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer count = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            count.order(ByteOrder.nativeOrder());
            return count;
        }
    }
}
