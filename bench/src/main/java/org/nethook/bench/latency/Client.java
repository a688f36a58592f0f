package org.nethook.bench.latency;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A connection to the control socket that stays, as docs/CONTROL.md says. For one thread. */
final class Client implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(1 << 20);

    Client(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The words of a command line as a request. */
    static byte[] request(String... words) {
        StringBuilder line = new StringBuilder("{\"nethook\":1,\"form\":\"plain\",\"args\":[");
        for (String word : words) {
            line.append(line.charAt(line.length() - 1) == '[' ? "\"" : ",\"")
                    .append(word)
                    .append('"');
        }
        return line.append("]}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Asks, and waits for the end of the answer. The status is the last line. */
    String ask(byte[] request) throws IOException {
        channel.write(ByteBuffer.wrap(request));
        answer.clear();
        while (!isWhole()) {
            if (channel.read(answer) < 0) {
                throw new IOException("the host hung up");
            }
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }

    /** Likewise; an answer with another status than 0 is an error. */
    void askWell(byte[] request) throws IOException {
        String said = ask(request);
        if (!said.endsWith("\ns0\n") && !said.equals("s0\n")) {
            throw new IllegalStateException("the host answered: " + said);
        }
    }

    /** Whether the last line is a status. */
    private boolean isWhole() {
        int end = answer.position() - 1;
        if (end < 1 || answer.get(end) != '\n') {
            return false;
        }
        int start = end - 1;
        while (start >= 0 && answer.get(start) != '\n') {
            start--;
        }
        return answer.get(start + 1) == 's';
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
