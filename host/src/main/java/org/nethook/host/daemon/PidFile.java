package org.nethook.host.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file that says which process is the resident host. Its lock, not its being there, keeps a second host from starting:
 * the lock ends with the process, however that ends.
 */
final class PidFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private PidFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Makes the file, mode 0644, and locks it.
     *
     * @throws AlreadyRunningException when another process has the lock
     * @throws IOException when the file cannot be made or locked; the message names it
     */
    static PidFile take(Path file) throws IOException, AlreadyRunningException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        } catch (IOException e) {
            throw new IOException(file + ": the pid file cannot be made: " + reason(e, file), e);
        }
        try {
            if (lock(channel) == null) {
                throw new AlreadyRunningException(file, holder(channel));
            }
            channel.truncate(0);
            String pid = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return new PidFile(file, channel);
        } catch (IOException | AlreadyRunningException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // a host in this very process
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9') ? "?" : text;
    }

    private static String reason(IOException e, Path file) {
        String message = e.getMessage();
        if (message == null || message.equals(file.toString())) {
            return e.getClass().getSimpleName();
        }
        return message.startsWith(file + ": ")
                ? message.substring(file.toString().length() + 2)
                : message;
    }

    /** Removes the file, then gives up the lock. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
    }
}
