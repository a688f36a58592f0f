package org.nethook.hypervvf.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Hyperv;
import org.nethook.hypervvf.pair.Pair;

/**
 * Watches the failover of the kernel itself. It raises no event when it falls back to the hn, so it is looked at again and
 * again while there is a VF; where each wait costs a process, only until the VF carries the traffic.
 */
public final class TransparentWatch {
    /** How often the kernel is asked while there is a VF. */
    public static final ConfigKey<Duration> POLL =
            ConfigKey.duration("transparent-poll", Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofHours(1));
    /** How much longer than the kernel's own settle time a VF may stay unused before that is an alarm. */
    public static final ConfigKey<Duration> GRACE =
            ConfigKey.duration("transparent-grace", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofHours(1));

    private final PluginContext context;
    private final Hyperv hyperv;
    private final Pair pair;
    private final PairMemory memory;

    /** A look at one pair. */
    public TransparentWatch(PluginContext context, Hyperv hyperv, Pair pair, PairMemory memory) {
        this.context = context;
        this.hyperv = hyperv;
        this.pair = pair;
        this.memory = memory;
    }

    /**
     * Looks, and arranges for the next look. What has to be told is left to a look of its own.
     *
     * @param poll whether this is a look of its own, not one at an event
     * @param next the next look of its own
     */
    public void look(boolean poll, Scheduler.Task next) throws NetifException {
        if (pair.vf().isEmpty()) {
            fine("its VF is gone", Optional.empty(), poll, next);
        } else if (hyperv.isTransparentVfUsed(pair.device())) {
            Optional<Duration> again = context.scheduler().isResident()
                    ? Optional.of(context.config().get(POLL))
                    : Optional.empty();
            fine("its VF " + pair.vf().get() + " carries its traffic", again, poll, next);
        } else if (!pair.hn().isUp()) {
            // The VF goes up and down with it, so nothing is wrong; LINK_UP tells when it is up.
            fine("it was taken down, and its VF with it", Optional.empty(), poll, next);
        } else {
            unused(pair.vf().get(), poll, next);
        }
    }

    private void fine(String why, Optional<Duration> again, boolean poll, Scheduler.Task next) {
        boolean alarm = memory.get(Note.ALARM).isPresent();
        if (alarm && !poll) {
            after(Duration.ZERO, next);
            return;
        }
        memory.remove(Note.UNUSED);
        memory.remove(Note.ALARM);
        if (alarm) {
            context.report().note("all clear for " + pair.hn() + ": " + why);
        }
        if (again.isPresent()) {
            after(again.get(), next);
        } else {
            context.scheduler().cancel(key());
        }
    }

    private void unused(Netif vf, boolean poll, Scheduler.Task next) throws NetifException {
        Instant now = context.clock().instant();
        Instant since = memory.instant(Note.UNUSED).orElse(now);
        memory.put(Note.UNUSED, since);
        Duration left = Duration.between(now, since.plus(limit()));
        boolean late = left.isNegative() || left.isZero();
        if (late && !memory.is(Note.ALARM, vf.ifName())) {
            if (!poll) {
                after(Duration.ZERO, next);
                return;
            }
            memory.put(Note.ALARM, vf.ifName());
            context.report().alarm(reason(vf, Duration.between(since, now)));
        }
        Duration interval = context.config().get(POLL);
        after(late || left.compareTo(interval) > 0 ? interval : left, next);
    }

    /** How long a VF may stay unused. */
    private Duration limit() throws NetifException {
        return hyperv.attachWait().plus(context.config().get(GRACE));
    }

    private String reason(Netif vf, Duration since) {
        StringBuilder text = new StringBuilder("VF ")
                .append(vf)
                .append(" of ")
                .append(pair.hn())
                .append(" has carried no traffic for ")
                .append(Turns.text(since))
                .append(" (transparent mode): ");
        if (!vf.isUp()) {
            text.append("the kernel has not brought ").append(vf).append(" up");
        } else {
            text.append(vf).append(" is up, but the kernel has not moved the traffic to it");
        }
        return text.append("; all traffic goes through ")
                .append(pair.hn())
                .append(", which works but is slower. The kernel's messages (dmesg) say more")
                .toString();
    }

    private void after(Duration delay, Scheduler.Task next) {
        context.scheduler().quietlyAfter(key(), delay, "look whether the VF carries the traffic", next);
    }

    private String key() {
        return "watch." + pair.device();
    }

    /** What stands against this pair now. */
    public static Optional<String> alarm(PairMemory memory) {
        return memory.get(Note.ALARM)
                .map(vf -> "VF " + vf + " carries no traffic since "
                        + memory.get(Note.UNUSED).orElse("an unknown time"));
    }
}
