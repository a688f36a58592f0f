package org.nethook.host.waiting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Processes that exist in name only. This one has the number 1. */
final class FakeWaiters implements Waiters {
    final List<String> started = new ArrayList<>();
    final Map<Long, Long> living = new HashMap<>(Map.of(1L, 500L));
    boolean refuses;
    private long last = 100;

    @Override
    public long start(Path file) throws IOException {
        if (refuses) {
            throw new IOException("no more processes");
        }
        started.add(String.valueOf(file.getFileName()));
        living.put(++last, last * 1000);
        return last;
    }

    @Override
    public long started(long pid) {
        return living.getOrDefault(pid, -1L);
    }

    @Override
    public long self() {
        return 1;
    }
}
