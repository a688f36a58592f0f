package org.nethook.host.control;

import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Asks the resident host. Of use on the path of one event: neither Jackson nor lambdas. */
public final class ControlClient {
    /** The answer when there is no resident host, or it does not answer: do the work here. */
    public static final int NO_HOST = -1;

    /** How long a host may say nothing before it counts as hung. A working one says something every 200 ms. */
    public static final Duration PATIENCE = Duration.ofMillis(700);

    private final Path socket;
    private final Duration patience;

    /**
     * A client.
     *
     * @param socket the control socket
     * @param patience how long the host may say nothing
     */
    public ControlClient(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /**
     * Asks, and prints the answer as it comes.
     *
     * @param args the words of a command line, after {@code nethook}
     * @return the exit status, or {@link #NO_HOST}, after which something may have been printed and done already
     */
    public int ask(List<String> args, PrintStream out, PrintStream err) {
        if (!isTrusted()) {
            return NO_HOST;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            // a Unix socket connects at once or not at all
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                return NO_HOST;
            }
            channel.register(selector, SelectionKey.OP_READ);
            ByteBuffer request =
                    ByteBuffer.wrap((Request.write(args, Form.PLAIN) + "\n").getBytes(StandardCharsets.UTF_8));
            if (request.remaining() > Request.LIMIT || !send(request, channel, selector)) {
                return NO_HOST;
            }
            return read(channel, selector, out, err);
        } catch (IOException | BadRequestException | NumberFormatException e) {
            // whatever is there speaks another language
            return NO_HOST;
        }
    }

    /** Whether root or this user made the socket: nobody else's answer is believed. */
    private boolean isTrusted() {
        try {
            int uid = (Integer) Files.getAttribute(socket, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            return uid == 0
                    || Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS)
                            .getName()
                            .equals(System.getProperty("user.name"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean send(ByteBuffer request, SocketChannel channel, Selector selector) throws IOException {
        channel.write(request);
        while (request.hasRemaining()) {
            channel.keyFor(selector).interestOps(SelectionKey.OP_WRITE);
            if (selector.select(patience.toMillis()) == 0) {
                return false;
            }
            selector.selectedKeys().clear();
            channel.write(request);
        }
        channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
        return true;
    }

    private int read(SocketChannel channel, Selector selector, PrintStream out, PrintStream err)
            throws IOException, BadRequestException {
        LineReader lines = new LineReader(channel, Integer.MAX_VALUE / 2);
        while (selector.select(patience.toMillis()) > 0) {
            selector.selectedKeys().clear();
            if (lines.fill() < 0) {
                return NO_HOST;
            }
            String line = lines.buffered();
            while (line != null) {
                char kind = line.isEmpty() ? ' ' : line.charAt(0);
                if (kind == 's') {
                    out.flush();
                    return Integer.parseInt(line.substring(1));
                } else if (kind == 'o') {
                    out.println(line.substring(1));
                } else if (kind == 'e') {
                    err.println(line.substring(1));
                } else if (kind != 'w') {
                    return NO_HOST;
                }
                line = lines.buffered();
            }
        }
        return NO_HOST;
    }
}
