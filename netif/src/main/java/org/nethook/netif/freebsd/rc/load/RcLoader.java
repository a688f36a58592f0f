package org.nethook.netif.freebsd.rc.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.sh.ShEvaluator;
import org.nethook.netif.freebsd.rc.sh.ShExpansion;
import org.nethook.netif.freebsd.rc.sh.ShVariables;
import org.nethook.netif.freebsd.rc.sh.UndecidedException;

/** Reads the files in rc's order, as {@code load_rc_config netif} does. */
public final class RcLoader {
    private static final String DEFAULTS = "/etc/defaults/rc.conf";
    private static final String VENDOR = "/etc/defaults/vendor.conf";
    private final RcFiles files;
    private final List<String> order;
    private final List<String> services;
    private final ShVariables variables = new ShVariables();
    private final List<String> warnings = new ArrayList<>();
    private final ShEvaluator evaluator;

    /**
     * Nothing is read yet.
     *
     * @param order the files and directories to read; empty for rc's usual order
     * @param services whose files of rc.conf.d are read in rc's usual order
     */
    public RcLoader(RcFiles files, List<String> order, List<String> services) {
        this.services = services;
        this.files = files;
        this.order = order;
        this.evaluator = new ShEvaluator(files, variables, warnings);
    }

    public ShVariables variables() {
        return variables;
    }

    /** Whether nothing but the system's defaults sets a variable. */
    public boolean isDefault(String name) {
        String place = variables.place(name);
        return place != null && (place.startsWith(DEFAULTS) || place.startsWith(VENDOR));
    }

    /** The files that sysrc(8) looks in, in the order they are read. */
    public List<String> configurationFiles() throws SystemConfigException {
        List<String> paths = new ArrayList<>();
        for (String path : order.isEmpty() ? words("rc_conf_files", "") : order) {
            if (files.list(path) == null && !paths.contains(path)) {
                paths.add(path);
            }
        }
        return paths;
    }

    /** Lines that rc would run as a command and nethook does not. */
    public List<String> warnings() {
        return warnings;
    }

    /** @throws SystemConfigException when a file cannot be read, or rc would or might stop loading */
    public void load() throws SystemConfigException {
        for (String path : order) {
            files.give(path);
        }
        if (order.isEmpty()) {
            loadUsual();
        }
        for (String path : order) {
            loadFileOrDirectory(path);
        }
    }

    private void loadUsual() throws SystemConfigException {
        files.give(DEFAULTS);
        files.give(VENDOR);
        if (files.read(DEFAULTS) != null) {
            evaluator.load(DEFAULTS, null);
        } else {
            // What every FreeBSD's defaults say of the files to read; the rest of them is not known.
            variables.set("rc_conf_files", "/etc/rc.conf /etc/rc.conf.local", DEFAULTS);
            variables.set("local_startup", "/usr/local/etc/rc.d", DEFAULTS);
            evaluator.load(VENDOR, null);
        }
        Set<String> loaded = new HashSet<>();
        for (int pass = 0; pass < 2; pass++) {
            // The second pass is for what the first one redefined.
            for (String path : words("rc_conf_files", "")) {
                files.give(path);
                if (loaded.add(path)) {
                    evaluator.load(path, null);
                }
            }
        }
        String renamed = "_name";
        for (String service : services) {
            List<String> directories = new ArrayList<>(List.of("/etc"));
            directories.addAll(words("local_startup", ""));
            for (String directory : directories) {
                // Only the first service is looked for after rc.conf was read, which could have given it another name.
                for (String name : renamed == null ? List.of(service) : words(renamed, service)) {
                    String base =
                            directory.endsWith("/rc.d") ? directory.substring(0, directory.length() - 5) : directory;
                    loadFileOrDirectory(base + "/rc.conf.d/" + name);
                }
            }
            renamed = null;
        }
    }

    private void loadFileOrDirectory(String path) throws SystemConfigException {
        int slash = path.lastIndexOf('/');
        String service = path.startsWith("rc.conf.d", slash - 9) ? path.substring(slash + 1) : null;
        List<String> entries = files.list(path);
        if (entries == null) {
            evaluator.load(path, service);
        } else {
            for (String entry : entries) {
                evaluator.load(entry, service);
            }
        }
    }

    private List<String> words(String name, String unset) throws SystemConfigException {
        List<String> words = new ArrayList<>();
        try {
            String value = variables.value(name);
            StringBuilder word = new StringBuilder();
            for (char c : ((value == null ? unset : value) + " ").toCharArray()) {
                if (c == '*' || c == '?' || c == '[') {
                    throw new SystemConfigException(
                            name + "=\"" + value + "\" has a pattern; which files rc reads cannot be decided");
                }
                if (!ShExpansion.isBlank(c)) {
                    word.append(c);
                } else if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            }
        } catch (UndecidedException e) {
            throw new SystemConfigException("which files rc reads cannot be decided (" + name + "): " + e.getMessage());
        }
        return words;
    }
}
