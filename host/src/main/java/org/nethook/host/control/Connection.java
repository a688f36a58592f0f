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

/** One client: its requests, one after the other, on one thread. */
final class Connection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final SocketChannel client;
    private final Answerer answerer;
    private final Patience patience;
    private final Consumer<Connection> whenDone;
    private volatile boolean closed;
    private volatile Thread thread;
    /** When the client has been waited for too long, of {@link System#nanoTime}; 0 while nobody waits for it. */
    private volatile long tooLate;
    /** The answer that is being worked on; null between two. */
    private volatile Exchange working;

    Connection(SocketChannel client, Answerer answerer, Patience patience, Consumer<Connection> whenDone) {
        this.client = client;
        this.answerer = answerer;
        this.patience = patience;
        this.whenDone = whenDone;
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
        thread = Thread.currentThread();
        try {
            serve();
        } catch (IOException e) {
            LOG.debug("client left", e);
        } catch (InterruptedException e) {
            LOG.debug("the server closes");
        } finally {
            close();
            whenDone.accept(this);
        }
    }

    private void serve() throws IOException, InterruptedException {
        LineReader lines = new LineReader(client, Request.LIMIT);
        while (!closed) {
            String line;
            try {
                line = next(lines);
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

    private String next(LineReader lines) throws IOException, BadRequestException {
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
        working = exchange;
        int status = ExitStatus.SOFTWARE;
        try {
            status = answerer.answer(request.args(), exchange);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("bug while answering {}", request.args(), e);
            exchange.err("bug: " + e);
        } finally {
            working = null;
        }
        exchange.end(status);
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
    }

    void close() {
        closed = true;
        try {
            client.close();
        } catch (IOException e) {
            LOG.debug("closing a client", e);
        }
        Thread serving = thread;
        if (serving != null && serving != Thread.currentThread()) {
            serving.interrupt();
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
                signing = true;
                ControlServer.thread(this::signUntilEnd, "nethook-client-sign").start();
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
