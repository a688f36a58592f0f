package org.nethook.hypervvf;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.Scheduler;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Plan;
import org.nethook.hypervvf.failover.Failover;
import org.nethook.hypervvf.memory.Holds;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Hyperv;
import org.nethook.hypervvf.pair.Pair;
import org.nethook.hypervvf.watch.MacGuard;
import org.nethook.hypervvf.watch.TransparentWatch;
import org.nethook.hypervvf.watch.Turns;

/**
 * Decides what to do about one pair, from its state as it is now. What is remembered decides what is told, and when a delay
 * that runs already ends. Used once, by a thread that holds the pair's lock.
 */
final class PairKeeper {
    private final Attendant attendant;
    private final PluginContext context;
    private final Hyperv hyperv;
    private final Pair pair;
    private final PairMemory memory;
    private final Turns turns;
    private final Clients clients;

    PairKeeper(Attendant attendant, PluginContext context, Pair pair, PairMemory memory) {
        this.attendant = attendant;
        this.context = context;
        this.hyperv = new Hyperv(context.sysctl());
        this.pair = pair;
        this.memory = memory;
        this.turns = new Turns(context, pair.device(), memory, attendant.task(pair.device(), Occasion.CALM, context));
        this.clients = new Clients(attendant, context, pair, memory);
    }

    /** The key of what the pair waits for. */
    static String key(String device) {
        return "vf." + device;
    }

    void attend(Occasion occasion) throws NetifException {
        boolean transparent = hyperv.isTransparent();
        Traffic traffic = new Traffic(context, hyperv, pair, memory, turns);
        traffic.follow(transparent, occasion);
        memory.put(Note.HN, pair.hn());
        new Pretenders(context, pair, memory).look();
        if (pair.vf().isEmpty()) {
            absent(transparent, occasion);
        } else if (transparent) {
            arrived();
        } else {
            present(pair.vf().get(), occasion, traffic);
        }
        if (transparent) {
            new TransparentWatch(context, hyperv, pair, memory)
                    .look(occasion == Occasion.POLL, attendant.task(pair.device(), Occasion.POLL, context));
        } else {
            Optional<Plan> right = clients.attend(occasion);
            if (right.isPresent()) {
                apply(right.get());
            }
        }
        new MacGuard(context, pair, memory)
                .look(occasion == Occasion.SECOND_LOOK, attendant.task(pair.device(), Occasion.SECOND_LOOK, context));
        if (occasion == Occasion.CALM) {
            turns.sumUp();
        } else {
            turns.watch();
        }
    }

    private void absent(boolean transparent, Occasion occasion) throws NetifException {
        Optional<String> left = memory.get(Note.VF);
        if (left.isPresent()) {
            memory.remove(Note.VF);
            memory.remove(Note.HELD_TOLD);
            if (memory.remove(Note.DUE)) {
                context.scheduler().cancel(key(pair.device()));
                if (pair.doubt().isEmpty()) {
                    turns.left(leftEarly(left.get()));
                }
            }
            memory.remove(Note.FAILED);
        }
        if (transparent || pair.doubt().isPresent() || isHeld()) {
            return;
        }
        if (occasion == Occasion.VF_UP) {
            refuse("VF_UP on " + pair.hn() + ", but the kernel names no VF of it: nothing is done");
        } else if (occasion == Occasion.ARRIVED || occasion == Occasion.LOOK_AGAIN) {
            // What is left of an earlier failover is put right, VF or not.
            reconcile(Optional.empty());
        }
    }

    private String leftEarly(String vf) {
        boolean failed = memory.number(Note.FAILED) > 0;
        return "VF " + vf + " of " + pair.hn()
                + (failed ? " left before what failed was tried again" : " left during its delay: nothing is done");
    }

    /** The VF came, in transparent mode. */
    private void arrived() {
        String vf = pair.vf().get().ifName();
        if (memory.isNew(Note.VF, vf)) {
            turns.came("VF " + vf + " of " + pair.hn()
                    + ": transparent mode, the kernel moves the traffic itself; nothing to do");
        }
    }

    private void present(Netif vf, Occasion occasion, Traffic traffic) throws NetifException {
        String before = memory.get(Note.VF).orElse("");
        boolean fresh = memory.isNew(Note.VF, vf.ifName()) | memory.isNew(Note.INDEX, Integer.toString(vf.index()));
        if (fresh) {
            if (endDelay()) {
                turns.left(leftEarly(before));
            }
            memory.remove(Note.FAILED);
        }
        if (isHeld()) {
            if (occasion != Occasion.OTHER && memory.isNew(Note.HELD_TOLD, vf.ifName())) {
                context.report()
                        .note("VF " + vf + " of " + pair.hn() + " is left alone: an operator released " + pair.hn()
                                + "; \"nethook release --undo " + pair.hn() + "\" ends that");
            }
            endDelay();
            return;
        }
        // Nobody told that it came, or that the one waited for left; that it is there is enough.
        switch (fresh && occasion != Occasion.VF_UP ? Occasion.ARRIVED : occasion) {
            case VF_UP, ARRIVED, LOOK_AGAIN -> {
                // That the traffic is on the VF means that its delay is over, or that somebody else cut it short.
                if (traffic.isOnVf()) {
                    endDelay();
                    reconcile(pair.vf());
                } else if (occasion != Occasion.VF_UP) {
                    propose(vf);
                }
            }
            case LEFT -> {
                if (memory.get(Note.DUE).isPresent()) {
                    propose(vf);
                }
            }
            case DUE -> {
                memory.remove(Note.DUE);
                reconcile(pair.vf());
            }
            default -> {}
        }
    }

    /** Nothing is waited for any more; returns whether a VF's delay still ran. */
    private boolean endDelay() {
        context.scheduler().cancel(key(pair.device()));
        return memory.remove(Note.DUE);
    }

    /**
     * Lets a VF that changes something wait; what needs no change or is refused need not wait. The delay begins anew each time:
     * nobody can tell an event that came twice from a VF whose leaving was not heard.
     */
    private void propose(Netif vf) throws NetifException {
        Proposal proposal = Failover.reconcile(pair.hn().ifName(), Optional.of(vf.ifName()), context);
        if (proposal.kind() != Proposal.Kind.CHANGE) {
            endDelay();
            settle(proposal);
            return;
        }
        Instant now = context.clock().instant();
        Optional<Instant> before = memory.instant(Note.DUE);
        Duration delay = VfDelay.of(pair.hn().ifName(), context);
        memory.put(Note.DUE, now.plus(delay));
        boolean told = before.isPresent() && before.get().isAfter(now) || turns.isStorm();
        wait(
                !told,
                delay,
                pair.lagg().isPresent()
                        ? "make " + vf + ", the VF of " + pair.hn() + ", a port of "
                                + pair.lagg().get()
                        : "put " + pair.hn() + " and its VF " + vf + " into a failover lagg");
    }

    private void wait(boolean isNews, Duration time, String purpose) {
        Scheduler.Task task = attendant.task(pair.device(), Occasion.DUE, context);
        if (isNews) {
            context.scheduler().after(key(pair.device()), time, purpose, task);
        } else {
            context.scheduler().quietlyAfter(key(pair.device()), time, purpose, task);
        }
    }

    private void reconcile(Optional<Netif> vf) throws NetifException {
        Optional<String> vfName = vf.isPresent() ? Optional.of(vf.get().ifName()) : Optional.empty();
        settle(Failover.reconcile(pair.hn().ifName(), vfName, context));
    }

    private void settle(Proposal proposal) throws NetifException {
        switch (proposal.kind()) {
            case CHANGE -> apply(proposal.plan());
            case AS_WANTED -> {
                memory.remove(Note.REFUSED);
                memory.remove(Note.FAILED);
            }
            default -> refuse("no lagg for " + pair.hn() + ": " + proposal.reason());
        }
    }

    private void apply(Plan plan) throws NetifException {
        turns.sumUp();
        boolean startsClient = Clients.starts(plan);
        if (startsClient) {
            clients.beforeStart(plan);
        }
        boolean worked = new Change(context, pair, memory).apply(plan, this::tryAgain);
        if (startsClient) {
            clients.afterStart(plan, worked);
        }
    }

    private void tryAgain(Duration later) {
        memory.put(Note.DUE, context.clock().instant().plus(later));
        wait(true, later, "try again what failed with " + pair.hn());
    }

    private void refuse(String text) {
        if (memory.isNew(Note.REFUSED, text)) {
            context.report().note(text);
        }
    }

    private boolean isHeld() {
        return Holds.since(context.state(), pair.device()).isPresent();
    }
}
