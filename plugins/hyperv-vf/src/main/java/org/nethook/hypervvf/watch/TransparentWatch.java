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
    public static final ConfigKey<Duration> POLL = ConfigKey.duration(
            "transparent-poll", Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofHours(1));
    /** How much longer than the kernel's own settle time a VF may stay unused before that is an alarm. */
    public static final ConfigKey<Duration> GRACE = ConfigKey.duration(
            "transparent-grace", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofHours(1));

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
     * Looks, tells what has to be told, and arranges for the next look.
     *
     * @param again what looks next
     */
    public void look(Scheduler.Task again) throws NetifException {
        if (pair.vf().isEmpty()) {
            forget("its VF is gone");
            context.scheduler().cancel(key());
            return;
        }
        if (hyperv.isTransparentVfUsed(pair.device())) {
            forget("its VF " + pair.vf().get() + " carries its traffic");
            if (context.scheduler().isResident()) {
                next(context.config().get(POLL), again);
            } else {
                context.scheduler().cancel(key());
            }
            return;
        }
        if (!pair.hn().isUp()) {
            // The VF goes up and down with it, so nothing is wrong; LINK_UP tells when it is up.
            forget("it was taken down, and its VF with it");
            context.scheduler().cancel(key());
            return;
        }
        unused(pair.vf().get(), again);
    }

    private void unused(Netif vf, Scheduler.Task again) throws NetifException {
        Instant now = context.clock().instant();
        Instant since = memory.instant(Note.UNUSED).orElse(now);
        memory.put(Note.UNUSED, since);
        Duration poll = context.config().get(POLL);
        Duration left = Duration.between(now, since.plus(limit()));
        if (left.isNegative() || left.isZero()) {
            if (memory.isNew(Note.ALARM, vf.ifName())) {
                context.report().alarm(reason(vf, Duration.between(since, now)));
            }
            left = poll;
        }
        next(left.compareTo(poll) < 0 ? left : poll, again);
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

    private void forget(String why) {
        memory.remove(Note.UNUSED);
        if (memory.remove(Note.ALARM)) {
            context.report().note("the alarm about " + pair.hn() + " is over: " + why);
        }
    }

    private void next(Duration delay, Scheduler.Task again) {
        context.scheduler().after(key(), delay, "", again);
    }

    private String key() {
        return "watch." + pair.device();
    }

    /** What stands against this pair now. */
    public static Optional<String> alarm(PairMemory memory) {
        return memory.get(Note.ALARM).map(vf -> "VF " + vf + " carries no traffic since "
                + memory.get(Note.UNUSED).orElse("an unknown time"));
    }
}
