package org.nethook.host.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts what a channel brings into lines of bounded length, as UTF-8. */
final class LineReader {
    private final ReadableByteChannel channel;
    private final int limit;
    private byte[] bytes = new byte[4096];
    private int start;
    private int end;
    private int searched;

    LineReader(ReadableByteChannel channel, int limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /** Whether a part of a line has come. */
    boolean isWithinLine() {
        return end > start;
    }

    /** The next line if it is here already, without its newline; else null. Does not touch the channel. */
    String buffered() throws BadRequestException {
        for (int i = Math.max(start, searched); i < end; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                start = i + 1;
                searched = start;
                checkLength(line.length());
                return line;
            }
        }
        searched = end;
        checkLength(end - start);
        return null;
    }

    /**
     * Reads once.
     *
     * @return what the channel's read returned: -1 at its end, 0 when a channel that does not block has nothing now
     */
    int fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            searched -= start;
            start = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, limit + 4096));
        }
        int read = channel.read(ByteBuffer.wrap(bytes, end, bytes.length - end));
        end += Math.max(read, 0);
        return read;
    }

    private void checkLength(int length) throws BadRequestException {
        if (length > limit) {
            throw new BadRequestException("a line is at most " + limit + " bytes long");
        }
    }
}
