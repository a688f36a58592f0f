package org.nethook.hypervvf.failover;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.netif.AddressDetails;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.AddressFlag;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.hypervvf.failover.Machine.TableRoute;
import org.nethook.hypervvf.rcconf.RcRoutes.RcRoute;

/**
 * What a carrier, the lagg or after a release the hn, is to carry: all that the interfaces it stands for carry now, and
 * what rc.conf gives the hn and nothing that runs contradicts. What runs wins: an address that rc.conf does not know was
 * set by somebody who knew better, and then no other of its family is taken from rc.conf.
 */
final class Wanted {
    private final Machine machine;
    private final Netif hn;
    private final RcConf rcConf;
    private final List<AddressDetails> addresses = new ArrayList<>();
    private final List<TableRoute> missingRoutes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean dhcpRuns;

    private Wanted(Machine machine, Netif hn, RcConf rcConf) {
        this.machine = machine;
        this.hn = hn;
        this.rcConf = rcConf;
    }

    /**
     * What is wanted.
     *
     * @param bearers the interfaces that carry it now, the one it is to be on first
     */
    static Wanted of(Machine machine, Netif hn, List<Netif> bearers, RcConf rcConf) throws NetifException {
        Wanted wanted = new Wanted(machine, hn, rcConf);
        for (Netif bearer : bearers) {
            wanted.dhcpRuns |= machine.dhcpRuns(bearer.ifName());
            for (AddressDetails each : machine.details(bearer).addresses()) {
                if (moves(each.address().address(), hn)) {
                    wanted.add(each);
                }
            }
        }
        if (rcConf.problem().isPresent()) {
            wanted.notes.add(rcConf.problem().get());
        }
        wanted.addFromRcConf(true, bearers);
        wanted.addFromRcConf(false, bearers);
        wanted.findMissingRoutes();
        wanted.noteMissingVlans(bearers);
        if (wanted.usesDhcp()) {
            wanted.leasedFirst();
        }
        return wanted;
    }

    /** A DHCP client that has its lease deletes the interface's first IPv4 address: that must be the leased one. */
    private void leasedFirst() {
        List<AddressDetails> fixed = new ArrayList<>();
        for (InterfaceAddress each : rcConf.settings().addresses()) {
            for (AddressDetails of : addresses) {
                if (of.address().address().equals(each.address())) {
                    fixed.add(of);
                }
            }
        }
        addresses.removeAll(fixed);
        addresses.addAll(fixed);
    }

    /** Link-local IPv6 addresses that the kernel made come and go with their interface; 0.0.0.0 is a DHCP client's. */
    static boolean moves(IpAddress address, Netif of) {
        if (address.isUnspecified()) {
            return false;
        }
        return !address.isLinkLocalV6()
                || of.mac().isEmpty()
                || !address.equals(address.withInterfaceIdOf(of.mac().get()));
    }

    private void add(AddressDetails details) {
        for (AddressDetails each : addresses) {
            if (each.address().address().equals(details.address().address())) {
                return;
            }
        }
        Set<AddressFlag> flags = EnumSet.noneOf(AddressFlag.class);
        for (AddressFlag flag : details.flags()) {
            if (isSettable(flag)) {
                flags.add(flag);
            }
        }
        addresses.add(new AddressDetails(details.address(), flags, details.lifetime()));
    }

    static boolean isSettable(AddressFlag flag) {
        return flag == AddressFlag.ANYCAST
                || flag == AddressFlag.AUTOCONF
                || flag == AddressFlag.TEMPORARY
                || flag == AddressFlag.PREFER_SOURCE;
    }

    private void addFromRcConf(boolean v4, List<Netif> bearers) {
        List<InterfaceAddress> given = new ArrayList<>();
        for (InterfaceAddress each : rcConf.settings().addresses()) {
            if (each.address().isV4() == v4) {
                given.add(each);
            }
        }
        List<InterfaceAddress> missing = new ArrayList<>();
        for (InterfaceAddress each : given) {
            if (!isThere(each.address())) {
                missing.add(each);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        Optional<InterfaceAddress> other = contradiction(v4, given);
        for (InterfaceAddress each : missing) {
            Optional<Netif> owner = owner(each.address(), bearers);
            if (other.isPresent()) {
                notes.add("rc.conf gives " + hn + " " + each + ", which is not added: " + other.get()
                        + ", which rc.conf does not know, is there instead");
            } else if (owner.isPresent()) {
                notes.add("rc.conf gives " + hn + " " + each + ", which is not added: " + owner.get() + " has it");
            } else {
                addresses.add(new AddressDetails(each, Set.of(), AddressLifetime.INFINITE));
            }
        }
    }

    private boolean isThere(IpAddress address) {
        for (AddressDetails each : addresses) {
            if (each.address().address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** A running address of the family that neither rc.conf nor a server or router gave. */
    private Optional<InterfaceAddress> contradiction(boolean v4, List<InterfaceAddress> given) {
        if (v4 && usesDhcp()) {
            return Optional.empty();
        }
        for (AddressDetails each : addresses) {
            boolean known = each.flags().contains(AddressFlag.AUTOCONF)
                    || each.address().address().isLinkLocalV6();
            for (InterfaceAddress of : given) {
                known |= of.address().equals(each.address().address());
            }
            if (each.address().address().isV4() == v4 && !known) {
                return Optional.of(each.address());
            }
        }
        return Optional.empty();
    }

    private Optional<Netif> owner(IpAddress address, List<Netif> except) {
        for (Netif netif : machine.netifs()) {
            if (!except.contains(netif) && Machine.has(netif, address)) {
                return Optional.of(netif);
            }
        }
        return Optional.empty();
    }

    /** Routes of rc.conf whose gateway is on a wanted subnet and whose destination no route leads to. */
    private void findMissingRoutes() throws NetifException {
        for (RcRoute each : rcConf.routes()) {
            Route route = each.route();
            boolean named = route.ifName().equals(hn.ifName());
            if ((named || route.ifName().isEmpty() && reaches(route.gateway().get()))
                    && !isMissing(route, each.fib())
                    && !machine.hasRouteTo(route.destination(), route.prefixLength(), each.fib())) {
                missingRoutes.add(new TableRoute(route, each.fib()));
            }
        }
    }

    /** Whether it is among the missing ones already. */
    private boolean isMissing(Route route, int fib) {
        for (TableRoute each : missingRoutes) {
            if (each.fib() == fib
                    && each.route().prefixLength() == route.prefixLength()
                    && each.route().destination().equals(route.destination())) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is not there cannot be moved, and is not made: at a boot rc makes its VLANs before a VF is up, so somebody took it away.
     */
    private void noteMissingVlans(List<Netif> bearers) throws NetifException {
        for (String vlan : rcConf.settings().vlans()) {
            boolean there = machine.find(vlan).isPresent();
            for (Netif bearer : bearers) {
                for (NetifDetails each : machine.vlansOn(bearer.ifName())) {
                    there |= vlan.equals(hn.ifName() + "." + each.vlan().get().tag());
                }
            }
            if (!there) {
                notes.add("rc.conf gives " + hn + " the VLAN " + vlan
                        + ", which does not exist, so nothing of it is moved; if it is " + "made later on " + hn
                        + ", \"nethook apply " + hn + "\" moves it");
            }
        }
    }

    private boolean reaches(IpAddress gateway) {
        for (AddressDetails each : addresses) {
            if (each.address().subnetContains(gateway)) {
                return true;
            }
        }
        return false;
    }

    /** The addresses, those of IPv6 with the flags and lifetimes they are to be added with. */
    List<AddressDetails> addresses(boolean v4) {
        List<AddressDetails> result = new ArrayList<>();
        for (AddressDetails each : addresses) {
            if (each.address().address().isV4() == v4) {
                result.add(each);
            }
        }
        return result;
    }

    /** Whether nothing that runs gives the interfaces an address: then rc.conf decides everything. */
    static boolean isBare(Machine machine, List<Netif> bearers, Netif hn) throws NetifException {
        for (Netif bearer : bearers) {
            if (machine.dhcpRuns(bearer.ifName())) {
                return false;
            }
            for (InterfaceAddress each : bearer.addresses()) {
                if (moves(each.address(), hn)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Routes of rc.conf that are to be added; their interface is the hn or left open. */
    List<TableRoute> missingRoutes() {
        return missingRoutes;
    }

    boolean usesDhcp() {
        return dhcpRuns || rcConf.settings().dhcp().isPresent();
    }

    boolean hasIpv4() {
        return !addresses(true).isEmpty();
    }

    List<String> notes() {
        return notes;
    }
}
