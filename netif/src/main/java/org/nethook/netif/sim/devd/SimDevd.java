package org.nethook.netif.sim.devd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * devd's stream socket. {@link #start} it, {@link #send} lines, {@link #stop} and start it again: its clients are real
 * processes or threads that connect to the socket file. Like devd it serves 10 of them, has 256 KB for what a client has not
 * read, and closes the connection of one that has no room for the next line, of which a part may have arrived. It has no thread: it
 * accepts and turns away at each call, and before it sends a line, so that whoever had connected gets that line. Usable from
 * any thread.
 */
public final class SimDevd implements AutoCloseable {
    /** As devd has without its option -l. */
    public static final int SLOTS = 10;

    private static final int SEND_BUFFER = 262_144;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Path socket;
    private final List<SocketChannel> clients = new ArrayList<>();
    private int slots = SLOTS;
    private int sendBuffer = SEND_BUFFER;
    private FullHouse fullHouse = FullHouse.QUEUED;
    private ServerSocketChannel server;
    private int accepted;
    private int evicted;
    private int turnedAway;

    /** One that does not run yet. */
    public SimDevd(Path socket) {
        this.socket = socket;
    }

    /** Where its socket is. */
    public Path socket() {
        return socket;
    }

    /** Serves so many clients, and does this to the others. */
    public synchronized SimDevd slots(int number, FullHouse whenTaken) {
        slots = number;
        fullHouse = whenTaken;
        return this;
    }

    /** Has so many bytes for what a client has not read; Linux gives at least 4,608. For clients to come. */
    public synchronized SimDevd sendBuffer(int bytes) {
        sendBuffer = bytes;
        return this;
    }

    /**
     * Starts it; an old socket file is replaced.
     *
     * @throws IOException when the socket cannot be made
     */
    public synchronized SimDevd start() throws IOException {
        if (server != null) {
            throw new IllegalStateException("it runs already");
        }
        listen();
        return this;
    }

    private void listen() throws IOException {
        Files.deleteIfExists(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.configureBlocking(false);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    /** Ends it, and with it all connections; the socket file stays, as devd's does. */
    public synchronized void stop() {
        closeQuietly(server);
        server = null;
        clients.forEach(SimDevd::closeQuietly);
        clients.clear();
    }

    /** Stops and starts it. */
    public synchronized void restart() throws IOException {
        stop();
        start();
    }

    /**
     * Sends a line to all clients.
     *
     * @param line without its newline
     * @return how many got it whole
     */
    public int send(String line) {
        return send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes as they are to all clients, as one write; a client without room for all of them is thrown out. */
    public synchronized int send(byte[] bytes) {
        admit();
        for (Iterator<SocketChannel> each = clients.iterator(); each.hasNext(); ) {
            SocketChannel client = each.next();
            if (write(client, ByteBuffer.wrap(bytes)) != bytes.length) {
                evicted++;
                closeQuietly(client);
                each.remove();
            }
        }
        admit();
        return clients.size();
    }

    /**
     * Sends a line to all clients and waits for those that have no room, as no devd does: to measure how fast they are.
     *
     * @param line without its newline
     * @return how many got it
     */
    public synchronized int sendPatiently(String line) {
        admit();
        for (Iterator<SocketChannel> each = clients.iterator(); each.hasNext(); ) {
            SocketChannel client = each.next();
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            int written = 0;
            while (written >= 0 && bytes.hasRemaining()) {
                written = write(client, bytes);
                if (written == 0) {
                    Thread.onSpinWait();
                }
            }
            if (written < 0) {
                closeQuietly(client);
                each.remove();
            }
        }
        return clients.size();
    }

    /** Bytes written; -1 when the client is gone. */
    private static int write(SocketChannel client, ByteBuffer bytes) {
        try {
            return client.write(bytes);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Closes the connections of all clients. */
    public synchronized void hangUp() {
        clients.forEach(SimDevd::closeQuietly);
        clients.clear();
    }

    private void admit() {
        try {
            if (server != null && !server.isOpen() && clients.size() < slots) {
                listen();
            }
            while (server != null && server.isOpen()) {
                boolean full = clients.size() >= slots;
                if (full && fullHouse == FullHouse.REFUSED) {
                    server.close();
                }
                SocketChannel client = full && fullHouse != FullHouse.HUNG_UP ? null : server.accept();
                if (client == null) {
                    return;
                }
                if (full) {
                    turnedAway++;
                    client.close();
                } else {
                    client.configureBlocking(false);
                    client.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
                    clients.add(client);
                    accepted++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated devd cannot accept", e);
        }
    }

    /** Notices clients that have gone, as devd does every 2 seconds while all slots are taken. */
    private void reap() {
        for (Iterator<SocketChannel> each = clients.iterator(); each.hasNext(); ) {
            SocketChannel client = each.next();
            try {
                if (client.read(ByteBuffer.allocate(1)) >= 0) {
                    continue;
                }
            } catch (IOException e) {
                // gone in a hurry
            }
            closeQuietly(client);
            each.remove();
        }
    }

    /** How many clients it serves now. */
    public synchronized int clients() {
        reap();
        admit();
        return clients.size();
    }

    /** How many it has served since it was made. */
    public synchronized int accepted() {
        reap();
        admit();
        return accepted;
    }

    /** How many it hung up on because all slots were taken. */
    public synchronized int turnedAway() {
        reap();
        admit();
        return turnedAway;
    }

    /** How many it threw out because they were slow or gone. */
    public synchronized int evicted() {
        return evicted;
    }

    /**
     * Waits until it serves so many clients.
     *
     * @throws IllegalStateException when it does not within a minute
     */
    public void awaitClients(int number) throws InterruptedException {
        await(() -> clients() == number, number + " clients");
    }

    /** Waits until it has served so many since it was made; likewise. */
    public void awaitAccepted(int number) throws InterruptedException {
        await(() -> accepted() >= number, number + " clients since the beginning");
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("the simulated devd has waited a minute for " + what);
            }
            Thread.sleep(1);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            // it is being thrown away
        }
    }

    /** Stops it and removes the socket file. */
    @Override
    public synchronized void close() {
        stop();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
