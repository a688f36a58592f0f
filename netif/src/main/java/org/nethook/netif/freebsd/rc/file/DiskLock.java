package org.nethook.netif.freebsd.rc.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.nethook.api.SystemConfigException;

/**
 * One file, kept from other processes that take this lock, by a hidden empty file beside it, which stays. Who edits the file
 * without it is noticed up to the moment in which the file is replaced.
 */
final class DiskLock implements RcWritableStore.Lock {
    private static final int PERMISSIONS = 07777;
    private static final int PERMISSIONS_OF_NEW = 0644;

    private final String path;
    private final Path file;
    private final FileChannel channel;
    private String stamp;

    private DiskLock(String path, Path file, FileChannel channel) {
        this.path = path;
        this.file = file;
        this.channel = channel;
        this.stamp = RcDisk.stamp(file);
    }

    /**
     * Takes the lock.
     *
     * @param path what people call the file
     * @param file where it is, without links
     */
    static DiskLock take(String path, Path file, Duration patience) throws SystemConfigException {
        Path lockFile = hidden(file, "nethook-lock");
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(
                    lockFile,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS),
                    forOwner());
            taken = lock(channel, patience);
            if (!taken) {
                throw new SystemConfigException(path + " is not written: another nethook is at it, and was for "
                        + patience.toSeconds() + " s (" + lockFile + ")");
            }
            return new DiskLock(path, file, channel);
        } catch (IOException e) {
            throw new SystemConfigException(path + " is not written: " + lockFile + " cannot be locked: " + e);
        } finally {
            if (channel != null && !taken) {
                closeQuietly(channel);
            }
        }
    }

    private static boolean lock(FileChannel channel, Duration patience) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return true;
                }
            } catch (OverlappingFileLockException e) {
                // another thread of this process has it; wait like for another process
            }
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Where the text stands that the file had before it was last replaced. */
    static Path before(Path file) {
        return hidden(file, "nethook-before");
    }

    @Override
    public void replace(String text) throws SystemConfigException {
        try {
            if (Files.exists(file)) {
                place(Files.readAllBytes(file), before(file));
            }
            place(text.getBytes(StandardCharsets.ISO_8859_1), file);
            stamp = RcDisk.stamp(file);
        } catch (IOException e) {
            throw new SystemConfigException(path + " cannot be written: " + e);
        }
    }

    private void place(byte[] content, Path target) throws IOException, SystemConfigException {
        Path fresh = hidden(file, "nethook-new");
        Files.deleteIfExists(fresh);
        try {
            Files.createFile(fresh, forOwner());
            try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
                out.write(content);
                likeBefore(fresh);
                out.getFD().sync();
            }
            if (!RcDisk.stamp(file).equals(stamp)) {
                throw new SystemConfigException(
                        path + " is not written: somebody else changed it at the same time; try again");
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            sync(file.getParent());
        } finally {
            discard(fresh);
        }
    }

    private void likeBefore(Path fresh) throws IOException {
        if (!Files.exists(file)) {
            Files.setAttribute(fresh, "unix:mode", PERMISSIONS_OF_NEW);
            return;
        }
        Map<String, Object> wanted = Files.readAttributes(file, "unix:mode,uid,gid");
        Map<String, Object> made = Files.readAttributes(fresh, "unix:uid,gid");
        for (String name : new String[] {"uid", "gid"}) {
            if (!wanted.get(name).equals(made.get(name))) {
                Files.setAttribute(fresh, "unix:" + name, wanted.get(name));
            }
        }
        Files.setAttribute(fresh, "unix:mode", (Integer) wanted.get("mode") & PERMISSIONS);
    }

    /** A file that rc does not read where it reads whole directories. */
    private static Path hidden(Path file, String suffix) {
        return file.resolveSibling("." + file.getFileName() + "." + suffix);
    }

    private static FileAttribute<Set<PosixFilePermission>> forOwner() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private static void discard(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            // the next writer deletes it
        }
    }

    /** Puts the name on disk. An interrupt stays one, and the file is replaced either way. */
    private static void sync(Path directory) throws IOException {
        boolean interrupted = Thread.interrupted();
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (ClosedByInterruptException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // the descriptor is gone either way, and the lock with it
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
