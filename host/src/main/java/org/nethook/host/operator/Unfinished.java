package org.nethook.host.operator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nethook.api.plan.Step;
import org.nethook.host.pending.PendingLog;
import org.nethook.host.pending.PendingPlan;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.StateException;
import org.nethook.host.state.Storage;

/**
 * A plan that was begun and has not ended: it is being applied just now, was interrupted, or is watched.
 *
 * @param pluginId whose plan
 * @param ifName the interface it is for
 * @param reason why it was made
 * @param began when it was begun
 * @param steps how many steps it has
 * @param left the steps still to be done; of an undoing, those that undo
 * @param undoing why it is being undone; empty while it is not
 * @param watchedUntil until when it is watched whether the machine has a working path; empty while it is not
 */
public record Unfinished(
        String pluginId,
        String ifName,
        String reason,
        Instant began,
        int steps,
        List<String> left,
        Optional<String> undoing,
        Optional<Instant> watchedUntil) {

    public Unfinished {
        left = List.copyOf(left);
    }

    /** Whether all of its steps are done, and it is only watched. */
    public boolean isWatched() {
        return watchedUntil.isPresent();
    }

    /**
     * The one there is, if any.
     *
     * @throws StateException when that cannot be read, with the reason
     */
    static Optional<Unfinished> read(StateDirectory state) throws StateException {
        PendingLog log = new PendingLog(state);
        if (!log.exists()) {
            return Optional.empty();
        }
        try {
            return log.read().map(Unfinished::of);
        } catch (Storage.RefusedException e) {
            throw new StateException(e.getMessage(), e);
        }
    }

    private static Unfinished of(PendingPlan pending) {
        return new Unfinished(
                pending.pluginId(),
                pending.plan().ifName(),
                pending.plan().reason(),
                pending.began(),
                pending.plan().steps().size(),
                pending.left().stream().map(Step::describe).toList(),
                pending.backTo().map(step -> pending.backReason()),
                pending.watchedUntil());
    }
}
