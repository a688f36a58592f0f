package org.nethook.hypervvf;

import java.time.Duration;
import java.util.function.Consumer;
import org.nethook.api.PluginContext;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Pair;

/** Applies a plan for a pair, and says what became of it when it did not work. */
final class Change {
    /** What kept a plan from working may pass: a busy kernel, a full table. After these it is an operator's. */
    private static final Duration[] AGAIN_AFTER = {
        Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
    };

    private final PluginContext context;
    private final Pair pair;
    private final PairMemory memory;

    Change(PluginContext context, Pair pair, PairMemory memory) {
        this.context = context;
        this.pair = pair;
        this.memory = memory;
    }

    /**
     * Applies it.
     *
     * @param tryAgain is told how much later the plan is to be computed and tried again, if it is
     * @return whether all is as wanted now
     */
    boolean apply(Plan plan, Consumer<Duration> tryAgain) throws NetifException {
        PlanResult result = context.apply(plan);
        if (result.isAsWanted()) {
            memory.remove(Note.REFUSED);
            memory.remove(Note.FAILED);
            return true;
        }
        String who = pair.vf().isPresent()
                ? pair.hn() + " and " + pair.vf().get()
                : pair.hn().toString();
        switch (result.outcome()) {
            case UNDONE ->
                context.report().alarm(who + " are not in a lagg, and the machine is as it was: " + result.message());
            case LEFT_HALF_DONE ->
                context.report()
                        .alarm(who + " are half-way into a lagg; look at " + plan.ifName() + ": " + result.message());
            case REFUSED -> {} // whoever refused it told the operator
            default -> {
                return false;
            }
        }
        int failed = memory.number(Note.FAILED);
        if (failed < AGAIN_AFTER.length) {
            memory.put(Note.FAILED, failed + 1);
            tryAgain.accept(AGAIN_AFTER[failed]);
        } else {
            context.report().note(who + ": nethook does not try again before the VF comes again");
        }
        return false;
    }
}
