package org.nethook.host.state;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Files in a directory that is made when first needed, with mode 0700; files get mode 0600. Streams, not channels, because
 * interrupting a thread closes its channel, and a plan that was begun is ended first.
 */
public final class DiskStorage implements Storage {
    private final Path directory;
    private final DirectoryTrust trust;
    private final FileLocking locking;

    /** @param directory an absolute path; neither made nor looked at yet */
    public DiskStorage(Path directory) {
        this.directory = directory;
        this.trust = new DirectoryTrust();
        this.locking = new FileLocking(directory.resolve("lock"));
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Optional<byte[]> read(String name, int limit) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        trust.checkDirectory(directory);
        if (!file.getParent().equals(directory)) {
            trust.checkDirectory(file.getParent());
        }
        trust.checkFile(file);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new RefusedException(file + " has more than " + limit + " bytes");
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        Path file = prepared(name);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        trust.createFile(fresh);
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        move(fresh, file);
    }

    @Override
    public void append(String name, byte[] bytes, boolean durable) throws IOException {
        Path file = prepared(name);
        boolean made = false;
        try {
            trust.createFile(file);
            made = true;
        } catch (FileAlreadyExistsException e) {
            trust.checkFile(file);
        }
        long before = Files.size(file);
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(bytes);
            if (durable) {
                out.getFD().sync();
            }
        } catch (IOException e) {
            takeBack(file, before);
            throw e;
        }
        if (made && durable) {
            sync(file.getParent());
        }
    }

    private static void takeBack(Path file, long size) {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.setLength(size);
        } catch (IOException e) {
            // what was torn is found by whoever reads it
        }
    }

    @Override
    public long size(String name) throws IOException {
        try {
            return Files.size(directory.resolve(name));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    @Override
    public int lastByte(String name) throws IOException {
        try (RandomAccessFile random =
                new RandomAccessFile(directory.resolve(name).toFile(), "r")) {
            if (random.length() == 0) {
                return -1;
            }
            random.seek(random.length() - 1);
            return random.read();
        } catch (FileNotFoundException e) {
            return -1;
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        move(prepared(from), prepared(to));
    }

    @Override
    public void delete(String name) throws IOException {
        Path file = directory.resolve(name);
        if (Files.deleteIfExists(file)) {
            sync(file.getParent());
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        Path parent = directory.resolve(folder);
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            trust.checkDirectory(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(parent)) {
                for (Path file : files) {
                    names.add(file.getFileName().toString());
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public Held lock(Duration patience) throws IOException {
        trust.makeDirectory(directory);
        return locking.lock(patience);
    }

    @Override
    public String describe(String name) {
        return directory.resolve(name).toString();
    }

    private Path prepared(String name) throws IOException {
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException(name + " is not a name within " + directory);
        }
        trust.makeDirectory(directory);
        if (!file.getParent().equals(directory)) {
            trust.makeDirectory(file.getParent());
        }
        return file;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system of " + to + " cannot replace a file atomically", e);
        }
        sync(to.getParent());
    }

    /** Puts the names in a directory on disk, even when the thread was interrupted. */
    private static void sync(Path directory) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
