package org.nethook.hypervvf.watch;

import java.time.Duration;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Pair;

/**
 * Says who of those with one MAC has the addresses, and warns when somebody configures another of them too: agents of a
 * cloud, such as waagent and cloud-init, and rc's ifconfig_DEFAULT find interfaces by MAC or take all there are.
 */
public final class MacGuard {
    /** What is seen in the middle of somebody's change is looked at again before it is told. */
    static final Duration SECOND_LOOK = Duration.ofSeconds(5);

    private final PluginContext context;
    private final Pair pair;
    private final PairMemory memory;

    /** A look at one pair. */
    public MacGuard(PluginContext context, Pair pair, PairMemory memory) {
        this.context = context;
        this.pair = pair;
        this.memory = memory;
    }

    /**
     * Looks at the pair and notes who has its MAC.
     *
     * @param second whether this is the second look, {@link #SECOND_LOOK} after the first
     * @param again what looks again
     */
    public void look(boolean second, Scheduler.Task again) throws NetifException {
        memory.put(Note.MAC, owners());
        Optional<String> wrong = wrong();
        if (wrong.isEmpty()) {
            if (memory.remove(Note.GUARD)) {
                context.report().note("all clear for " + pair.hn() + ": only " + pair.owner() + " is configured again");
            }
            context.scheduler().cancel(key());
        } else if (memory.is(Note.GUARD, wrong.get())) {
            return;
        } else if (second) {
            memory.put(Note.GUARD, wrong.get());
            context.report().alarm(wrong.get());
        } else {
            context.scheduler().quietlyAfter(key(), SECOND_LOOK, "look once more who has the addresses", again);
        }
    }

    /** {@code 00:0d:3a:12:34:56: hn0 (hn), mlxen0 (VF), lagg0 (lagg, has the addresses)}. */
    public String owners() {
        StringBuilder text = new StringBuilder();
        if (pair.hn().mac().isPresent()) {
            text.append(pair.hn().mac().get()).append(": ");
        }
        append(text, pair.hn(), "hn");
        for (Netif netif : pair.sameMac()) {
            text.append(", ");
            append(text, netif, role(netif));
        }
        return text.toString();
    }

    private void append(StringBuilder text, Netif netif, String role) {
        text.append(netif).append(" (").append(role);
        String addresses =
                netif.ifName().equals(pair.owner().ifName()) ? ", has the addresses)" : ", has addresses of its own)";
        text.append(Pair.hasAddress(netif) ? addresses : ")");
    }

    private String role(Netif netif) {
        if (pair.vf().isPresent() && pair.vf().get() == netif) {
            return "VF";
        }
        return netif.lagg().isPresent() ? "lagg" : netif.driver().orElse("unknown");
    }

    private Optional<String> wrong() throws NetifException {
        Optional<String> wrong =
                pair.vf().isPresent() ? wrong(pair.vf().get(), "the VF of " + pair.hn()) : Optional.empty();
        if (wrong.isPresent() || pair.lagg().isEmpty()) {
            return wrong;
        }
        return wrong(pair.hn(), "a port of " + pair.lagg().get());
    }

    private Optional<String> wrong(Netif netif, String role) throws NetifException {
        Optional<InterfaceAddress> address = Pair.address(netif);
        String what;
        if (context.dhcp().isRunning(netif.ifName())) {
            what = "a DHCP client of its own";
        } else if (address.isPresent()) {
            what = "an address of its own (" + address.get() + ")";
        } else {
            return Optional.empty();
        }
        return Optional.of(
                netif + " is " + role + " and has " + what + ", which nethook did not give it: " + pair.owner()
                        + " is to have the only one. Look for waagent, cloud-init or ifconfig_" + netif
                        + " and ifconfig_DEFAULT in rc.conf, keep them off " + netif + " (ifconfig_" + netif
                        + "=\"NOAUTO\"), and remove it");
    }

    private String key() {
        return "guard." + pair.device();
    }
}
