package org.nethook.host.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the control socket: each thread waits for a client and serves it itself, so that none is woken or started for a
 * client that comes alone; and one keeps time. A client that sends half a request, does not read its answer, or says nothing
 * for long is thrown out.
 */
public final class ControlServer implements AutoCloseable {
    /** How many clients are served at once. */
    public static final int MOST_CLIENTS = 16;

    /** How many threads go on waiting for clients. */
    private static final int KEPT = 2;

    private static final long AGAIN_NANOS = 1_000_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final Path socket;
    private final SocketAccess access;
    private final Answerer answerer;
    private final Patience patience;
    private final ThreadGroup threads;
    private final ServerSocketChannel server;
    private final Watchdog watch;
    private final AtomicInteger clients = new AtomicInteger();
    /** Threads that wait for a client, or are about to. */
    private final AtomicInteger waiting = new AtomicInteger();

    private volatile boolean closed;

    private ControlServer(
            Path socket,
            SocketAccess access,
            Answerer answerer,
            Patience patience,
            ThreadGroup threads,
            ServerSocketChannel server) {
        this.socket = socket;
        this.access = access;
        this.answerer = answerer;
        this.patience = patience;
        this.threads = threads;
        this.server = server;
        this.watch = new Watchdog(patience.shortest());
    }

    /**
     * Makes the socket and begins to serve it. A socket that a host left behind is replaced; one that somebody serves is not.
     *
     * @throws IOException when it cannot be made; the message names the file and says why
     */
    public static ControlServer start(Path socket, SocketAccess access, Answerer answerer, Patience patience)
            throws IOException {
        return start(socket, access, answerer, patience, Thread.currentThread().getThreadGroup());
    }

    /**
     * Likewise.
     *
     * @param threads the group of the threads that serve clients, and do work for them where an answer {@linkplain Reply#lend
     *     lends} them
     */
    public static ControlServer start(
            Path socket, SocketAccess access, Answerer answerer, Patience patience, ThreadGroup threads)
            throws IOException {
        removeLeftOver(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean bound = false;
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            bound = true;
            access.apply(socket);
        } catch (IOException | IllegalArgumentException e) {
            server.close();
            if (bound) {
                Files.deleteIfExists(socket);
            }
            throw new IOException(socket + ": the control socket cannot be made: " + e.getMessage(), e);
        }
        ControlServer control = new ControlServer(socket, access, answerer, patience, threads, server);
        for (int i = 0; i < KEPT; i++) {
            control.waitForClients();
        }
        return control;
    }

    private static void removeLeftOver(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException(socket + ": the control socket cannot be made: there is a file that is no socket");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            Files.deleteIfExists(socket);
            return;
        }
        throw new IOException(socket + ": another host serves this control socket");
    }

    private void waitForClients() {
        waiting.incrementAndGet();
        thread(threads, this::serve, "nethook-client").start();
    }

    private void serve() {
        boolean stay = true;
        while (stay) {
            SocketChannel client = accept();
            if (waiting.decrementAndGet() == 0 && client != null) {
                waitForNext();
            }
            stay = client != null;
            if (stay) {
                serve(client);
                stay = waiting.getAndIncrement() < KEPT;
                if (!stay) {
                    waiting.decrementAndGet();
                }
            }
        }
    }

    private void waitForNext() {
        try {
            waitForClients();
        } catch (OutOfMemoryError e) {
            waiting.decrementAndGet(); // the system has no thread to give now; the next client waits for one of those
            // there are
            LOG.error("control socket: {}", e.getMessage());
        }
    }

    /** The next client; null when there will be none. */
    private SocketChannel accept() {
        while (true) {
            try {
                return server.accept();
            } catch (ClosedChannelException e) {
                return null;
            } catch (IOException e) {
                LOG.error("control socket {}: {}", socket, e.getMessage());
                LockSupport.parkNanos(AGAIN_NANOS); // too many files are open, or the like
            }
        }
    }

    private void serve(SocketChannel client) {
        String refusal = null;
        String user = Peer.userOf(client);
        if (user != null && !access.allows(user)) {
            refusal = user + " may not ask this host";
            LOG.warn("control socket: {}", refusal);
        }
        boolean room = clients.incrementAndGet() <= MOST_CLIENTS;
        if (refusal == null && !room) {
            refusal = MOST_CLIENTS + " clients are connected already";
        }
        Connection connection = new Connection(client, answerer, patience, this::left);
        if (refusal != null) {
            connection.refuse(refusal);
            clients.decrementAndGet();
            return;
        }
        watch.add(connection);
        connection.run();
        Thread.interrupted(); // it was meant for the client's thread, and would close the socket now
    }

    private void left(Connection connection) {
        watch.remove(connection);
        clients.decrementAndGet();
    }

    static Thread thread(ThreadGroup group, Runnable task, String name) {
        Thread thread = new Thread(group, task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends all connections and removes the socket. */
    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("control socket {}: {}", socket, e.getMessage());
        }
        for (Connection connection : watch.watched()) {
            connection.close();
        }
        watch.close();
    }
}
