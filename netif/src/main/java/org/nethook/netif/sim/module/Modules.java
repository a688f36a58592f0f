package org.nethook.netif.sim.module;

import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EBUSY;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EEXIST;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENAMETOOLONG;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.ENOENT;
import static org.nethook.netif.freebsd.abi.FreeBsdErrno.EPERM;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.KernelError;

/**
 * kldload(2) and its like (sys/kern/kern_linker.c). Modules with cloners are known: if_lagg, if_epair, if_bridge, if_gif,
 * if_tap, if_tun, if_vlan. All are built in until one is said to be loadable.
 */
public final class Modules {
    private static final int MAXPATHLEN = 1024;
    private static final int KERNEL_FILE = 1;
    private static final String SUFFIX = ".ko";
    private static final String DIRECTORY = "/boot/kernel/";
    private static final Set<String> CLONERS = Set.of("lagg", "epair", "bridge", "gif", "tap", "tun", "vlan");
    private static final String PREFIX = "if_";

    private final Kernel kernel;
    /** Names of modules, without suffix, and whether they are there. */
    private final Map<String, Boolean> loadable = new LinkedHashMap<>();
    /** By the number of the file. */
    private final TreeMap<Integer, String> files = new TreeMap<>();
    /** Numbers of modules that are there. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private int nextFile = KERNEL_FILE + 1;
    private int nextModule = 1;

    /** All modules are part of the kernel. */
    public Modules(Kernel kernel) {
        this.kernel = kernel;
        for (String cloner : kernel.cloners().names()) {
            if (CLONERS.contains(cloner)) {
                numbers.put(PREFIX + cloner, nextModule++);
            }
        }
    }

    /**
     * The module, such as {@code if_lagg}, is a file beside the kernel, not loaded yet.
     *
     * @throws IllegalArgumentException when there is no such module
     */
    public void makeLoadable(String module) {
        String cloner = module.startsWith(PREFIX) ? module.substring(PREFIX.length()) : "";
        if (!CLONERS.contains(cloner)) {
            throw new IllegalArgumentException("no module " + module);
        }
        loadable.put(module, false);
        numbers.remove(module);
        kernel.cloners().remove(cloner);
    }

    /** kldload(2): the number of the file. */
    public int load(String file, boolean root) {
        if (!root) {
            throw new KernelError(EPERM);
        }
        if (file.length() >= MAXPATHLEN) {
            throw new KernelError(ENAMETOOLONG);
        }
        String module = module(file);
        Boolean loaded = loadable.get(module);
        if (loaded == null) {
            throw new KernelError(numbers.containsKey(module) ? EEXIST : ENOENT);
        }
        if (loaded) {
            throw new KernelError(EEXIST);
        }
        loadable.put(module, true);
        files.put(nextFile, module);
        numbers.put(module, nextModule++);
        kernel.cloners().add(module.substring(PREFIX.length()));
        return nextFile++;
    }

    private static String module(String file) {
        String name = file.startsWith(DIRECTORY) ? file.substring(DIRECTORY.length()) : file;
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** kldunload(2): interfaces of the module go with it. */
    public void unload(int file, boolean root) {
        if (!root) {
            throw new KernelError(EPERM);
        }
        if (file == KERNEL_FILE) {
            throw new KernelError(EBUSY);
        }
        String module = requireFile(file);
        files.remove(file);
        numbers.remove(module);
        loadable.put(module, false);
        kernel.cloners().remove(module.substring(PREFIX.length()));
    }

    private String requireFile(int file) {
        String module = files.get(file);
        if (module == null) {
            throw new KernelError(ENOENT);
        }
        return module;
    }

    /** kldfind(2): the number of a file, with or without its suffix. */
    public int findFile(String file) {
        if (module(file).equals("kernel")) {
            return KERNEL_FILE;
        }
        for (Map.Entry<Integer, String> entry : files.entrySet()) {
            if (entry.getValue().equals(module(file))) {
                return entry.getKey();
            }
        }
        throw new KernelError(ENOENT);
    }

    /** modfind(2): the number of a module that is loaded or built in. */
    public int findModule(String module) {
        Integer number = numbers.get(module);
        if (number == null) {
            throw new KernelError(ENOENT);
        }
        return number;
    }

    /** kldnext(2): the number of the file after this one, 0 after the last; of the first after 0. */
    public int nextFile(int file) {
        if (file == 0) {
            return KERNEL_FILE;
        }
        if (file != KERNEL_FILE) {
            requireFile(file);
        }
        Integer next = files.higherKey(file);
        return next == null ? 0 : next;
    }

    /** kldfirstmod(2): the number of the first module in a file. */
    public int firstModule(int file) {
        return file == KERNEL_FILE ? numbers.values().stream().findFirst().orElse(0) : findModule(requireFile(file));
    }

    /** Whether kldstat(2) knows the file. */
    public boolean hasFile(int file) {
        return file == KERNEL_FILE || files.containsKey(file);
    }
}
