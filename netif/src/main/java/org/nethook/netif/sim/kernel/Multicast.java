package org.nethook.netif.sim.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.nethook.api.netif.IpAddress;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.Membership;

/** Multicast groups that interfaces are members of (if_addmulti and if_delmulti of sys/net/if.c). */
public final class Multicast {
    /** By then the reports about a group that is left have been sent (sys/netinet6/mld6.c). */
    private static final Duration LEAVE_REPORTS = Duration.ofMillis(1200);

    private static final Set<IpAddress> ALL_NODES = Set.of(IpAddress.parse("ff02::1"), IpAddress.parse("ff01::1"));

    private final Kernel kernel;
    private final Deque<Membership> released = new ArrayDeque<>();

    Multicast(Kernel kernel) {
        this.kernel = kernel;
    }

    /** A protocol joins a group; only the first time is told of. */
    void join(Ifnet ifp, byte[] group) {
        Membership member = find(ifp, group, null);
        if (member != null) {
            member.references++;
            if (member.leaving != null) {
                member.leaving.cancel();
                member.leaving = null;
            }
            return;
        }
        byte[] link = ifp.mac.length == 0 ? null : linkAddress(group);
        member = new Membership(ifp, group.clone(), link);
        if (link != null) {
            member.lower = find(ifp, null, link);
            if (member.lower == null) {
                member.lower = new Membership(ifp, null, link);
                ifp.memberships.addFirst(member.lower);
            } else {
                member.lower.references++;
            }
        }
        ifp.memberships.addFirst(member);
        kernel.listener().multicast(member, true);
        ifp.driver.multicastChanged(ifp);
    }

    /**
     * A protocol leaves a group; when it was the last to be in it, the kernel tells of it a little later: of the IPv6
     * groups that other hosts have heard of only when these have been told.
     */
    void leave(Ifnet ifp, byte[] group) {
        Membership member = find(ifp, group, null);
        if (member == null || --member.references > 0) {
            return;
        }
        if (isReported(ifp, group)) {
            member.leaving = kernel.timer().after(LEAVE_REPORTS, ifp + ": leave a group", () -> {
                end(member);
                kernel.interfaces().runLinkTasks();
            });
        } else {
            end(member);
        }
    }

    /** All that IPv6 has joined, without telling other hosts (in6_purgemaddrs). */
    void leaveAllIpv6(Ifnet ifp) {
        List<Membership> oldestFirst = new ArrayList<>(ifp.memberships);
        Collections.reverse(oldestFirst);
        for (Membership member : oldestFirst) {
            if (member.group != null && member.group.length == 16) {
                member.references = 0;
                end(member);
            }
        }
    }

    private void end(Membership member) {
        if (member.leaving != null) {
            member.leaving.cancel();
        }
        released.add(member);
    }

    /** MLD says nothing of all nodes, and nothing on a loopback interface. */
    private static boolean isReported(Ifnet ifp, byte[] group) {
        return group.length == 16 && !ifp.isLoopback() && !ALL_NODES.contains(IpAddress.of(group));
    }

    /** A lagg makes a port listen to an address. */
    Membership listen(Ifnet port, byte[] link) {
        Membership member = find(port, null, link);
        if (member != null) {
            member.references++;
            return member;
        }
        member = new Membership(port, null, link);
        port.memberships.addFirst(member);
        kernel.listener().multicast(member, true);
        port.driver.multicastChanged(port);
        return member;
    }

    /** Without a word. */
    void release(Membership member) {
        if (member != null && --member.references == 0) {
            member.ifp.memberships.remove(member);
        }
    }

    /** What an interface is still member of ends with it. */
    void purge(Ifnet ifp) {
        while (!ifp.memberships.isEmpty()) {
            Membership member = ifp.memberships.removeFirst();
            if (member.leaving != null) {
                member.leaving.cancel();
            }
            if (!member.orphaned) {
                kernel.listener().multicast(member, false);
            }
            if (member.lower != null) {
                member.lower.orphaned = true;
                release(member.lower);
            }
        }
    }

    /** Tells of the groups left, as a thread of the kernel does. */
    void runReleases() {
        while (!released.isEmpty()) {
            Membership member = released.poll();
            if (member.references > 0 || !member.ifp.memberships.remove(member)) {
                continue;
            }
            release(member.lower);
            kernel.listener().multicast(member, false);
            member.ifp.driver.multicastChanged(member.ifp);
        }
    }

    /** The link-layer addresses that an interface listens to, oldest first. */
    static List<byte[]> linkAddresses(Ifnet ifp) {
        Deque<byte[]> oldestFirst = new ArrayDeque<>();
        for (Membership member : ifp.memberships) {
            if (member.group == null) {
                oldestFirst.addFirst(member.link);
            }
        }
        return List.copyOf(oldestFirst);
    }

    private static Membership find(Ifnet ifp, byte[] group, byte[] link) {
        for (Membership member : ifp.memberships) {
            boolean found = group == null
                    ? member.group == null && Arrays.equals(member.link, link)
                    : Arrays.equals(member.group, group);
            if (found) {
                return member;
            }
        }
        return null;
    }

    /** RFC 1112 and RFC 2464. */
    private static byte[] linkAddress(byte[] group) {
        int end = group.length;
        return end == 4
                ? new byte[] {1, 0, 0x5e, (byte) (group[1] & 0x7f), group[2], group[3]}
                : new byte[] {0x33, 0x33, group[end - 4], group[end - 3], group[end - 2], group[end - 1]};
    }
}
