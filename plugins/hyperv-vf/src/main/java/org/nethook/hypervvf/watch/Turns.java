package org.nethook.hypervvf.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;

/**
 * Tells the operator that a VF came, left or moved the traffic: each time while that is rare, and once at the end how often
 * while it happens over and over. Used by one thread, which holds the pair's lock.
 */
public final class Turns {
    /** Turns that follow each other faster are a storm, and a storm ends with as long a calm. */
    static final Duration CALM = Duration.ofSeconds(30);
    /** So many are told one by one before they are counted. */
    private static final int TOLD_EACH = 3;
    /** A storm that does not end is summed up this often. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final PluginContext context;
    private final String device;
    private final PairMemory memory;
    private final Scheduler.Task onCalm;

    /**
     * The turns of the hn of this driver and unit.
     *
     * @param onCalm looks at the pair when a storm seems to be over, and sums it up if it is
     */
    public Turns(PluginContext context, String device, PairMemory memory, Scheduler.Task onCalm) {
        this.context = context;
        this.device = device;
        this.memory = memory;
        this.onCalm = onCalm;
    }

    /** Whether turns are being counted, not told. */
    public boolean isStorm() {
        return memory.get(Note.COUNTING).isPresent();
    }

    /** The VF left before it was used. */
    public void left(String text) {
        turn(Note.LEFT, text);
    }

    /** The traffic moved. */
    public void moved(String text) {
        turn(Note.MOVES, text);
    }

    /** A VF came that needs nothing. That is told while it is rare. */
    public void came(String text) {
        if (!isStorm()) {
            context.report().note(text);
        }
    }

    private void turn(Note counter, String text) {
        Instant now = context.clock().instant();
        Optional<Instant> last = memory.instant(Note.TURN);
        memory.put(Note.TURN, now);
        if (last.isEmpty() || Duration.between(last.get(), now).compareTo(CALM) >= 0) {
            sumUp();
            memory.remove(Note.TOLD);
        }
        int told = memory.number(Note.TOLD);
        if (told < TOLD_EACH) {
            memory.put(Note.TOLD, told + 1);
            context.report().note(text);
            return;
        }
        Instant since = memory.instant(Note.COUNTING).orElse(now);
        memory.put(Note.COUNTING, since);
        memory.put(counter, memory.number(counter) + 1);
        if (Duration.between(since, now).compareTo(LONG) >= 0) {
            sumUp();
        }
    }

    /** Sees to it that a storm is summed up when it is over. */
    public void watch() {
        Optional<Instant> last = memory.instant(Note.TURN);
        if (isStorm() && last.isPresent()) {
            Duration left =
                    Duration.between(context.clock().instant(), last.get().plus(CALM));
            context.scheduler()
                    .quietlyAfter(
                            key(),
                            left.isNegative() ? Duration.ZERO : left,
                            "sum up how often the VF came and left",
                            onCalm);
        }
    }

    /** Says how often what happened without being told, if anything did, and counts from the start. */
    public void sumUp() {
        Optional<Instant> since = memory.instant(Note.COUNTING);
        if (since.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(memory.get(Note.HN).orElse(device))
                .append(": not told one by one in the last ")
                .append(text(Duration.between(since.get(), context.clock().instant())))
                .append(": ");
        int left = memory.number(Note.LEFT);
        if (left > 0) {
            text.append("its VF left ").append(times(left)).append(" during its delay, and nothing was done");
        }
        int moves = memory.number(Note.MOVES);
        if (moves > 0) {
            text.append(left > 0 ? "; " : "").append("the traffic moved ").append(times(moves));
        }
        context.report().note(text.toString());
        memory.remove(Note.COUNTING);
        memory.remove(Note.LEFT);
        memory.remove(Note.MOVES);
        context.scheduler().cancel(key());
    }

    private String key() {
        return "turns." + device;
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    /** A time as an operator reads it: seconds, minutes, from two hours on hours. */
    public static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
