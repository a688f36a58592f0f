package org.nethook.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nethook.host.replay.HostKilled;
import org.nethook.host.state.MemoryStorage;
import org.nethook.host.state.Storage;
import org.nethook.testkit.fault.Killer;
import org.nethook.testkit.fault.Killer.Moment;

/** Memory whose host is killed at one durable write or several. */
final class KillingStorage implements Storage {
    private final MemoryStorage memory = new MemoryStorage();
    private final Killer killer;

    KillingStorage(Killer killer) {
        this.killer = killer;
    }

    private void kill(Moment now) {
        if (killer.strikes(now)) {
            throw HostKilled.startedAgainAfter(killer.away());
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
        killer.writeBegins();
        kill(Moment.BEFORE);
        kill(Moment.TORN);
        memory.replace(name, content);
        kill(Moment.AFTER);
    }

    @Override
    public void append(String name, byte[] bytes, boolean durable) {
        killer.writeBegins();
        kill(Moment.BEFORE);
        memory.append(name, killer.strikes(Moment.TORN) ? Arrays.copyOf(bytes, bytes.length / 2) : bytes, durable);
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
        killer.writeBegins();
        kill(Moment.BEFORE);
        kill(Moment.TORN);
        memory.rename(from, to);
        kill(Moment.AFTER);
    }

    @Override
    public void delete(String name) {
        killer.writeBegins();
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
