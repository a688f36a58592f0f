package org.nethook.netif.sim.syscall;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.sim.kernel.HyperV;
import org.nethook.netif.sim.kernel.Kernel;

/**
 * The sysctls of a machine that have names. Values are strings or whole numbers; those of hn(4) are what its state makes
 * them. Numbers that no header fixes are given out as names are asked for.
 */
public final class SysctlTable {
    private static final String[] TOP_LEVEL = {"", "kern", "vm", "vfs", "net", "debug", "hw", "machdep", "user"};
    private static final Map<String, Integer> FIXED = Map.ofEntries(
            Map.entry("kern.ostype", 1),
            Map.entry("kern.osrelease", 2),
            Map.entry("kern.hostname", 10),
            Map.entry("kern.osreldate", 24),
            Map.entry("hw.machine", 1),
            Map.entry("hw.model", 2),
            Map.entry("hw.ncpu", 3),
            Map.entry("hw.pagesize", 7),
            Map.entry("hw.machine_arch", 11),
            Map.entry("net.inet", 2),
            Map.entry("net.link", 18),
            Map.entry("net.inet6", 28),
            Map.entry("net.inet.ip", 0),
            Map.entry("net.inet.ip.forwarding", 1),
            Map.entry("net.inet6.ip6", 41),
            Map.entry("net.inet6.ip6.forwarding", 1),
            Map.entry("net.inet6.ip6.dad_count", 16),
            Map.entry("net.link.generic", 0),
            Map.entry("net.link.generic.system", 1),
            Map.entry("net.link.generic.system.ifcount", 1));

    private final Kernel kernel;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Supplier<Object>> computed = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>(FIXED);
    private int nextNumber = Integer.MAX_VALUE - 1;

    /**
     * The names every kernel has, and those of a machine's own.
     *
     * @param own over the kernel's
     * @throws IllegalArgumentException when one of these is computed from the machine's state
     */
    public SysctlTable(Kernel kernel, Map<String, Object> own) {
        this.kernel = kernel;
        values.put("kern.ostype", "FreeBSD");
        values.put("kern.osrelease", kernel.release().osRelease());
        values.put("kern.osreldate", kernel.release().osReldate());
        values.put("kern.hostname", "");
        values.put("kern.vm_guest", "none");
        values.put("hw.machine", "amd64");
        values.put("hw.machine_arch", "amd64");
        values.put("hw.ncpu", 1);
        values.put("hw.pagesize", 4096);
        values.put("net.inet.ip.forwarding", 0);
        values.put("net.inet6.ip6.forwarding", 0);
        values.put("net.inet6.ip6.dad_count", 1);
        values.put("net.link.lagg.failover_rx_all", 0);
        computed.put(
                "net.link.generic.system.ifcount",
                () -> kernel.interfaces().list().size());
        own.forEach(this::set);
    }

    /**
     * Sets a value, as an administrator or the boot loader does.
     *
     * @param value a String, Integer or Long
     * @throws IllegalArgumentException when the name's value is computed from the machine's state
     */
    public void set(String name, Object value) {
        if (name.equals("hw.hn.vf_xpnt_attwait") && value instanceof Number) {
            kernel.hyperv().setAttachWait(Duration.ofSeconds(Math.max(2, ((Number) value).intValue())));
        } else if (current().containsKey(name) && !values.containsKey(name) || name.startsWith("dev.hn.")) {
            throw new IllegalArgumentException(
                    "sysctl " + name + " shows the machine's state and cannot be set while it runs");
        } else {
            values.put(name, value);
        }
    }

    /** The value as the kernel hands it out: text with its NUL, 4 or 8 bytes of a number; null for an unknown name. */
    byte[] read(String name) {
        Supplier<Object> supplier = current().get(name);
        if (supplier == null) {
            return null;
        }
        Object value = supplier.get();
        if (value instanceof String) {
            return (value + "\0").getBytes(StandardCharsets.ISO_8859_1);
        }
        ByteMemory memory = ByteMemory.allocate(value instanceof Long ? 8 : 4);
        if (value instanceof Long) {
            memory.putLong(0, (Long) value);
        } else {
            memory.putInt(0, (Integer) value);
        }
        return memory.array();
    }

    /** Whether a program may write it; those that can be set are numbers or texts the kernel does not compute. */
    boolean isWritable(String name) {
        return name.startsWith("net.") && values.containsKey(name)
                || name.equals("kern.hostname")
                || name.equals("hw.hn.vf_xpnt_attwait");
    }

    /** Whether something stands below this name. */
    boolean isNode(String name) {
        for (String other : current().keySet()) {
            if (other.startsWith(name + ".")) {
                return true;
            }
        }
        return false;
    }

    /** The numbers of a name; null when there is none such. */
    int[] numbers(String name) {
        if (!isNode(name) && !current().containsKey(name)) {
            return null;
        }
        String[] parts = name.split("\\.");
        int[] oid = new int[parts.length];
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            path.append(i == 0 ? "" : ".").append(parts[i]);
            oid[i] = number(path.toString());
        }
        return oid;
    }

    private int number(String path) {
        for (int i = 1; i < TOP_LEVEL.length; i++) {
            if (TOP_LEVEL[i].equals(path)) {
                return i;
            }
        }
        Integer known = numbers.get(path);
        if (known == null) {
            known = nextNumber--;
            numbers.put(path, known);
        }
        return known;
    }

    /** The name of these numbers; null when there is none such. */
    String name(int[] oid) {
        List<String> names = new ArrayList<>(current().keySet());
        for (String leaf : names) {
            for (int end = leaf.length(); end > 0; end = leaf.lastIndexOf('.', end - 1)) {
                String name = leaf.substring(0, end);
                if (Arrays.equals(numbers(name), oid)) {
                    return name;
                }
            }
        }
        return null;
    }

    private Map<String, Supplier<Object>> current() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put(name, () -> value));
        all.putAll(computed);
        if ("hv".equals(values.get("kern.vm_guest"))) {
            HyperV hyperv = kernel.hyperv();
            all.put("hw.hn.vf_transparent", () -> hyperv.transparent() ? 1 : 0);
            all.put("hw.hn.vf_xpnt_attwait", () -> (int) hyperv.attachWait().toSeconds());
            all.put("hw.hn.vflist", hyperv::vfList);
            all.put("hw.hn.vfmap", hyperv::vfMap);
            for (HyperV.Hn hn : hyperv.hns()) {
                String prefix = "dev.hn." + hn.unit() + ".";
                all.put(prefix + "vf", hn::vf);
                all.put(prefix + "rxvf", hn::rxvf);
                all.put(prefix + "vf_xpnt_enabled", () -> hn.transparentVfEnabled() ? 1 : 0);
            }
        }
        return all;
    }
}
