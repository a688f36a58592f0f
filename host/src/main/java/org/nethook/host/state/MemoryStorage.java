package org.nethook.host.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Files in memory: the disk of a simulated machine, which stays when its host is killed. */
public final class MemoryStorage implements Storage {
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public synchronized boolean exists(String name) {
        return files.containsKey(name);
    }

    @Override
    public synchronized Optional<byte[]> read(String name, int limit) throws IOException {
        byte[] content = files.get(name);
        if (content != null && content.length > limit) {
            throw new RefusedException(name + " has more than " + limit + " bytes");
        }
        return content == null ? Optional.empty() : Optional.of(content.clone());
    }

    @Override
    public synchronized void replace(String name, byte[] content) {
        files.put(name, content.clone());
    }

    @Override
    public synchronized void append(String name, byte[] bytes, boolean durable) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(files.getOrDefault(name, new byte[0]));
        whole.writeBytes(bytes);
        files.put(name, whole.toByteArray());
    }

    @Override
    public synchronized long size(String name) {
        return files.getOrDefault(name, new byte[0]).length;
    }

    @Override
    public synchronized int lastByte(String name) {
        byte[] content = files.getOrDefault(name, new byte[0]);
        return content.length == 0 ? -1 : content[content.length - 1] & 0xff;
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        byte[] content = files.remove(from);
        if (content == null) {
            throw new IOException(from + ": no such file");
        }
        files.put(to, content);
    }

    @Override
    public synchronized void delete(String name) {
        files.remove(name);
    }

    @Override
    public synchronized List<String> list(String folder) {
        List<String> names = new ArrayList<>();
        for (String name : files.keySet()) {
            if (name.startsWith(folder + "/")) {
                names.add(name.substring(folder.length() + 1));
            }
        }
        return names;
    }

    @Override
    public Held lock(Duration patience) throws IOException {
        try {
            if (!lock.tryLock() && !lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new LockedException("another thread of this host has held it for " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockedException("interrupted while waiting for it");
        }
        return new Unlocking(lock);
    }

    @Override
    public String describe(String name) {
        return name;
    }

    /** Gives a lock of this process back. */
    record Unlocking(ReentrantLock lock) implements Held {
        @Override
        public void close() {
            lock.unlock();
        }
    }
}
