package org.nethook.netif.sim.sysctl;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.nethook.netif.sim.kernel.HyperV;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifnet;

/**
 * The sysctls of a machine that have names: those its kernel was built with, those of the devices it has, and those of
 * hn(4), which are what its state makes them.
 */
public final class SysctlTable {
    private static final Pattern CLONER = Pattern.compile("net[.]link[.](lagg|epair|bridge|gif|tap|tun|vlan)([.].*)?");
    private static final String DAD_COUNT = "net.inet6.ip6.dad_count";
    private static final String HN_DEVICE = "dev.hn";
    private static final String ATTACH_WAIT = "hw.hn.vf_xpnt_attwait";

    private final Kernel kernel;
    private final OidTree tree = new OidTree();
    private final String catalogue;
    private final Map<String, Boolean> devices = new HashMap<>();
    private final boolean hasHyperV;
    private List<HyperV.Hn> shownHns = List.of();
    private int shownChanges = -1;
    private List<String> shownCloners = List.of();

    /**
     * The names a kernel of this release has, and those of a machine's own.
     *
     * @param own over the kernel's; with {@code kern.vm_guest} of {@code hv} the drivers of Hyper-V have theirs too
     * @throws IllegalArgumentException when one of these is computed from the machine's state
     */
    public SysctlTable(Kernel kernel, Map<String, Object> own) {
        this.kernel = kernel;
        catalogue = kernel.release().text() + ".txt";
        Catalogue.addTo(tree, catalogue, name -> !name.equals("dev") && !name.startsWith("dev.") && !ofCloner(name));
        tree.find("kern.osrelease").set(kernel.release().osRelease());
        tree.find("kern.osreldate").set(kernel.release().osReldate());
        compute(
                "net.link.generic.system.ifcount",
                Oid.Type.INT,
                () -> kernel.interfaces().highestIndex());
        hasHyperV = "hv".equals(own.get("kern.vm_guest")) || kernel.hasHyperV();
        if (hasHyperV) {
            addHyperV();
        }
        own.forEach(this::set);
    }

    private static boolean ofCloner(String name) {
        return CLONER.matcher(name).matches();
    }

    private void addHyperV() {
        HyperV hyperv = kernel.hyperv();
        Catalogue.addTo(tree, "hyperv.txt", name -> true);
        compute("hw.hn.vflist", Oid.Type.TEXT, hyperv::vfList);
        compute("hw.hn.vfmap", Oid.Type.TEXT, hyperv::vfMap);
        compute("hw.hn.vf_transparent", Oid.Type.INT, () -> hyperv.transparent() ? 1 : 0);
        compute(ATTACH_WAIT, Oid.Type.INT, () -> (int) hyperv.attachWait().toSeconds());
    }

    /** The value of a leaf becomes what the state of the machine makes it. */
    private void compute(String name, Oid.Type type, Supplier<Object> value) {
        Oid oid = tree.find(name);
        if (oid == null) {
            tree.add(name, -1).leaf(type, false, value);
        } else {
            oid.set(value);
        }
    }

    /**
     * Sets a value, as an administrator or the boot loader does.
     *
     * @param value a String, Integer or Long
     * @throws IllegalArgumentException when the name's value is computed from the machine's state
     */
    public void set(String name, Object value) {
        Oid oid = tree().find(name);
        if (name.equals(ATTACH_WAIT) && hasHyperV && value instanceof Number) {
            kernel.hyperv().setAttachWait(Duration.ofSeconds(Math.max(2, ((Number) value).intValue())));
        } else if (oid != null && oid.isComputed() || name.startsWith(HN_DEVICE + ".")) {
            throw new IllegalArgumentException(
                    "sysctl " + name + " shows the machine's state and cannot be set while it runs");
        } else if (oid == null || oid.isText() != value instanceof String) {
            Oid.Type type =
                    value instanceof String ? Oid.Type.TEXT : value instanceof Long ? Oid.Type.LONG : Oid.Type.INT;
            tree.add(name, -1).leaf(type, name.startsWith("net."), value);
        } else {
            oid.set(value);
            if (name.equals(DAD_COUNT)) {
                kernel.inet6().setDadCount(((Number) value).intValue());
            }
        }
    }

    /** Everything there is now. */
    public OidTree tree() {
        int changes = kernel.interfaces().attachments();
        if (changes != shownChanges) {
            shownChanges = changes;
            showDevices();
            showHns();
        }
        List<String> cloners = kernel.cloners().names();
        if (!cloners.equals(shownCloners)) {
            showCloners(cloners);
        }
        return tree;
    }

    /** A module has its sysctls while it is loaded. */
    private void showCloners(List<String> cloners) {
        for (String gone : shownCloners) {
            if (!cloners.contains(gone)) {
                tree.remove("net.link." + gone);
            }
        }
        for (String fresh : cloners) {
            if (!shownCloners.contains(fresh)) {
                String prefix = "net.link." + fresh;
                Catalogue.addTo(tree, catalogue, name -> name.equals(prefix) || name.startsWith(prefix + "."));
            }
        }
        shownCloners = cloners;
    }

    /** A device keeps its sysctls while its interface is renamed. */
    private void showDevices() {
        Map<String, Boolean> gone = new HashMap<>(devices);
        for (Ifnet ifp : kernel.interfaces().list()) {
            String prefix = "dev." + ifp.driverName() + "." + ifp.unit();
            gone.remove(prefix);
            if (devices.put(prefix, true) == null) {
                boolean first = tree.find("dev") == null;
                Catalogue.addTo(
                        tree,
                        catalogue,
                        name -> prefix.startsWith(name)
                                || name.startsWith(prefix + ".")
                                || first && name.startsWith("dev.v") && !name.matches("dev[.]vtnet[.][0-9].*"));
            }
        }
        for (String prefix : gone.keySet()) {
            devices.remove(prefix);
            tree.remove(prefix);
        }
    }

    private void showHns() {
        List<HyperV.Hn> hns = kernel.hyperv().hns();
        if (!hasHyperV || hns.equals(shownHns)) {
            return;
        }
        shownHns = hns;
        tree.remove(HN_DEVICE);
        for (HyperV.Hn hn : hns) {
            String prefix = HN_DEVICE + "." + hn.unit() + ".";
            compute(prefix + "vf", Oid.Type.TEXT, hn::vf);
            compute(prefix + "rxvf", Oid.Type.TEXT, hn::rxvf);
            compute(prefix + "vf_xpnt_enabled", Oid.Type.INT, () -> hn.transparentVfEnabled() ? 1 : 0);
        }
    }
}
