package org.nethook.host.state;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Small files by name, such as {@code pending} or {@code plugins/hyperv-vf}: a directory of the disk, or memory that outlives
 * a simulated host. Safe for use by several threads. A thread that is interrupted finishes what it does here and stays
 * interrupted; only waiting for the lock ends early.
 */
public interface Storage {

    /** Whether there is such a file; costs one look and prepares nothing. */
    boolean exists(String name);

    /**
     * Reads a file.
     *
     * @param limit the most bytes it may have
     * @return empty when there is none
     * @throws RefusedException when it is larger, or one that others could have written
     * @throws IOException when it cannot be read
     */
    Optional<byte[]> read(String name, int limit) throws IOException;

    /**
     * Creates or replaces a file, which is on disk when this returns; at any moment there is the old one or the new one.
     *
     * @throws IOException when it cannot be written; then the old one stands
     */
    void replace(String name, byte[] content) throws IOException;

    /**
     * Adds to the end of a file, which is created when there is none. Bytes of which only some could be written are taken
     * back, where that is possible.
     *
     * @param durable whether it is on disk when this returns
     * @throws IOException when it cannot be written
     */
    void append(String name, byte[] bytes, boolean durable) throws IOException;

    /** Bytes in a file; 0 when there is none. */
    long size(String name) throws IOException;

    /** The last byte of a file; -1 when there is none. */
    int lastByte(String name) throws IOException;

    /** Gives a file another name, in place of the file that has it; done on disk when this returns. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file if there is one; done on disk when this returns. */
    void delete(String name) throws IOException;

    /** The names of the files in a folder such as {@code waiting}, sorted; none when there is no such folder. */
    List<String> list(String folder) throws IOException;

    /**
     * Takes the lock that this storage has on its machine. The thread that holds it may take it again.
     *
     * @param patience how long to wait for whoever has it; zero not to wait
     * @throws LockedException when another has it, or the thread was interrupted while waiting
     * @throws IOException when it cannot be taken for another reason
     */
    Held lock(Duration patience) throws IOException;

    /** The file as messages name it. */
    String describe(String name);

    /** The lock, held until closed by the thread that took it. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** A file that is not used: others could have written it, or it is none of nethook's. */
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        /** @param message which, and why */
        public RefusedException(String message) {
            super(message);
        }
    }

    /** Somebody else has the lock. */
    final class LockedException extends IOException {
        private static final long serialVersionUID = 1L;

        /** @param message who, as far as known */
        public LockedException(String message) {
            super(message);
        }
    }
}
