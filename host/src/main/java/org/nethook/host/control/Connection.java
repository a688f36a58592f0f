package org.nethook.host.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.nethook.api.ExitStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: its requests, one after the other, on one thread. While that thread does work of others for the client, and the
 * work takes long, another one takes its place.
 */
final class Connection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** How long a thread may be lent before another one takes its place. */
    private static final long LENT_NANOS = 40_000_000;

    private final SocketChannel client;
    private final Answerer answerer;
    private final Patience patience;
    private final Consumer<Connection> whenDone;
    private final LineReader lines;
    private volatile boolean closed;
    /** Who serves the client; guarded by this. */
    private Thread thread;
    /** The answer whose work the thread does itself; guarded by this. */
    private Exchange lent;
    /** When the client has been waited for too long, of {@link System#nanoTime}; 0 while nobody waits for it. */
    private volatile long tooLate;
    /** The answer that is being worked on; null between two. */
    private volatile Exchange working;

    Connection(SocketChannel client, Answerer answerer, Patience patience, Consumer<Connection> whenDone) {
        this.client = client;
        this.answerer = answerer;
        this.patience = patience;
        this.whenDone = whenDone;
        this.lines = new LineReader(client, Request.LIMIT);
    }

    /** Says why the client is not served, as far as its socket takes it at once, and closes. Does not wait. */
    void refuse(String reason) {
        try {
            client.configureBlocking(false);
            String answer = Form.JSON.err(reason) + "\n" + Form.JSON.status(ExitStatus.TEMPFAIL) + "\n";
            client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            LOG.debug("a refused client did not hear why", e);
        }
        close();
    }

    @Override
    public void run() {
        run(null);
    }

    /** @param begun what is to be ended first; null for nothing */
    private void run(Exchange begun) {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        boolean mine = true;
        try {
            if (begun != null) {
                end(begun, begun.rest);
            }
            serve();
        } catch (TakenOver e) {
            mine = false;
        } catch (IOException e) {
            LOG.debug("client left", e);
        } catch (InterruptedException e) {
            LOG.debug("the server closes");
        } finally {
            if (mine) {
                close();
                synchronized (this) {
                    thread = null;
                }
                whenDone.accept(this);
            }
        }
    }

    private void serve() throws IOException, InterruptedException {
        while (!closed) {
            String line;
            try {
                line = next();
                if (line == null) {
                    return;
                }
                answer(Request.read(line));
            } catch (BadRequestException e) {
                // where the next request begins is not known any more
                Exchange exchange = new Exchange(Form.JSON);
                exchange.err(e.getMessage());
                exchange.end(ExitStatus.USAGE);
                return;
            }
        }
    }

    private String next() throws IOException, BadRequestException {
        String line = lines.buffered();
        while (line == null) {
            waitNoLongerThan(lines.isWithinLine() ? patience.request() : patience.idle());
            int read = lines.fill();
            tooLate = 0;
            if (read < 0) {
                return null;
            }
            line = lines.buffered();
        }
        return line;
    }

    private void answer(Request request) throws IOException, InterruptedException {
        Exchange exchange = new Exchange(request.form());
        end(exchange, () -> answerer.answer(request.args(), exchange));
    }

    private void end(Exchange exchange, Rest rest) throws IOException, InterruptedException {
        working = exchange;
        int status = ExitStatus.SOFTWARE;
        try {
            status = rest.answer();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("bug while answering", e);
            exchange.err("bug: " + e);
        }
        working = null;
        exchange.end(status);
    }

    private synchronized void lend(Exchange exchange) {
        Thread.interrupted(); // the client has left; what it asked for is done all the same
        exchange.lentNanos = System.nanoTime();
        lent = exchange;
    }

    private synchronized void takeBack(Exchange exchange) {
        if (lent != exchange) {
            throw new TakenOver();
        }
        lent = null;
        if (closed) {
            thread.interrupt();
        }
    }

    /** Has another thread see to the client when its own is lent for long. */
    private synchronized void takeOver(long now) {
        Exchange exchange = lent;
        if (exchange != null && now - exchange.lentNanos >= LENT_NANOS) {
            Thread next = ControlServer.thread(thread.getThreadGroup(), () -> run(exchange), "nethook-client");
            next.start();
            thread = next;
            lent = null;
        }
    }

    private void waitNoLongerThan(Duration time) {
        long at = System.nanoTime() + time.toNanos();
        tooLate = at == 0 ? 1 : at;
    }

    /** What time it is. Called now and then by another thread, which it does not hold up. */
    void look(long now) {
        long limit = tooLate;
        if (limit != 0 && now - limit >= 0) {
            close();
        }
        Exchange exchange = working;
        if (exchange != null) {
            exchange.look(now);
        }
        takeOver(now);
    }

    void close() {
        closed = true;
        try {
            client.close();
        } catch (IOException e) {
            LOG.debug("closing a client", e);
        }
        synchronized (this) {
            if (thread != null && thread != Thread.currentThread() && lent == null) {
                thread.interrupt();
            }
        }
    }

    /** One answer. Lines are gathered until it ends, or until there are many, or somebody looks for a sign of life. */
    private final class Exchange implements Reply {
        private static final int FLUSH_AT = 8192;

        private final Form form;
        private final StringBuilder pending = new StringBuilder(256);
        private final long begun = System.nanoTime();
        private boolean ended;
        private boolean signing; // the watchdog's
        // both guarded by the connection
        private long lentNanos;
        private Rest rest;

        Exchange(Form form) {
            this.form = form;
        }

        @Override
        public void out(String line) {
            add(line, true);
        }

        @Override
        public void err(String line) {
            add(line, false);
        }

        @Override
        public boolean isWanted() {
            return !closed;
        }

        @Override
        public int lend(Runnable work, Rest then) throws InterruptedException {
            rest = then;
            Connection.this.lend(this);
            try {
                work.run();
            } finally {
                takeBack(this);
            }
            return then.answer();
        }

        private synchronized void add(String text, boolean out) {
            int from = 0;
            int end = text.indexOf('\n');
            while (end >= 0) {
                addLine(text.substring(from, end), out);
                from = end + 1;
                end = text.indexOf('\n', from);
            }
            addLine(text.substring(from), out);
            if (pending.length() >= FLUSH_AT) {
                flushQuietly();
            }
        }

        private void addLine(String line, boolean out) {
            pending.append(out ? form.out(line) : form.err(line)).append('\n');
        }

        /** When the answer takes long, a thread of its own tells the client that somebody works on it. */
        private void look(long now) {
            if (!signing && now - begun >= patience.sign().toNanos()) {
                ControlServer.thread(null, this::signUntilEnd, "nethook-client-sign")
                        .start();
                signing = true;
            }
        }

        private synchronized void signUntilEnd() {
            try {
                while (!ended && !closed) {
                    if (pending.length() == 0) {
                        pending.append(form.working()).append('\n');
                    }
                    flushQuietly();
                    wait(Math.max(1, patience.sign().toMillis()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized void end(int status) throws IOException {
            ended = true;
            notifyAll();
            pending.append(form.status(status)).append('\n');
            flush();
        }

        private void flushQuietly() {
            try {
                flush();
            } catch (IOException e) {
                close();
            }
        }

        private void flush() throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(pending.toString().getBytes(StandardCharsets.UTF_8));
            pending.setLength(0);
            if (closed) {
                return;
            }
            waitNoLongerThan(patience.reading());
            try {
                while (bytes.hasRemaining()) {
                    client.write(bytes);
                }
            } finally {
                tooLate = 0;
            }
        }
    }
}
