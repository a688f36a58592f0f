package org.nethook.ipinjection.check;

import java.util.List;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.InterfaceFlag;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifDetails;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.NetifQuery;
import org.nethook.ipinjection.request.BadRequestException;
import org.nethook.ipinjection.request.Gateway;
import org.nethook.ipinjection.request.Given;
import org.nethook.ipinjection.request.Request;

/**
 * The interface that a request means.
 *
 * @param named the interface it names
 * @param carrier what has its addresses: the lagg that it is a port of, else itself
 * @param configured whose variables rc.conf has: those of a hn also while a lagg carries its addresses, unless rc.conf
 *     configures the lagg by name
 */
public record Nic(Netif named, NetifDetails carrier, String configured) {
    private static final String HN = "hn";

    /** The carrier's name. */
    public String ifName() {
        return carrier.netif().ifName();
    }

    /**
     * Finds the interface and looks whether the request fits it.
     *
     * @throws BadRequestException when there is none of that name and MAC, or an address or gateway cannot be one of it
     * @throws NetifException when the kernel refuses to tell
     */
    public static Nic find(Request request, PluginContext context)
            throws BadRequestException, NetifException, SystemConfigException {
        List<Netif> all = context.netif().list();
        Netif named = named(request.ifName(), all);
        checkMac(request, named, context.netif());
        checkNoVf(request.ifName(), named, all);
        Netif carrier = carrier(named, all);
        Optional<NetifDetails> details = context.netif().details(carrier.ifName());
        if (details.isEmpty()) {
            throw new NetifException("read details", carrier.ifName(), "the interface is gone");
        }
        Nic nic = new Nic(named, details.get(), configured(named, carrier, all, context.systemConfig()));
        nic.checkFree(request, all);
        nic.checkGateways(request);
        return nic;
    }

    private static Netif named(Given<String> given, List<Netif> all) throws BadRequestException {
        for (Netif netif : all) {
            if (netif.ifName().equals(given.value())) {
                return netif;
            }
        }
        for (Netif netif : all) {
            if (netif.device().isPresent() && netif.device().get().equals(given.value())) {
                return netif; // the daemon knows the driver's name, and somebody renamed the interface
            }
        }
        StringBuilder names = new StringBuilder();
        for (Netif netif : all) {
            if (netif.mac().isPresent()) {
                names.append(names.length() == 0 ? "" : ", ").append(netif.ifName());
            }
        }
        throw given.bad("there is no interface " + given.value() + "; there are " + names);
    }

    private static void checkMac(Request request, Netif named, NetifQuery query)
            throws BadRequestException, NetifException {
        MacAddress wanted = request.mac().value();
        if (named.mac().isEmpty() || named.flags().contains(InterfaceFlag.LOOPBACK)) {
            throw request.ifName().bad(named + " has no MAC; allowed are Ethernet interfaces");
        }
        if (named.mac().get().equals(wanted)) {
            return;
        }
        Optional<NetifDetails> details = query.details(named.ifName());
        if (details.isEmpty() || !details.get().hardwareMac().equals(Optional.of(wanted))) {
            throw request.mac()
                    .bad(wanted + " is not the MAC of " + named + ", which is "
                            + named.mac().get());
        }
    }

    /** A VF has its hn's MAC, and no address. */
    private static void checkNoVf(Given<String> given, Netif named, List<Netif> all) throws BadRequestException {
        if (isHn(named) || named.lagg().isPresent()) {
            return;
        }
        for (Netif netif : all) {
            if (isHn(netif) && netif.mac().equals(named.mac())) {
                throw given.bad(
                        named + " has the MAC of " + netif + "; allowed is " + netif + ", which has the addresses");
            }
        }
    }

    private static boolean isHn(Netif netif) {
        return netif.driver().isPresent() && netif.driver().get().equals(HN);
    }

    private static Netif carrier(Netif named, List<Netif> all) {
        for (Netif netif : all) {
            if (netif.lagg().isPresent() && netif.lagg().get().hasPort(named.ifName())) {
                return netif;
            }
        }
        return named;
    }

    private static String configured(Netif named, Netif carrier, List<Netif> all, SystemConfig config)
            throws SystemConfigException {
        if (carrier.lagg().isEmpty()
                || config.variable("ifconfig_" + carrier.ifName()).isPresent()) {
            return carrier.ifName();
        }
        if (isHn(named)) {
            return named.ifName();
        }
        for (LaggPort port : carrier.lagg().get().ports()) {
            for (Netif netif : all) {
                if (netif.ifName().equals(port.ifName()) && isHn(netif)) {
                    return netif.ifName();
                }
            }
        }
        return carrier.ifName();
    }

    private void checkFree(Request request, List<Netif> all) throws BadRequestException {
        for (Given<InterfaceAddress> each : request.addresses()) {
            IpAddress wanted = each.value().address();
            for (Netif netif : all) {
                boolean own = netif.ifName().equals(ifName()) || netif.ifName().equals(named.ifName());
                boolean everywhere = wanted.isLinkLocalV6() || request.dhcp().value() && wanted.isV4();
                if (!own && !everywhere && has(netif, wanted)) {
                    throw each.bad(netif + " has the address " + wanted
                            + " already; allowed are addresses that no other" + " interface has");
                }
            }
        }
    }

    private static boolean has(Netif netif, IpAddress address) {
        for (InterfaceAddress each : netif.addresses()) {
            if (each.address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    private void checkGateways(Request request) throws BadRequestException {
        for (Given<Gateway> each : request.gateways()) {
            Gateway gateway = each.value();
            String zone = gateway.zone();
            if (!zone.isEmpty() && !zone.equals(ifName()) && !zone.equals(named.ifName()) && !zone.equals(configured)) {
                throw each.bad(gateway + " is on another interface; allowed is %" + named);
            }
            boolean untouched = !gateway.address().isV4()
                    && request.addresses(false).isEmpty()
                    && !gateway.address().isLinkLocalV6();
            if (untouched && !isInPresentSubnet(gateway.address())) {
                throw each.bad(Rules.notInSubnet(gateway.address()));
            }
        }
    }

    private boolean isInPresentSubnet(IpAddress gateway) {
        for (InterfaceAddress each : carrier.netif().addresses()) {
            if (each.subnetContains(gateway) && !each.address().equals(gateway)) {
                return true;
            }
        }
        return false;
    }
}
