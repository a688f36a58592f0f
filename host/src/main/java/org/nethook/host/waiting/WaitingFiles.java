package org.nethook.host.waiting;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The directory of waiting work. Made when something is first written, for its owner only. */
final class WaitingFiles {
    private static final String LOCK = "lock";
    private static final String NEW = "new";
    /** The system's lock is one of processes: it does not keep threads apart. */
    private static final ReentrantLock ONE_THREAD = new ReentrantLock();

    private final Path directory;

    WaitingFiles(Path directory) {
        this.directory = directory;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    boolean exists(String name) {
        return Files.exists(path(name));
    }

    /** The names of the entries, sorted; none when there is no directory, or it cannot be read. */
    List<String> names() {
        List<String> entries = new ArrayList<>();
        String[] names = new File(directory.toString()).list();
        if (names != null) {
            Arrays.sort(names);
            for (String name : names) {
                if (name.indexOf('@') > 0) {
                    entries.add(name);
                }
            }
        }
        return entries;
    }

    /** The entry of this name; null when there is none that can be read. */
    Entry read(String name) {
        try {
            return Entry.parse(Files.readString(path(name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return null;
        }
    }

    /** Takes the lock of the directory, which the system gives back when its holder dies; held for as long as one change takes. */
    Held lock() throws IOException {
        return new Held();
    }

    /** The lock; who has it may change entries. */
    final class Held implements AutoCloseable {
        private final FileChannel channel;

        Held() throws IOException {
            ONE_THREAD.lock();
            try {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                channel = FileChannel.open(path(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                channel.lock();
            } catch (IOException | RuntimeException e) {
                ONE_THREAD.unlock();
                throw e;
            }
        }

        /** Writes an entry: at any moment there is the one before or this one. */
        void write(String name, Entry entry) throws IOException {
            Path fresh = path(NEW);
            Files.writeString(fresh, entry.text(), StandardCharsets.UTF_8);
            Files.move(fresh, path(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        void delete(String name) throws IOException {
            Files.deleteIfExists(path(name));
        }

        @Override
        public void close() throws IOException {
            ONE_THREAD.unlock();
            channel.close();
        }
    }
}
