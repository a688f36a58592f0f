package org.nethook.hypervvf.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/** Every hn(4) of the machine with what belongs to it, read at one moment. */
public final class Pairs {
    private final List<Pair> pairs;

    private Pairs(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /**
     * Reads them.
     *
     * @throws NetifException when the kernel refuses
     */
    public static Pairs read(PluginContext context) throws NetifException {
        Hyperv hyperv = new Hyperv(context.sysctl());
        // The pairing first: an interface that leaves in between is then missing, one that comes is not yet paired.
        VfMap map = hyperv.vfMap();
        List<Netif> netifs = context.netif().list();
        List<Pair> pairs = new ArrayList<>();
        for (Netif netif : netifs) {
            if (isHn(netif)) {
                pairs.add(pair(netif, map, netifs, hyperv));
            }
        }
        return new Pairs(pairs);
    }

    /** Whether this is an hn(4), whatever its name. */
    public static boolean isHn(Netif netif) {
        return "hn".equals(netif.driver().orElse("")) && netif.device().isPresent();
    }

    private static Pair pair(Netif hn, VfMap map, List<Netif> netifs, Hyperv hyperv) throws NetifException {
        String device = hn.device().get();
        String vfName = map.vfOf(hn.ifName()).orElse("");
        // In the middle of a change the two may differ; then there is no VF to be sure of.
        boolean sure = hyperv.vf(device).orElse(vfName).equals(vfName);
        String carryingName = hyperv.carryingVf(device).orElse("");
        Netif seated = null;
        Netif carrying = null;
        Netif lagg = null;
        List<Netif> sameMac = new ArrayList<>();
        for (Netif netif : netifs) {
            if (sure && netif.ifName().equals(vfName)) {
                seated = netif;
            }
            if (netif.ifName().equals(carryingName)) {
                carrying = netif;
            }
            if (netif.lagg().isPresent() && netif.lagg().get().hasPort(hn.ifName())) {
                lagg = netif;
            }
            if (netif != hn && hn.mac().isPresent() && hn.mac().equals(netif.mac())) {
                sameMac.add(netif);
            }
        }
        String doubt = seated == null ? null : seatDoubt(hn, seated, hyperv);
        Netif vf = doubt == null ? seated : null;
        if (doubt == null && carrying != null && carrying != vf) {
            doubt = carrierDoubt(hn, carrying, hyperv);
        }
        return new Pair(hn, Optional.ofNullable(vf), Optional.ofNullable(doubt), Optional.ofNullable(lagg), sameMac);
    }

    private static String seatDoubt(Netif hn, Netif seated, Hyperv hyperv) throws NetifException {
        if (hn.mac().isEmpty() || !hn.mac().equals(seated.mac())) {
            return "the kernel takes " + seated + " for the VF of " + hn + ", but " + seated + " has not the MAC of "
                    + hn + " any more";
        }
        Optional<String> missing = VfProof.missing(seated, hyperv);
        return missing.isEmpty()
                ? null
                : "the kernel takes " + seated + " for the VF of " + hn + " because it has its MAC, but "
                        + missing.get();
    }

    private static String carrierDoubt(Netif hn, Netif carrying, Hyperv hyperv) throws NetifException {
        Optional<String> missing = VfProof.missing(carrying, hyperv);
        return missing.isEmpty()
                ? null
                : "the kernel has moved the traffic of " + hn + " into " + carrying + " because it has its MAC, but "
                        + missing.get();
    }

    /** All of them, in the kernel's order. */
    public List<Pair> all() {
        return pairs;
    }

    /** The pair that the interface is part of, as hn, VF or lagg. */
    public Optional<Pair> of(String ifName) {
        for (Pair pair : pairs) {
            if (pair.hn().ifName().equals(ifName)) {
                return Optional.of(pair);
            }
        }
        for (Pair pair : pairs) {
            if (pair.has(ifName)) {
                return Optional.of(pair);
            }
        }
        return Optional.empty();
    }

    /** The pair of the hn with this driver and unit. */
    public Optional<Pair> ofDevice(String device) {
        for (Pair pair : pairs) {
            if (pair.device().equals(device)) {
                return Optional.of(pair);
            }
        }
        return Optional.empty();
    }
}
