package org.nethook.netif.freebsd.kvp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.nethook.api.KvpPool;
import org.nethook.api.netif.NetifException;

/**
 * A pool file of hv_kvp_daemon(8), changed in place under the daemon's lock, a write lock of fcntl(2) on the whole file: the daemon
 * opens the file once for the lock and again for each read, so a file put in its place would be one that it reads but does not lock.
 */
public final class KvpPoolFile implements KvpPool {
    /** HV_KVP_POOL_GUEST: what the guest publishes. */
    public static final Path GUEST = Path.of("/var/db/hyperv/pool/.kvp_pool_1");

    /** More than anybody has; a daemon reads the whole pool for each single question of the host. */
    private static final int MOST_RECORDS = 1024;

    private static final String OPERATION = "use the KVP pool";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OTHERS_MAY_WRITE = 0022;
    /** Locks of fcntl(2) belong to a process, and closing any descriptor of the file gives them up: one thread at a time. */
    private static final Object ONE = new Object();

    private final Path file;
    private final Duration patience;

    /** The pool in this file, which the daemon made. */
    public KvpPoolFile(Path file) {
        this(file, PATIENCE);
    }

    KvpPoolFile(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    @Override
    public Map<String, String> read(String prefix) throws NetifException {
        return locked(channel -> KvpEdit.read(bytes(channel), prefix));
    }

    @Override
    public void publish(String prefix, Map<String, String> records) throws NetifException {
        locked(channel -> {
            byte[] pool = bytes(channel);
            List<KvpEdit> edits = KvpEdit.publish(pool, prefix, records);
            if (pool.length / KvpRecord.SIZE + records.size() > MOST_RECORDS) {
                throw new IOException("it would have more than " + MOST_RECORDS + " records");
            }
            for (KvpEdit edit : edits) {
                apply(edit, channel);
            }
            return null;
        });
    }

    private static void apply(KvpEdit edit, FileChannel channel) throws IOException {
        if (edit instanceof KvpEdit.Cut cut) {
            channel.truncate(cut.size());
            return;
        }
        KvpEdit.Put put = (KvpEdit.Put) edit;
        long size = channel.size();
        ByteBuffer bytes = ByteBuffer.wrap(put.bytes());
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, put.offset() + bytes.position());
            }
        } catch (IOException e) {
            channel.truncate(size); // half a record behind the last: the disk is full
            throw e;
        }
    }

    private static byte[] bytes(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size > (long) MOST_RECORDS * KvpRecord.SIZE) {
            throw new IOException("it has more than " + MOST_RECORDS + " records");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            continue;
        }
        return bytes.array();
    }

    /** What is done with the file while nobody else changes it. */
    private interface Work<T> {
        T with(FileChannel channel) throws IOException;
    }

    @SuppressWarnings("try") // the lock is only held
    private <T> T locked(Work<T> work) throws NetifException {
        synchronized (ONE) {
            try {
                checkTrust();
                try (FileChannel channel = FileChannel.open(
                                file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                        FileLock lock = lock(channel)) {
                    return work.with(channel);
                }
            } catch (NoSuchFileException e) {
                throw new NetifException(
                        OPERATION, "", "there is no " + file + "; hv_kvp_daemon makes it when it starts");
            } catch (IOException e) {
                throw new NetifException(OPERATION, "", file + ": " + e.getMessage());
            }
        }
    }

    /** @throws IOException when somebody else than root and this user could have made the file, or writes to it */
    private void checkTrust() throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(file, "unix:mode,uid,isRegularFile", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) attributes.get("mode");
        if (!(Boolean) attributes.get("isRegularFile")) {
            throw new IOException("it is no regular file");
        }
        if ((mode & OTHERS_MAY_WRITE) != 0) {
            throw new IOException("others may write to it (mode " + Integer.toOctalString(mode & 07777) + ")");
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("locked by another program for more than " + patience.toMillis() + " ms");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while another program had it locked");
            }
            lock = channel.tryLock();
        }
        return lock;
    }
}
