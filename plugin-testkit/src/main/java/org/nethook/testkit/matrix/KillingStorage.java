package org.nethook.testkit.matrix;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.host.replay.HostKilled;
import org.nethook.host.state.MemoryStorage;
import org.nethook.host.state.Storage;

/** Memory that counts what is written durably and kills the host at one write or several. */
final class KillingStorage implements Storage {

    /** When it is killed. */
    enum Moment {
        /** Before anything of it is written. */
        BEFORE,
        /** With half of what is added written; a replacement is not written at all. */
        TORN,
        /** When it is on disk. */
        AFTER
    }

    private final MemoryStorage memory = new MemoryStorage();
    private final Moment moment;
    private final Set<Integer> kills;
    private final Duration away;
    private int writes;

    /**
     * @param kills the writes at which it is killed, from 1 on
     * @param away how long it takes until it is started again
     */
    KillingStorage(Moment moment, Set<Integer> kills, Duration away) {
        this.moment = moment;
        this.kills = kills;
        this.away = away;
    }

    int writes() {
        return writes;
    }

    private boolean due(Moment now) {
        return moment == now && kills.contains(writes);
    }

    private void kill(Moment now) {
        if (due(now)) {
            throw HostKilled.startedAgainAfter(away);
        }
    }

    @Override
    public boolean exists(String name) {
        return memory.exists(name);
    }

    @Override
    public Optional<byte[]> read(String name, int limit) throws IOException {
        return memory.read(name, limit);
    }

    @Override
    public void replace(String name, byte[] content) {
        writes++;
        kill(Moment.BEFORE);
        kill(Moment.TORN);
        memory.replace(name, content);
        kill(Moment.AFTER);
    }

    @Override
    public void append(String name, byte[] bytes, boolean durable) {
        writes++;
        kill(Moment.BEFORE);
        memory.append(name, due(Moment.TORN) ? Arrays.copyOf(bytes, bytes.length / 2) : bytes, durable);
        kill(Moment.TORN);
        kill(Moment.AFTER);
    }

    @Override
    public long size(String name) {
        return memory.size(name);
    }

    @Override
    public int lastByte(String name) {
        return memory.lastByte(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        writes++;
        kill(Moment.BEFORE);
        kill(Moment.TORN);
        memory.rename(from, to);
        kill(Moment.AFTER);
    }

    @Override
    public void delete(String name) {
        writes++;
        kill(Moment.BEFORE);
        kill(Moment.TORN);
        memory.delete(name);
        kill(Moment.AFTER);
    }

    @Override
    public List<String> list(String folder) {
        return memory.list(folder);
    }

    @Override
    public Held lock(Duration patience) throws IOException {
        return memory.lock(patience);
    }

    @Override
    public String describe(String name) {
        return name;
    }
}
