package org.nethook.netif.source;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lines from a file or from standard input, as they come: one event a line, in the spelling of {@link
 * org.nethook.netif.event.EventLine}. Empty lines and lines that begin with {@code #} are left out. Nothing is lost: it waits
 * for room in the sink. It does not follow a machine, so it tells of no gap.
 */
public final class RecordedSource implements EventSource {
    private static final int BUFFER = 65536;

    /** Opens what is read. */
    private interface Opener {
        ReadableByteChannel open() throws IOException;
    }

    private final String name;
    private final Opener opener;
    private final InstantSource clock;
    private final AtomicBoolean started = new AtomicBoolean();
    private ReadableByteChannel channel;
    private volatile boolean closed;

    private RecordedSource(String name, Opener opener, InstantSource clock) {
        this.name = name;
        this.opener = opener;
        this.clock = clock;
    }

    /**
     * The lines of a file.
     *
     * @param clock says when a line is read
     */
    public static RecordedSource file(Path file, InstantSource clock) {
        return new RecordedSource(file.toString(), () -> FileChannel.open(file, StandardOpenOption.READ), clock);
    }

    /** The lines of this process's standard input. */
    public static RecordedSource standardInput(InstantSource clock) {
        // A channel, because nothing else ends a wait for input.
        return new RecordedSource("standard input", () -> new FileInputStream(FileDescriptor.in).getChannel(), clock);
    }

    /** The lines of a channel, which is closed at the end; for tests and other ways to get lines. */
    public static RecordedSource channel(String name, ReadableByteChannel channel, InstantSource clock) {
        return new RecordedSource(name, () -> channel, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(EventSink sink) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a source runs once");
        }
        try (ReadableByteChannel opened = open()) {
            sink.state(SourceState.LISTENING, "reading " + name);
            read(opened, sink);
            if (!closed) {
                sink.state(SourceState.ENDED, "read " + name + " to its end");
            }
        } catch (AsynchronousCloseException e) {
            // close() was called
        } catch (NoSuchFileException e) {
            sink.state(SourceState.ENDED, "there is no file " + name);
        } catch (IOException e) {
            if (!closed) {
                sink.state(SourceState.ENDED, "cannot read " + name + ": " + e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ReadableByteChannel open() throws IOException {
        if (closed) {
            throw new AsynchronousCloseException();
        }
        channel = opener.open();
        return channel;
    }

    private void read(ReadableByteChannel from, EventSink sink) throws IOException, InterruptedException {
        WaitingLines lines = new WaitingLines(sink, clock);
        LineFramer framer = new LineFramer();
        byte[] bytes = new byte[BUFFER];
        int count;
        while ((count = from.read(ByteBuffer.wrap(bytes))) >= 0) {
            framer.feed(bytes, count, lines);
            if (lines.interrupted) {
                throw new InterruptedException();
            }
        }
        framer.end(lines);
    }

    /** Leaves out what is no line for a parser, and waits for room before each that is. */
    private final class WaitingLines implements LineFramer.Lines {
        private final EventSink sink;
        private final ParsedLines parsed;
        private boolean interrupted;

        WaitingLines(EventSink sink, InstantSource clock) {
            this.sink = sink;
            this.parsed = new ParsedLines(sink, clock);
        }

        @Override
        public void line(byte[] line) {
            if (line.length == 0 || line[0] == '#' || interrupted || closed) {
                return;
            }
            try {
                sink.awaitRoom();
            } catch (InterruptedException e) {
                interrupted = true;
                return;
            }
            parsed.line(line);
        }

        @Override
        public void tooLong() {
            parsed.tooLong();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // it was only read
            }
        }
    }
}
