package org.nethook.netif.ffi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.ffi.LibraryLoader;

/** The other end of a seqpacket socket on Linux, for one client at a time. */
public final class SeqpacketServer implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_SEQPACKET = 5;
    private static final int SIZEOF_SOCKADDR_UN = 110;

    /** What a server calls besides; public for jnr-ffi. */
    public interface Functions {
        int listen(int fd, int backlog);

        int accept(int fd, long address, long length);
    }

    private final LibC libc = new JnrLibC();
    private final Functions functions = LibraryLoader.create(Functions.class).load("libc.so.6");
    private final Path path;
    private int listening = -1;
    private int client = -1;

    public SeqpacketServer(Path path) {
        this.path = path;
    }

    /** The address of a socket file, as Linux has it: a family of two bytes, then the path. */
    static Memory address(LibC libc, String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(SIZEOF_SOCKADDR_UN).order(ByteOrder.nativeOrder());
        bytes.putShort((short) AF_UNIX).put(name);
        Memory address = libc.allocate(SIZEOF_SOCKADDR_UN);
        address.put(0, bytes.array(), 0, SIZEOF_SOCKADDR_UN);
        return address;
    }

    public SeqpacketServer start() throws Exception {
        Files.deleteIfExists(path);
        listening = succeeds(libc.socket(AF_UNIX, SOCK_SEQPACKET, 0));
        succeeds(libc.bind(listening, address(libc, path.toString()), SIZEOF_SOCKADDR_UN));
        succeeds(functions.listen(listening, 4));
        return this;
    }

    /** Waits for a client. */
    public void accept() {
        client = succeeds(functions.accept(listening, 0, 0));
    }

    /** Sends one message. */
    public void send(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        Memory block = libc.allocate(bytes.length);
        block.put(0, bytes, 0, bytes.length);
        if (succeeds(libc.write(client, block, bytes.length)) != bytes.length) {
            throw new AssertionError("a message was cut");
        }
    }

    /** Closes the client's connection. */
    public void hangUp() {
        libc.close(client);
        client = -1;
    }

    private static int succeeds(int result) {
        if (result < 0) {
            throw new AssertionError("errno " + -result);
        }
        return result;
    }

    @Override
    public void close() {
        if (client >= 0) {
            hangUp();
        }
        libc.close(listening);
    }
}
