package org.nethook.host.pending;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Cause;

/**
 * The plan in the log, and how far it is. Its steps are preceded by those of earlier plans that were applied, but of which it
 * is still watched whether the machine keeps a working path: going back undoes them, too. Used by whoever holds the lock.
 */
public final class PendingPlan {
    private final String boot;
    private final Instant began;
    private final String pluginId;
    private final Cause cause;
    private final Plan plan;
    private final List<Step> earlier;
    private final Optional<Instant> earlierUntil;
    private final String path;
    private final List<Step> steps;
    private final Progress[] progress;
    private int backTo = -1;
    private String backReason = "";
    private Instant watchedUntil;

    /**
     * A plan of which nothing is done yet.
     *
     * @param boot the boot of the machine it is applied in
     * @param path the path the machine had before it; empty when it had none, or nobody asked
     * @param earlier steps that were applied before and are still watched
     * @param earlierUntil until when those are watched; empty when there are none
     */
    public PendingPlan(
            String boot,
            Instant began,
            String pluginId,
            Cause cause,
            Plan plan,
            String path,
            List<Step> earlier,
            Optional<Instant> earlierUntil) {
        this.boot = Objects.requireNonNull(boot);
        this.began = Objects.requireNonNull(began);
        this.pluginId = Objects.requireNonNull(pluginId);
        this.cause = Objects.requireNonNull(cause);
        this.plan = Objects.requireNonNull(plan);
        this.path = Objects.requireNonNull(path);
        this.earlier = List.copyOf(earlier);
        this.earlierUntil = Objects.requireNonNull(earlierUntil);
        this.steps = new ArrayList<>(earlier);
        this.steps.addAll(plan.steps());
        this.progress = new Progress[steps.size()];
        Arrays.fill(progress, 0, earlier.size(), Progress.DONE);
        Arrays.fill(progress, earlier.size(), progress.length, Progress.WAITING);
    }

    /** The boot of the machine it is applied in. */
    public String boot() {
        return boot;
    }

    /** When it was begun. */
    public Instant began() {
        return began;
    }

    /** Whose plan it is. */
    public String pluginId() {
        return pluginId;
    }

    /** What made the plugin do so. */
    public Cause cause() {
        return cause;
    }

    /** The plan itself, without earlier steps. */
    public Plan plan() {
        return plan;
    }

    /** The path the machine had before it; empty when it had none. */
    public String path() {
        return path;
    }

    /** The steps of earlier plans, then those of this one. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** How many of the steps are of earlier plans. */
    public int earlier() {
        return earlier.size();
    }

    /** Until when the steps of earlier plans are watched; empty when there are none. */
    public Optional<Instant> earlierUntil() {
        return earlierUntil;
    }

    /** How far a step is. */
    public Progress progress(int step) {
        return progress[step];
    }

    /** Down to which step it is being undone; empty while it is going forward. */
    public Optional<Integer> backTo() {
        return backTo < 0 ? Optional.empty() : Optional.of(backTo);
    }

    /** Why it is being undone; empty while it is not. */
    public String backReason() {
        return backReason;
    }

    /** When it is undone, unless the machine has a working path before; empty while it is not watched. */
    public Optional<Instant> watchedUntil() {
        return Optional.ofNullable(watchedUntil);
    }

    /** The steps still to be done, in the order they are to be done: of an undoing, those that undo. */
    public List<Step> left() {
        List<Step> left = new ArrayList<>();
        if (backTo < 0) {
            for (int i = 0; i < steps.size(); i++) {
                if (progress[i] == Progress.WAITING || progress[i] == Progress.DOING) {
                    left.add(steps.get(i));
                }
            }
            return watchedUntil == null ? left : List.of();
        }
        for (int i = steps.size() - 1; i >= backTo; i--) {
            if (isTouched(i)) {
                Optional<Step> undo = steps.get(i).undo();
                left.add(undo.isPresent() ? undo.get() : steps.get(i));
            }
        }
        return left;
    }

    /** Whether undoing has to look at the step. */
    public boolean isTouched(int step) {
        return progress[step] == Progress.DOING
                || progress[step] == Progress.DONE
                || progress[step] == Progress.UNDOING;
    }

    void set(int step, Progress to) {
        progress[step] = to;
    }

    void back(int to, String reason) {
        backTo = to;
        backReason = reason;
        watchedUntil = null;
    }

    /** It is not watched any more. */
    public void unwatch() {
        watchedUntil = null;
    }

    void watch(Instant until) {
        watchedUntil = until;
        backTo = -1;
        backReason = "";
    }
}
