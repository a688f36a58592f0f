package org.nethook.hypervvf.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;

/**
 * Tells the operator that a VF came, left or moved the traffic: each time while that is rare, and once at the end how often
 * while it happens over and over. Used by one thread, which holds the pair's lock.
 */
public final class Turns {
    /** Turns that follow each other faster are a storm, and a storm ends with as long a calm. */
    static final Duration CALM = Duration.ofSeconds(30);
    /** A storm that does not end is summed up this often. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final PluginContext context;
    private final String device;
    private final PairMemory memory;
    private final CalmTask onCalm;

    /** What is called when a storm seems to be over; sums up what it finds then. */
    public interface CalmTask {
        /** @throws Exception what the host reports */
        void run() throws Exception;
    }

    /** The turns of the hn of this driver and unit. */
    public Turns(PluginContext context, String device, PairMemory memory, CalmTask onCalm) {
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

    /** The traffic moved, or a VF came that needs nothing. */
    public void moved(String text) {
        turn(Note.MOVES, text);
    }

    private void turn(Note counter, String text) {
        Instant now = context.clock().instant();
        Optional<Instant> before = memory.instant(Note.TURN);
        memory.put(Note.TURN, now);
        if (before.isEmpty() || Duration.between(before.get(), now).compareTo(CALM) >= 0) {
            sumUp();
            context.report().note(text);
            return;
        }
        Instant since = memory.instant(Note.COUNTING).orElse(now);
        memory.put(Note.COUNTING, since);
        memory.put(counter, memory.number(counter) + 1);
        if (Duration.between(since, now).compareTo(LONG) >= 0) {
            sumUp();
            return;
        }
        context.scheduler().after(key(), CALM, "", onCalm::run);
    }

    /** Says how often what happened without being told, if anything did, and counts from the start. */
    public void sumUp() {
        Optional<Instant> since = memory.instant(Note.COUNTING);
        if (since.isEmpty()) {
            return;
        }
        int left = memory.number(Note.LEFT);
        int moves = memory.number(Note.MOVES);
        StringBuilder text = new StringBuilder(memory.get(Note.HN).orElse(device))
                .append(": not told one by one in the last ")
                .append(text(Duration.between(since.get(), context.clock().instant())))
                .append(": its VF left ")
                .append(times(left))
                .append(" before it was used");
        if (moves > 0) {
            text.append(", the traffic moved or a VF came ").append(times(moves));
        }
        context.report().note(text.toString());
        memory.remove(Note.COUNTING);
        memory.remove(Note.LEFT);
        memory.remove(Note.MOVES);
        context.scheduler().cancel(key());
    }

    /** Whether a storm ended long enough ago. */
    public boolean isCalm() {
        Optional<Instant> last = memory.instant(Note.TURN);
        return last.isEmpty()
                || Duration.between(last.get(), context.clock().instant()).compareTo(CALM) >= 0;
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
