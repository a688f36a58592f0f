package org.nethook.hypervvf;

import java.time.Duration;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.Proposal;
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
import org.nethook.hypervvf.pair.Pair;

/**
 * What DHCP clients do later than the plan that started one, or that nobody asked for: one that has its lease leaves
 * 0.0.0.0/8 behind it, and may have taken an address that was the first; one on a port is ended.
 */
final class Clients {
    /** When to look whether a new DHCP client has its lease. */
    private static final Duration[] LOOKS = {
        Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(60),
    };

    static final String PURPOSE = "look whether the DHCP client has its lease";

    private final Attendant attendant;
    private final PluginContext context;
    private final Pair pair;
    private final PairMemory memory;

    Clients(Attendant attendant, PluginContext context, Pair pair, PairMemory memory) {
        this.attendant = attendant;
        this.context = context;
        this.pair = pair;
        this.memory = memory;
    }

    /** The key of the next look at a new DHCP client. */
    static String key(String device) {
        return "lease." + device;
    }

    /** Whether a plan starts a client. */
    static boolean starts(Plan plan) {
        for (Step step : plan.steps()) {
            if (step instanceof DhcpStep.Start) {
                return true;
            }
        }
        return false;
    }

    /** Before anything is changed: the host may be killed, and then finish the plan without this. */
    void beforeStart(Plan plan) {
        MovedRoutes.remember(context.state(), pair.device(), plan);
    }

    /** After a plan that was to start one; one that failed has perhaps started the former client again. */
    void afterStart(Plan plan, boolean worked) {
        if (!worked) {
            MovedRoutes.forget(context.state(), pair.device());
            memory.put(Note.LAGG, plan.ifName());
        }
        memory.remove(Note.LEASE);
        lookAtLease();
    }

    /** Looks at them, and returns what ends one on a port, which its caller is to apply. */
    Optional<Plan> attend(Occasion occasion) throws NetifException {
        if (pair.doubt().isPresent()) {
            return Optional.empty();
        }
        if (pair.lagg().isEmpty()) {
            boolean gone = memory.get(Note.LAGG).isPresent();
            if (gone
                    && !clientWorks(
                            pair.hn(), context.dhcp().isRunning(pair.hn().ifName()), occasion)) {
                memory.remove(Note.LAGG);
            }
            return Optional.empty();
        }
        memory.put(Note.LAGG, pair.lagg().get());
        if (isHeld()) {
            clientWorks(pair.lagg().get(), false, occasion);
            return Optional.empty();
        }
        boolean due = new PortClients(context, pair, memory)
                .areDue(occasion, attendant.task(pair.device(), Occasion.PORT, context));
        boolean asks = PortClients.hasPlaceholder(pair.lagg().get());
        if (occasion == Occasion.LEASE || occasion == Occasion.LEASE_AGAIN) {
            afterLease(asks);
            return Optional.empty();
        }
        boolean anew = occasion == Occasion.ARRIVED || occasion == Occasion.LOOK_AGAIN;
        if (asks && (anew || memory.get(Note.LEASE).isEmpty())) {
            // Started by a plan that the host finished after a crash, or that an operator asked for.
            memory.remove(Note.LEASE);
            lookAtLease();
        }
        if (due) {
            Proposal proposal = proposeRight(false);
            if (proposal.kind() == Proposal.Kind.CHANGE) {
                return Optional.of(proposal.plan());
            }
        }
        return Optional.empty();
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
        boolean last = memory.number(Note.LEASE) >= LOOKS.length;
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
        boolean last = memory.number(Note.LEASE) >= LOOKS.length;
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
        memory.put(Note.LEASE, LOOKS.length);
        context.scheduler()
                .after(
                        key(pair.device()),
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
        if (looks < LOOKS.length) {
            memory.put(Note.LEASE, looks + 1);
            context.scheduler()
                    .quietlyAfter(
                            key(pair.device()),
                            LOOKS[looks],
                            PURPOSE,
                            attendant.task(pair.device(), Occasion.LEASE, context));
        } else {
            memory.remove(Note.LEASE);
            MovedRoutes.forget(context.state(), pair.device());
        }
    }

    private boolean isHeld() {
        return Holds.since(context.state(), pair.device()).isPresent();
    }
}
