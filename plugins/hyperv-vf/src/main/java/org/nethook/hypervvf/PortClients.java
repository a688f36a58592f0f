package org.nethook.hypervvf;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.hypervvf.pair.Pair;

/**
 * Notices a DHCP client that devd started on a port of the lagg: base's rule does that at each LINK_UP, so whenever the
 * traffic comes back to the hn, for an interface that rc.conf wants one on. It would lease the lagg's address a second time.
 */
final class PortClients {
    static final String PURPOSE = "look whether a DHCP client was started on a port";

    /** What devd's action needs, with time to spare. */
    private static final Duration SOON = Duration.ofSeconds(5);
    /** A client on a port cuts no connection; one that comes back again and again is ended no oftener. */
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final PluginContext context;
    private final Pair pair;
    private final PairMemory memory;

    PortClients(PluginContext context, Pair pair, PairMemory memory) {
        this.context = context;
        this.pair = pair;
        this.memory = memory;
    }

    /** Whether there is one, or what one left, and its time has come; looks again when that is yet to be seen. */
    boolean areDue(Occasion occasion, Scheduler.Task again) throws NetifException {
        Optional<Netif> port = find();
        if (port.isEmpty()) {
            if (occasion == Occasion.LINK_UP && usesDhcp(pair.hn())) {
                context.scheduler().quietlyAfter(key(), SOON, PURPOSE, again);
            }
            return false;
        }
        Instant now = context.clock().instant();
        Optional<Instant> last = memory.instant(Note.CLIENT_ENDED);
        if (last.isPresent()) {
            Duration left = Duration.between(now, last.get().plus(BETWEEN));
            if (left.compareTo(Duration.ZERO) > 0 && left.compareTo(BETWEEN) <= 0) {
                context.scheduler().quietlyAfter(key(), left, PURPOSE, again);
                return false;
            }
        } else {
            context.report()
                    .note(
                            port.get() + " is a port of " + pair.lagg().get()
                                    + " and has a DHCP client of its own, which "
                                    + "rc.conf's DHCP for it made devd start when its link came up. nethook ends it each time, and "
                                    + "says so only now; nethook's devd rules (share/devd/nethook.conf) keep it from being started");
        }
        memory.put(Note.CLIENT_ENDED, now);
        memory.put(Note.CLIENTS_ENDED, memory.number(Note.CLIENTS_ENDED) + 1);
        return true;
    }

    /** The port that one runs on. */
    private Optional<Netif> find() throws NetifException {
        if (isOne(pair.hn())) {
            return Optional.of(pair.hn());
        }
        Optional<Netif> vf = pair.vf();
        boolean port = vf.isPresent()
                && pair.lagg().get().lagg().get().hasPort(vf.get().ifName());
        return port && isOne(vf.get()) ? vf : Optional.empty();
    }

    private boolean isOne(Netif port) throws NetifException {
        return (hasPlaceholder(port) || context.dhcp().isRunning(port.ifName())) && usesDhcp(port);
    }

    /** Whether it has the 0.0.0.0 that a client gives an interface while it asks. */
    static boolean hasPlaceholder(Netif netif) {
        for (InterfaceAddress each : netif.addresses()) {
            if (each.address().isV4() && each.address().isUnspecified()) {
                return true;
            }
        }
        return false;
    }

    private boolean usesDhcp(Netif netif) {
        try {
            return context.systemConfig().usesDhcp(netif.ifName());
        } catch (SystemConfigException e) {
            return false;
        }
    }

    private String key() {
        return key(pair.device());
    }

    /** The key of the next look. */
    static String key(String device) {
        return "port." + device;
    }
}
