package org.nethook.host.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
    private final ScheduledExecutorService watch;
    private final Consumer<Connection> whenDone;
    private volatile boolean closed;
    private volatile Thread thread;

    Connection(
            SocketChannel client,
            Answerer answerer,
            Patience patience,
            ScheduledExecutorService watch,
            Consumer<Connection> whenDone) {
        this.client = client;
        this.answerer = answerer;
        this.patience = patience;
        this.watch = watch;
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
        } catch (IOException | RejectedExecutionException e) {
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
            ScheduledFuture<?> limit = in(lines.isWithinLine() ? patience.request() : patience.idle(), this::close);
            int read = lines.fill();
            limit.cancel(false);
            if (read < 0) {
                return null;
            }
            line = lines.buffered();
        }
        return line;
    }

    private void answer(Request request) throws IOException, InterruptedException {
        Exchange exchange = new Exchange(request.form());
        ScheduledFuture<?> late = in(patience.sign(), exchange::startSigning);
        int status = ExitStatus.SOFTWARE;
        try {
            status = answerer.answer(request.args(), exchange);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("bug while answering {}", request.args(), e);
            exchange.err("bug: " + e);
        } finally {
            late.cancel(false);
        }
        exchange.end(status);
    }

    private ScheduledFuture<?> in(Duration time, Runnable task) {
        return watch.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
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
        private boolean ended;

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

        /** The answer takes long: from now on a thread of its own tells the client that somebody works on it. */
        private void startSigning() {
            ControlServer.thread(this::signUntilEnd, "nethook-client-sign").start();
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
            } catch (IOException | RejectedExecutionException e) {
                close();
            }
        }

        private void flush() throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(pending.toString().getBytes(StandardCharsets.UTF_8));
            pending.setLength(0);
            if (closed) {
                return;
            }
            ScheduledFuture<?> limit = in(patience.reading(), Connection.this::close);
            try {
                while (bytes.hasRemaining()) {
                    client.write(bytes);
                }
            } finally {
                limit.cancel(false);
            }
        }
    }
}
