package org.nethook.hypervvf.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.LaggPort;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/**
 * Which lagg is the one of a hn: the failover lagg that holds it; else one that holds only its VF, or that was begun for
 * it; else a new one under base's name, {@code lagg} and the unit of the hn, or the next that is free. A lagg of anybody
 * else is never used.
 *
 * @param ifName its name
 * @param existing the lagg, when it is there
 * @param notes why it has this name, when it is new or not the one that would be expected
 */
record LaggChoice(String ifName, Optional<Netif> existing, List<String> notes) {
    /** The group that marks a lagg as made by nethook. */
    static final String MARK = "nethook";

    private static final int UNITS = 32768;

    /**
     * Finds it.
     *
     * @param configured the name that nethook.conf gives it; empty for none
     * @throws RefusedException when the hn, its VF or the configured name belongs to somebody else's lagg
     */
    static LaggChoice of(Machine machine, String hn, Optional<String> vf, String configured, SystemConfig config)
            throws RefusedException, NetifException {
        Optional<Netif> holder = machine.laggOf(hn);
        if (vf.isPresent()) {
            refuseOthers(machine, hn, vf.get(), holder);
        }
        if (holder.isPresent()) {
            if (holder.get().lagg().get().protocol() != LaggProtocol.FAILOVER) {
                throw new RefusedException(hn + " is a port of " + holder.get() + ", which is not a failover lagg");
            }
            boolean other =
                    !configured.isEmpty() && !configured.equals(holder.get().ifName());
            return new LaggChoice(
                    holder.get().ifName(),
                    holder,
                    other
                            ? List.of(hn + " stays in " + holder.get() + "; lagg-name = " + configured
                                    + " counts when the next lagg is made")
                            : List.of());
        }
        Optional<Netif> withVf = vf.isPresent() ? machine.laggOf(vf.get()) : Optional.empty();
        if (withVf.isPresent()) {
            return new LaggChoice(withVf.get().ifName(), withVf, List.of());
        }
        return configured.isEmpty() ? byUnit(machine, hn, config) : byName(machine, hn, configured, config);
    }

    /** The lagg a hn would be given back from: that holds it, or was begun for it. */
    static Optional<Netif> existing(Machine machine, String hn, String configured) throws NetifException {
        Optional<Netif> holder = machine.laggOf(hn);
        if (holder.isPresent()) {
            return holder;
        }
        String name = configured.isEmpty() ? "lagg" + unit(hn) : configured;
        for (Netif netif : machine.netifs()) {
            boolean begun = netif.lagg().isPresent()
                    && netif.lagg().get().ports().isEmpty()
                    && machine.details(netif).groups().contains(MARK);
            if (begun && (netif.ifName().equals(name) || carriesWhatHnCarries(machine, netif, hn))) {
                return Optional.of(netif);
            }
        }
        return Optional.empty();
    }

    private static boolean carriesWhatHnCarries(Machine machine, Netif lagg, String hn) {
        Optional<Netif> netif = machine.find(hn);
        for (int i = 0; netif.isPresent() && i < lagg.addresses().size(); i++) {
            if (Machine.has(netif.get(), lagg.addresses().get(i).address())) {
                return true;
            }
        }
        return false;
    }

    private static void refuseOthers(Machine machine, String hn, String vf, Optional<Netif> holder)
            throws RefusedException {
        Optional<Netif> other = machine.laggOf(vf);
        if (other.isEmpty()) {
            return;
        }
        if (holder.isPresent() && !holder.get().ifName().equals(other.get().ifName())) {
            throw new RefusedException(vf + " is a port of " + other.get() + ", and " + hn + " of " + holder.get());
        }
        if (holder.isEmpty()) {
            boolean alone = other.get().lagg().get().ports().size() == 1;
            if (!alone || other.get().lagg().get().protocol() != LaggProtocol.FAILOVER) {
                throw new RefusedException(vf + " is a port of " + other.get() + ", which does not hold " + hn);
            }
        }
    }

    private static LaggChoice byName(Machine machine, String hn, String configured, SystemConfig config)
            throws RefusedException, NetifException {
        Optional<Netif> present = machine.find(configured);
        String objection = present.isEmpty() ? "" : objection(machine, present.get(), config);
        if (!objection.isEmpty()) {
            throw new RefusedException("lagg-name = " + configured + " cannot be used for " + hn + ": " + objection);
        }
        return new LaggChoice(
                configured,
                present,
                present.isEmpty()
                        ? List.of("why " + configured + ": it is " + hn + "'s lagg-name in nethook.conf")
                        : List.of());
    }

    private static LaggChoice byUnit(Machine machine, String hn, SystemConfig config)
            throws RefusedException, NetifException {
        List<String> notes = new ArrayList<>();
        List<String> reserved = reserved(machine, hn);
        int first = unit(hn);
        for (int unit = first; unit < UNITS; unit++) {
            String name = "lagg" + unit;
            Optional<Netif> present = machine.find(name);
            String objection = unit != first && reserved.contains(name)
                    ? name + " is left to the hn of that number"
                    : present.isEmpty() ? "" : objection(machine, present.get(), config);
            boolean ofAnother = objection.isEmpty()
                    && unit != first
                    && present.isPresent()
                    && !present.get().addresses().isEmpty()
                    && !carriesWhatHnCarries(machine, present.get(), hn);
            if (objection.isEmpty() && !ofAnother) {
                return new LaggChoice(name, present, why(name, hn, present.isEmpty(), notes));
            }
            notes.add(ofAnother ? name + " carries what " + hn + " does not" : objection);
        }
        throw new RefusedException("every lagg from lagg" + first + " on is in use");
    }

    /** Why this name; nothing for a lagg that has it already, unless another was expected. */
    private static List<String> why(String name, String hn, boolean fresh, List<String> objections) {
        if (objections.isEmpty()) {
            return fresh ? List.of("why " + name + ": base's hyperv_vfup names it so after " + hn) : List.of();
        }
        StringBuilder text = new StringBuilder("why ").append(name).append(": ");
        for (int i = 0; i < objections.size(); i++) {
            text.append(i == 0 ? "" : "; ").append(objections.get(i));
        }
        return List.of(text.toString());
    }

    /** Base's names of the other hn of this machine. */
    private static List<String> reserved(Machine machine, String hn) {
        List<String> names = new ArrayList<>();
        for (Netif netif : machine.netifs()) {
            if (netif.driver().isPresent()
                    && netif.driver().get().equals("hn")
                    && !netif.ifName().equals(hn)) {
                names.add("lagg" + unit(netif.ifName()));
            }
        }
        return names;
    }

    /** Why an interface of the wanted name is not for this hn; empty when it is. */
    private static String objection(Machine machine, Netif present, SystemConfig config) throws NetifException {
        if (present.lagg().isEmpty()) {
            return present + " is no lagg";
        }
        List<LaggPort> ports = present.lagg().get().ports();
        if (!ports.isEmpty()) {
            StringBuilder names = new StringBuilder();
            for (int i = 0; i < ports.size(); i++) {
                names.append(i == 0 ? "" : i == ports.size() - 1 ? " and " : ", ")
                        .append(ports.get(i).ifName());
            }
            return present + " has the port" + (ports.size() == 1 ? " " : "s ") + names;
        }
        if (machine.details(present).groups().contains(MARK)) {
            return "";
        }
        if (!present.addresses().isEmpty()) {
            return present + " has the address " + present.addresses().get(0);
        }
        if (present.lagg().get().protocol() != LaggProtocol.FAILOVER) {
            return present + " is not a failover lagg";
        }
        try {
            if (isInRcConf(config, present.ifName())) {
                return present + " is in rc.conf";
            }
        } catch (SystemConfigException e) {
            return "whether " + present + " is in rc.conf is unknown: " + e.getMessage();
        }
        return "";
    }

    /** Whether rc makes or configures a lagg itself. */
    static boolean isInRcConf(SystemConfig config, String lagg) throws SystemConfigException {
        if (config.variable("ifconfig_" + lagg).isPresent()) {
            return true;
        }
        for (String word : config.variable("cloned_interfaces").orElse("").split(" ")) {
            if (word.equals(lagg) || word.startsWith(lagg + ":")) {
                return true;
            }
        }
        return false;
    }

    /** The number at the end of a name; 0 when there is none. */
    static int unit(String ifName) {
        int start = ifName.length();
        while (start > 0
                && ifName.charAt(start - 1) >= '0'
                && ifName.charAt(start - 1) <= '9'
                && ifName.length() - start < 5) {
            start--;
        }
        return start == ifName.length() ? 0 : Integer.parseInt(ifName.substring(start)) % UNITS;
    }
}
