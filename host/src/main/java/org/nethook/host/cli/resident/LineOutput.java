package org.nethook.host.cli.resident;

import java.io.ByteArrayOutputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What commands print, as lines of an answer. */
final class LineOutput extends OutputStream {
    /** A line that is longer is handed on in pieces. */
    private static final int LONGEST = 1 << 20;

    private final Outbox outbox;
    private final boolean error;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

    LineOutput(Outbox outbox, boolean error) {
        this.outbox = outbox;
        this.error = error;
    }

    PrintStream stream() {
        return new PrintStream(this, false, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) throws InterruptedIOException {
        if (b == '\n') {
            hand();
        } else {
            line.write(b);
            if (line.size() >= LONGEST) {
                hand();
            }
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws InterruptedIOException {
        for (int i = from; i < from + count; i++) {
            write(bytes[i]);
        }
    }

    private void hand() throws InterruptedIOException {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        try {
            outbox.put(error, text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while answering");
        }
    }

    /** Hands on a last line that has no end. */
    @Override
    public synchronized void close() throws InterruptedIOException {
        if (line.size() > 0) {
            hand();
        }
    }
}
