package org.nethook.host.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock file: among threads a lock in memory, among processes a lock of the kernel, which ends with its process. The
 * process that has it writes its pid into the file.
 */
final class FileLocking {
    private static final Map<Path, ReentrantLock> THREADS = new HashMap<>();
    private static final int LONGEST_PAUSE_MILLIS = 50;

    private final Path file;
    private final ReentrantLock threads;

    FileLocking(Path file) {
        this.file = file;
        synchronized (THREADS) {
            ReentrantLock known = THREADS.get(file);
            if (known == null) {
                known = new ReentrantLock();
                THREADS.put(file, known);
            }
            threads = known;
        }
    }

    Storage.Held lock(Duration patience) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        try {
            if (!threads.tryLock() && !threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Storage.LockedException(file + " is held by another thread of this process (pid "
                        + ProcessHandle.current().pid() + ")" + waited(patience));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Storage.LockedException("interrupted while waiting for " + file);
        }
        if (threads.getHoldCount() > 1) {
            return new MemoryStorage.Unlocking(threads);
        }
        boolean locked = false;
        try {
            Storage.Held held = lockAmongProcesses(until, patience);
            locked = true;
            return held;
        } finally {
            if (!locked) {
                threads.unlock();
            }
        }
    }

    private Storage.Held lockAmongProcesses(long until, Duration patience) throws IOException {
        boolean interrupted = Thread.interrupted();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE,
                            LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            FileLock lock = tryUntil(channel, until);
            if (lock == null) {
                throw new Storage.LockedException(file + " is held by " + holder(channel) + waited(patience));
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            Storage.Held held = new Unlocking(channel, threads);
            channel = null;
            return held;
        } catch (ClosedByInterruptException | InterruptedException e) {
            interrupted = true;
            throw new Storage.LockedException("interrupted while waiting for " + file);
        } finally {
            if (channel != null) {
                channel.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static FileLock tryUntil(FileChannel channel, long until) throws IOException, InterruptedException {
        long pause = 1;
        while (true) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // held through another name of the same file; wait like for another process
            }
            if (System.nanoTime() - until >= 0) {
                return null;
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "another nethook" : "another nethook (pid " + pid + ")";
    }

    private static String waited(Duration patience) {
        return patience.isZero() ? "" : "; waited " + patience.toSeconds() + " s for it";
    }

    /** Closing the channel ends the kernel's lock. */
    private record Unlocking(FileChannel channel, ReentrantLock threads) implements Storage.Held {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // the descriptor is gone either way, and the lock with it
            } finally {
                threads.unlock();
            }
        }
    }
}
