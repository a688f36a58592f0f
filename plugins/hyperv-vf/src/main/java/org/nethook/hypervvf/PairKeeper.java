package org.nethook.hypervvf;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
import org.nethook.api.Scheduler;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.hypervvf.failover.Failover;
import org.nethook.hypervvf.memory.Holds;
import org.nethook.hypervvf.memory.MovedRoutes;
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
    /** When to look whether a new DHCP client has its lease. */
    private static final Duration[] LEASE_LOOKS = {
        Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(60),
    };

    static final String LEASE_PURPOSE = "look whether the DHCP client has its lease";

    private final Attendant attendant;
    private final PluginContext context;
    private final Hyperv hyperv;
    private final Pair pair;
    private final PairMemory memory;
    private final Turns turns;

    PairKeeper(Attendant attendant, PluginContext context, Pair pair, PairMemory memory) {
        this.attendant = attendant;
        this.context = context;
        this.hyperv = new Hyperv(context.sysctl());
        this.pair = pair;
        this.memory = memory;
        this.turns = new Turns(context, pair.device(), memory, attendant.task(pair.device(), Occasion.CALM, context));
    }

    /** The key of what the pair waits for. */
    static String key(String device) {
        return "vf." + device;
    }

    /** The key of the next look at a new DHCP client. */
    static String leaseKey(String device) {
        return "lease." + device;
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
        if (!transparent) {
            clients(occasion);
        }
        if (transparent) {
            new TransparentWatch(context, hyperv, pair, memory)
                    .look(occasion == Occasion.POLL, attendant.task(pair.device(), Occasion.POLL, context));
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
            memory.remove(Note.FAILED);
            memory.remove(Note.HELD_TOLD);
            if (memory.remove(Note.DUE)) {
                context.scheduler().cancel(key(pair.device()));
                if (pair.doubt().isEmpty()) {
                    turns.left(leftEarly(left.get()));
                }
            }
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
        return "VF " + vf + " of " + pair.hn() + " left during its delay: nothing is done";
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
            context.scheduler().cancel(key(pair.device()));
            if (memory.remove(Note.DUE)) {
                context.scheduler().cancel(key(pair.device()));
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
            memory.remove(Note.DUE);
            context.scheduler().cancel(key(pair.device()));
            return;
        }
        // Nobody told that it came, or that the one waited for left; that it is there is enough.
        switch (fresh && occasion != Occasion.VF_UP ? Occasion.ARRIVED : occasion) {
            case VF_UP, ARRIVED, LOOK_AGAIN -> {
                // That the traffic is on the VF means that its delay is over, or that somebody else cut it short.
                if (traffic.isOnVf()) {
                    context.scheduler().cancel(key(pair.device()));
                    memory.remove(Note.DUE);
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

    /**
     * Lets a VF that changes something wait; what needs no change or is refused need not wait. The delay begins anew each time:
     * nobody can tell an event that came twice from a VF whose leaving was not heard.
     */
    private void propose(Netif vf) throws NetifException {
        Proposal proposal = Failover.reconcile(pair.hn().ifName(), Optional.of(vf.ifName()), context);
        if (proposal.kind() != Proposal.Kind.CHANGE) {
            memory.remove(Note.DUE);
            context.scheduler().cancel(key(pair.device()));
            settle(proposal);
            return;
        }
        Instant now = context.clock().instant();
        Optional<Instant> before = memory.instant(Note.DUE);
        Duration delay = VfDelay.of(pair.hn().ifName(), context);
        memory.put(Note.DUE, now.plus(delay));
        boolean told = before.isPresent() && before.get().isAfter(now) || turns.isStorm();
        wait(!told, delay, "put " + pair.hn() + " and its VF " + vf + " into a failover lagg");
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
        boolean startsClient = false;
        for (Step step : plan.steps()) {
            startsClient |= step instanceof DhcpStep.Start;
        }
        if (startsClient) {
            // Before anything is changed: the host may be killed, and then finish the plan without this.
            MovedRoutes.remember(context.state(), pair.device(), plan);
        }
        boolean worked = new Change(context, pair, memory).apply(plan, this::tryAgain);
        if (startsClient && worked) {
            memory.remove(Note.LEASE);
            lookAtLease();
        } else if (startsClient) {
            MovedRoutes.forget(context.state(), pair.device());
            memory.put(Note.LAGG, plan.ifName());
            memory.remove(Note.LEASE);
            lookAtLease();
        }
    }

    /**
     * What DHCP clients do later than the plan that started one, or that nobody asked for: one that has its lease leaves
     * 0.0.0.0/8 behind it, and may have taken an address that was the first; one on a port is ended.
     */
    private void clients(Occasion occasion) throws NetifException {
        if (pair.doubt().isPresent()) {
            return;
        }
        if (pair.lagg().isEmpty()) {
            boolean gone = memory.get(Note.LAGG).isPresent();
            if (gone
                    && !clientWorks(
                            pair.hn(), context.dhcp().isRunning(pair.hn().ifName()), occasion)) {
                memory.remove(Note.LAGG);
            }
            return;
        }
        memory.put(Note.LAGG, pair.lagg().get());
        if (isHeld()) {
            clientWorks(pair.lagg().get(), false, occasion);
            return;
        }
        boolean due = new PortClients(context, pair, memory)
                .areDue(occasion, attendant.task(pair.device(), Occasion.PORT, context));
        boolean asks = PortClients.hasPlaceholder(pair.lagg().get());
        if (occasion == Occasion.LEASE || occasion == Occasion.LEASE_AGAIN) {
            afterLease(asks);
            return;
        }
        if (due) {
            Proposal proposal = proposeRight(false);
            if (proposal.kind() == Proposal.Kind.CHANGE) {
                apply(proposal.plan());
            }
        }
        boolean anew = occasion == Occasion.ARRIVED || occasion == Occasion.LOOK_AGAIN;
        if (asks && (anew || memory.get(Note.LEASE).isEmpty())) {
            // Started by a plan that the host finished after a crash, or that an operator asked for.
            memory.remove(Note.LEASE);
            lookAtLease();
        }
    }

    /**
     * Looks after the client that was started again on an interface by an undoing, or by a release: nothing else is put right there
     * any more. Returns whether there is anything to wait for.
     *
     * @param maybe whether there may be, though the client has not begun to ask
     */
    private boolean clientWorks(Netif carrier, boolean maybe, Occasion occasion) throws NetifException {
        if (!maybe && !PortClients.hasPlaceholder(carrier)) {
            memory.remove(Note.LEASE);
            return false;
        }
        if (occasion != Occasion.LEASE && occasion != Occasion.LEASE_AGAIN) {
            boolean anew = occasion == Occasion.LEFT || occasion == Occasion.ARRIVED || occasion == Occasion.LOOK_AGAIN;
            if (anew || memory.get(Note.LEASE).isEmpty()) {
                memory.remove(Note.LEASE); // perhaps of an earlier client, or nobody's since a crash
                lookAtLease();
            }
            return true;
        }
        boolean last = memory.number(Note.LEASE) >= LEASE_LOOKS.length;
        Proposal proposal = Failover.afterRelease(carrier.ifName(), last, context);
        if (proposal.kind() == Proposal.Kind.CHANGE) {
            if (!new Change(context, pair, memory).apply(proposal.plan(), this::lookAtLeaseAgain)) {
                return true;
            }
        } else if (!last) {
            lookAtLease();
            return true;
        }
        memory.remove(Note.LEASE);
        return false;
    }

    /** At the last look nobody waits for a lease any more: where there is an address, 0.0.0.0/8 is what was left behind. */
    private void afterLease(boolean asks) throws NetifException {
        boolean last = memory.number(Note.LEASE) >= LEASE_LOOKS.length;
        Proposal proposal = proposeRight(last);
        if (proposal.kind() == Proposal.Kind.CHANGE) {
            if (!new Change(context, pair, memory).apply(proposal.plan(), this::lookAtLeaseAgain)) {
                return;
            }
        } else if (asks && !last) {
            lookAtLease();
            return;
        }
        memory.remove(Note.LEASE);
        MovedRoutes.forget(context.state(), pair.device());
    }

    /** Undoing what failed added 0.0.0.0/8 as the last address, as if the client still asked; so this look is a last one. */
    private void lookAtLeaseAgain(Duration later) {
        memory.put(Note.LEASE, LEASE_LOOKS.length);
        context.scheduler()
                .after(
                        leaseKey(pair.device()),
                        later,
                        "try again what failed with " + pair.hn(),
                        attendant.task(pair.device(), Occasion.LEASE, context));
    }

    /** What puts the lagg right; a VF that waits for the end of its delay is left out. */
    private Proposal proposeRight(boolean hasLease) throws NetifException {
        boolean vfIsPort = pair.vf().isPresent()
                && pair.lagg().get().lagg().get().hasPort(pair.vf().get().ifName());
        Optional<String> vf = vfIsPort ? Optional.of(pair.vf().get().ifName()) : Optional.empty();
        return hasLease
                ? Failover.reconcileAfterLease(pair.hn().ifName(), vf, context)
                : Failover.reconcile(pair.hn().ifName(), vf, context);
    }

    private void lookAtLease() {
        int looks = memory.number(Note.LEASE);
        if (looks < LEASE_LOOKS.length) {
            memory.put(Note.LEASE, looks + 1);
            context.scheduler()
                    .quietlyAfter(
                            leaseKey(pair.device()),
                            LEASE_LOOKS[looks],
                            LEASE_PURPOSE,
                            attendant.task(pair.device(), Occasion.LEASE, context));
        } else {
            memory.remove(Note.LEASE);
            MovedRoutes.forget(context.state(), pair.device());
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
