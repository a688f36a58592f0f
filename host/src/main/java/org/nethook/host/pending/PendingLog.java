package org.nethook.host.pending;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.StateException;
import org.nethook.host.state.Storage;

/**
 * The log on disk. There is one, and only while a plan is being applied, watched, or waits for an operator. What is written
 * is on disk when the method returns. Reading needs no lock; all else is done by whoever holds it.
 */
public final class PendingLog {
    private static final int LIMIT = 4 << 20;
    private static final String REFUSED = StateDirectory.PENDING + ".refused";

    private final Storage storage;
    private boolean behind;

    /** The log of a state directory. */
    public PendingLog(StateDirectory state) {
        this.storage = state.storage();
    }

    /** Whether there is one; costs one look. */
    public boolean exists() {
        return storage.exists(StateDirectory.PENDING);
    }

    /**
     * Reads it.
     *
     * @return empty when there is none
     * @throws Storage.RefusedException when it is damaged, or others could have written it: it must not be carried out
     * @throws StateException when it cannot be read
     */
    public Optional<PendingPlan> read() throws StateException, Storage.RefusedException {
        try {
            Optional<byte[]> bytes = storage.read(StateDirectory.PENDING, LIMIT);
            return bytes.isEmpty() ? Optional.empty() : Optional.of(PendingText.read(bytes.get()));
        } catch (Storage.RefusedException e) {
            throw e;
        } catch (IOException e) {
            throw failure("read", e);
        } catch (IllegalArgumentException e) {
            throw new Storage.RefusedException(storage.describe(StateDirectory.PENDING)
                    + " is not a log that this nethook wrote: " + e.getMessage());
        }
    }

    /**
     * Puts a log that was refused out of the way.
     *
     * @return where it is now
     */
    public String putAside() throws StateException {
        try {
            storage.rename(StateDirectory.PENDING, REFUSED);
            return storage.describe(REFUSED);
        } catch (IOException e) {
            throw failure("put aside", e);
        }
    }

    /** Writes the log of a plan anew, as it stands. */
    public void write(PendingPlan plan) throws StateException {
        try {
            storage.replace(StateDirectory.PENDING, PendingText.write(plan));
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    /** A step was begun or ended. */
    public void progress(PendingPlan plan, int step, Progress to) throws StateException {
        append(PendingText.progress(step, to));
        plan.set(step, to);
    }

    /**
     * As {@link #progress}, for an undoing that goes on when the log cannot be written: what was done is undone even on a full
     * disk, and a log that is behind says no more than that it was done.
     */
    public void progressIfPossible(PendingPlan plan, int step, Progress to) {
        plan.set(step, to);
        try {
            if (behind) {
                write(plan);
                behind = false;
            } else {
                append(PendingText.progress(step, to));
            }
        } catch (StateException e) {
            behind = true;
        }
    }

    /** From now on the plan is undone, down to this step; as {@link #progressIfPossible}. */
    public void backIfPossible(PendingPlan plan, int to, String reason) {
        plan.back(to, reason);
        try {
            write(plan);
            behind = false;
        } catch (StateException e) {
            behind = true;
        }
    }

    /** From now on it is watched whether the machine has a working path. */
    public void watch(PendingPlan plan, Instant until) throws StateException {
        append(PendingText.watch(until));
        plan.watch(until);
    }

    /** The plan ended. */
    public void end() throws StateException {
        try {
            storage.delete(StateDirectory.PENDING);
        } catch (IOException e) {
            throw failure("deleted", e);
        }
    }

    private void append(String line) throws StateException {
        try {
            storage.append(StateDirectory.PENDING, PendingText.bytes(line), true);
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    private StateException failure(String what, IOException e) {
        String file = storage.describe(StateDirectory.PENDING);
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return new StateException(
                file + " cannot be " + what + ": "
                        + (reason.startsWith(file + ": ") ? reason.substring(file.length() + 2) : reason),
                e);
    }
}
