package org.nethook.netif.freebsd.rc.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.nethook.api.SystemConfigException;

/**
 * The files of this machine. Written are only those that nobody but root, or who runs this process, could have written.
 * Symbolic links are followed: the file they lead to is replaced, and they stay.
 */
public final class RcDisk implements RcWritableStore {
    private static final long LIMIT = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DiskTrust trust;
    private final Duration patience;
    private final AtomicLong writes = new AtomicLong();

    /** All of them. */
    public RcDisk() {
        this(Path.of("/"), PATIENCE);
    }

    /**
     * For tests.
     *
     * @param top the directory above which others may write
     * @param patience how long to wait for another process
     */
    public RcDisk(Path top, Duration patience) {
        this.trust = new DiskTrust(top, false);
        this.patience = patience;
    }

    @Override
    public Boolean exists(String path) {
        return Files.isRegularFile(Path.of(path));
    }

    @Override
    public List<String> list(String directory) throws SystemConfigException {
        if (!Files.isDirectory(Path.of(directory))) {
            return null;
        }
        List<String> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".") && Files.isRegularFile(entry)) {
                    paths.add(directory + "/" + name);
                }
            }
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        Collections.sort(paths);
        return paths;
    }

    @Override
    public String read(String path) throws SystemConfigException {
        Path file = Path.of(path);
        if (!Files.exists(file) || Files.isDirectory(file)) {
            return null;
        }
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LIMIT) {
                throw new SystemConfigException(path + ": it is no regular file of at most a mebibyte");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public String stamp(String path) {
        return stamp(Path.of(path));
    }

    @Override
    public long writes() {
        return writes.get();
    }

    @Override
    public String objection(String path) {
        try {
            trust.resolve(path);
            return null;
        } catch (IOException | UnsupportedOperationException e) {
            return objection(path, e);
        }
    }

    private static String objection(String path, Exception why) {
        return path + " is not written: " + (why.getMessage() == null ? why.toString() : why.getMessage());
    }

    @Override
    public String before(String path) throws SystemConfigException {
        try {
            Path kept = DiskLock.before(trust.resolve(path));
            return Files.isSymbolicLink(kept) ? null : read(kept.toString());
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    @Override
    public Lock lock(String path) throws SystemConfigException {
        Path file;
        try {
            file = trust.resolve(path);
        } catch (IOException | UnsupportedOperationException e) {
            throw new SystemConfigException(objection(path, e));
        }
        DiskLock lock = DiskLock.take(path, file, patience);
        return new Lock() {
            @Override
            public void replace(String text) throws SystemConfigException {
                lock.replace(text);
                writes.incrementAndGet();
            }

            @Override
            public void close() {
                lock.close();
            }
        };
    }

    static String stamp(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            return "";
        }
    }

    private static SystemConfigException unreadable(String path, IOException e) {
        return new SystemConfigException(path + ": it cannot be read: " + e);
    }
}
