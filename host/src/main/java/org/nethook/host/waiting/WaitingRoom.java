package org.nethook.host.waiting;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of all waiting work. Each is changed under one lock and replaced as a whole, so that a process that is killed leaves
 * either the old one or the new one, and a reader needs no lock. Nothing is written before there is something to keep. Safe for use by
 * several threads and processes.
 */
public final class WaitingRoom {
    /** How far two readings of when a process started may be apart: the system's clock may be set in between. */
    private static final long SAME_START_MILLIS = 2000;

    private final WaitingFiles files;
    private final InstantSource clock;
    private final Waiters waiters;

    /**
     * The work that waits in a directory, which need not exist yet.
     *
     * @param clock tells what is due
     * @param waiters start processes
     */
    public WaitingRoom(Path directory, InstantSource clock, Waiters waiters) {
        this.files = new WaitingFiles(directory);
        this.clock = clock;
        this.waiters = waiters;
    }

    /**
     * Takes out all that waits in a directory: a resident host begins, and sees to it by looking at every interface. Whatever
     * process waits finds nothing to do when it wakes, and ends.
     *
     * @return what has waited
     * @throws IOException when the directory cannot be used
     */
    public static List<WaitingWork> dissolve(Path directory) throws IOException {
        WaitingFiles files = new WaitingFiles(directory);
        List<WaitingWork> works = new ArrayList<>();
        if (files.names().isEmpty()) {
            return works;
        }
        try (WaitingFiles.Held held = files.lock()) {
            for (String name : files.names()) {
                Entry entry = files.read(name);
                held.delete(name);
                if (entry != null && !entry.cancelled()) {
                    works.add(entry.work());
                }
            }
        }
        return works;
    }

    /**
     * Has a process of its own wait for some work. It replaces what waits under its key; a waiter that sleeps for that goes on to sleep for
     * this, so that however often work is put off, one process waits for it.
     *
     * @return the number of the process that waits
     * @throws IOException when it cannot be kept; then what waited before is gone too
     */
    public long handOver(WaitingWork work) throws IOException {
        try (WaitingFiles.Held held = files.lock()) {
            return handOver(work, false, held);
        }
    }

    private long handOver(WaitingWork work, boolean again, WaitingFiles.Held held) throws IOException {
        String name = work.fileName();
        Entry before = files.read(name);
        boolean awake = before != null
                && before.holder().kind() == Holder.Kind.WAITER
                && !work.due().isBefore(before.work().due())
                && isAlive(before.holder());
        if (awake) {
            held.write(name, new Entry(work, before.holder(), false, again));
            return before.holder().pid();
        }
        // The file stands before its waiter does: one that finds none ends at once.
        held.write(name, new Entry(work, new Holder(Holder.Kind.WAITER, 0, 0, ""), false, again));
        long pid;
        try {
            pid = waiters.start(files.path(name));
        } catch (IOException e) {
            held.delete(name);
            throw e;
        }
        Holder holder = new Holder(Holder.Kind.WAITER, pid, Math.max(0, waiters.started(pid)), "");
        held.write(name, new Entry(work, holder, false, again));
        return pid;
    }

    /**
     * Makes known that this process waits for some work itself. It replaces what waits under its key.
     *
     * @param token what {@link #take} is asked with
     * @throws IOException when it cannot be kept
     */
    public void hold(WaitingWork work, String token) throws IOException {
        try (WaitingFiles.Held held = files.lock()) {
            long self = waiters.self();
            Holder holder = new Holder(Holder.Kind.NETHOOK, self, Math.max(0, waiters.started(self)), token);
            held.write(work.fileName(), Entry.of(work, holder));
        }
    }

    /**
     * Takes the work that this process {@linkplain #hold holds} out, because its time has come.
     *
     * @return false when it was replaced or cancelled meanwhile, and must not be done
     * @throws IOException when the directory cannot be used
     */
    public boolean take(String pluginId, String key, String token) throws IOException {
        try (WaitingFiles.Held held = files.lock()) {
            String name = WaitingWork.fileName(pluginId, key);
            Entry entry = files.read(name);
            boolean ours = entry != null
                    && entry.holder().kind() == Holder.Kind.NETHOOK
                    && entry.holder().token().equals(token);
            if (ours) {
                held.delete(name);
            }
            return ours;
        }
    }

    /**
     * Takes out what a waiter woke up for.
     *
     * @param file the file it slept for
     * @throws IOException when the directory cannot be used
     */
    public Due takeDue(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!file.equals(files.path(name))) {
            throw new IOException(file + " is not where work waits");
        }
        if (!files.exists(name)) {
            return Due.NOTHING;
        }
        try (WaitingFiles.Held held = files.lock()) {
            Entry entry = files.read(name);
            if (entry == null || entry.holder().kind() != Holder.Kind.WAITER) {
                return Due.NOTHING;
            }
            if (clock.instant().isBefore(entry.work().due())) {
                return new Due(Due.Kind.NOT_YET, entry.work(), false);
            }
            held.delete(name);
            return entry.cancelled() ? Due.NOTHING : new Due(Due.Kind.NOW, entry.work(), entry.again());
        }
    }

    /**
     * Cancels the work of this key, whichever process waits for it.
     *
     * @return whether there was any
     * @throws IOException when the directory cannot be used
     */
    public boolean cancel(String pluginId, String key) throws IOException {
        String name = WaitingWork.fileName(pluginId, key);
        if (!files.exists(name)) {
            return false;
        }
        try (WaitingFiles.Held held = files.lock()) {
            Entry entry = files.read(name);
            if (entry == null || entry.cancelled()) {
                return false;
            }
            if (entry.holder().kind() == Holder.Kind.WAITER && isAlive(entry.holder())) {
                held.write(name, new Entry(entry.work(), entry.holder(), true, false));
            } else {
                held.delete(name);
            }
            return true;
        }
    }

    /** What waits now, in the order of its files' names; empty when nothing does or the directory cannot be read. */
    public List<WaitingWork> list() {
        List<WaitingWork> works = new ArrayList<>();
        for (String name : files.names()) {
            Entry entry = files.read(name);
            if (entry != null && !entry.cancelled()) {
                works.add(entry.work());
            }
        }
        return works;
    }

    /**
     * Gives the work of processes that died, through a crash or a reboot, to new ones.
     *
     * @return what was lost for good, because only the process that died could have done it
     * @throws IOException when the directory cannot be used, or no process can be started
     */
    public List<WaitingWork> adoptOrphans() throws IOException {
        List<WaitingWork> lost = new ArrayList<>();
        for (String name : files.names()) {
            Entry seen = files.read(name);
            if (seen == null || !isAlive(seen.holder())) {
                try (WaitingFiles.Held held = files.lock()) {
                    adopt(name, lost, held);
                }
            }
        }
        return lost;
    }

    private void adopt(String name, List<WaitingWork> lost, WaitingFiles.Held held) throws IOException {
        Entry entry = files.read(name);
        if (entry == null || entry.cancelled() && !isAlive(entry.holder())) {
            held.delete(name);
        } else if (!isAlive(entry.holder())) {
            if (entry.work().event() == null) {
                held.delete(name);
                lost.add(entry.work());
            } else {
                handOver(entry.work(), entry.again() || entry.holder().kind() == Holder.Kind.NETHOOK, held);
            }
        }
    }

    private boolean isAlive(Holder holder) {
        long started = waiters.started(holder.pid());
        boolean comparable = started > 0 && holder.started() > 0;
        return comparable ? Math.abs(started - holder.started()) <= SAME_START_MILLIS : started >= 0;
    }
}
