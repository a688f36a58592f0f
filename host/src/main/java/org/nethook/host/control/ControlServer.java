package org.nethook.host.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the control socket: a thread that accepts, one for each client, and one that keeps time. A client that sends half a
 * request, does not read its answer, or says nothing for long is thrown out.
 */
public final class ControlServer implements AutoCloseable {
    /** How many clients are served at once. */
    public static final int MOST_CLIENTS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final Path socket;
    private final SocketAccess access;
    private final Answerer answerer;
    private final Patience patience;
    private final ServerSocketChannel server;
    private final Watchdog watch;
    private volatile boolean closed;

    private ControlServer(
            Path socket, SocketAccess access, Answerer answerer, Patience patience, ServerSocketChannel server) {
        this.socket = socket;
        this.access = access;
        this.answerer = answerer;
        this.patience = patience;
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
        ControlServer control = new ControlServer(socket, access, answerer, patience, server);
        thread(control::accept, "nethook-control").start();
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

    private void accept() {
        while (!closed) {
            try {
                admit(server.accept());
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException e) {
                if (!closed) {
                    LOG.error("control socket {}: {}", socket, e.getMessage());
                }
                return;
            }
        }
    }

    private void admit(SocketChannel client) {
        String refusal = null;
        String user = Peer.userOf(client);
        if (user != null && !access.allows(user)) {
            refusal = user + " may not ask this host";
            LOG.warn("control socket: {}", refusal);
        } else if (watch.watched().size() >= MOST_CLIENTS) {
            refusal = MOST_CLIENTS + " clients are connected already";
        }
        Connection connection = new Connection(client, answerer, patience, watch::remove);
        if (refusal != null) {
            connection.refuse(refusal);
            return;
        }
        watch.add(connection);
        thread(connection, "nethook-client").start();
    }

    static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
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
