package org.nethook.netif.source;

import java.util.Arrays;
import org.nethook.netif.event.EventLine;

/**
 * Cuts a stream of bytes into lines, wherever the pieces begin and end. It keeps at most one line of {@link
 * EventLine#MAX_BYTES} bytes; of a longer one it keeps nothing. For one thread.
 */
public final class LineFramer {

    /** Who takes the lines. */
    public interface Lines {

        /** A line without its newline. */
        void line(byte[] line);

        /** A line was longer than {@link EventLine#MAX_BYTES} bytes and is left out. */
        void tooLong();
    }

    private final byte[] kept = new byte[EventLine.MAX_BYTES];
    private int length;
    private boolean overflown;

    /** Takes the first {@code count} bytes of {@code piece} and gives every line that ends in them. */
    public void feed(byte[] piece, int count, Lines lines) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (piece[i] == '\n') {
                keep(piece, start, i);
                flush(lines, true);
                start = i + 1;
            }
        }
        keep(piece, start, count);
    }

    private void keep(byte[] piece, int start, int end) {
        if (overflown || end - start > kept.length - length) {
            overflown = true;
            return;
        }
        System.arraycopy(piece, start, kept, length, end - start);
        length += end - start;
    }

    /** Takes what came last for a line although no newline ended it; gives nothing when there was nothing. */
    public void end(Lines lines) {
        flush(lines, false);
    }

    private void flush(Lines lines, boolean evenEmpty) {
        if (overflown) {
            lines.tooLong();
        } else if (length > 0 || evenEmpty) {
            lines.line(Arrays.copyOf(kept, length));
        }
        clear();
    }

    /** How many bytes of an unfinished line there are; -1 when they are too many already. */
    public int unfinished() {
        return overflown ? -1 : length;
    }

    /** Forgets an unfinished line. */
    public void clear() {
        length = 0;
        overflown = false;
    }
}
