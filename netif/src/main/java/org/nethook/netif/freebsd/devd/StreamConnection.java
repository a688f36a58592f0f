package org.nethook.netif.freebsd.devd;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A connection to devd's stream socket, which needs no native code. */
final class StreamConnection implements Connection {
    private final Path path;
    private final SocketChannel channel;

    /** @throws NotConnectedException when this process can have no further socket */
    StreamConnection(Path path) throws NotConnectedException {
        this.path = path;
        try {
            this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw NotConnectedException.other(path.toString(), e.getMessage(), e);
        }
    }

    @Override
    public void connect() throws NotConnectedException {
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            throw reason(e);
        }
    }

    /** Java tells a refusal by its class, and the rest by a text in some language. */
    private NotConnectedException reason(IOException e) {
        if (!Files.exists(path)) {
            return NotConnectedException.absent(path.toString());
        }
        if (!Files.isWritable(path)) {
            return NotConnectedException.forbidden(path.toString());
        }
        return e instanceof ConnectException
                ? NotConnectedException.refused(path.toString())
                : NotConnectedException.other(path.toString(), e.getMessage(), e);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return channel.read(ByteBuffer.wrap(buffer));
    }

    @Override
    public boolean keepsBoundaries() {
        return false;
    }

    @Override
    public void interrupt() {
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing was written, so nothing is lost
        }
    }
}
