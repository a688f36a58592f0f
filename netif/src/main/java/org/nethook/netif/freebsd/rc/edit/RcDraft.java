package org.nethook.netif.freebsd.rc.edit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nethook.api.SystemConfigException;
import org.nethook.api.plan.VariableChange;
import org.nethook.netif.freebsd.rc.file.RcOverlay;
import org.nethook.netif.freebsd.rc.file.RcStore;
import org.nethook.netif.freebsd.rc.load.RcFiles;
import org.nethook.netif.freebsd.rc.load.RcLoader;
import org.nethook.netif.freebsd.rc.sh.UndecidedException;

/** How the files would be with changes made, and whether rc would then read what is wanted and nothing else. */
final class RcDraft {
    private final RcStore store;
    private final List<String> order;
    private final RcLoader now;

    /** @throws SystemConfigException when the files as they are cannot be followed */
    RcDraft(RcStore store, List<String> order) throws SystemConfigException {
        this.store = store;
        this.order = order;
        this.now = load(store, order);
    }

    private static RcLoader load(RcStore store, List<String> order) throws SystemConfigException {
        RcLoader loader = new RcLoader(new RcFiles(store), order, List.of("netif"));
        loader.load();
        return loader;
    }

    /** What the machine's own files set a variable to, or null. */
    String setting(String name) throws SystemConfigException {
        return setting(now, name);
    }

    private static String setting(RcLoader loader, String name) throws SystemConfigException {
        try {
            return loader.isDefault(name) ? null : loader.variables().value(name);
        } catch (UndecidedException e) {
            throw new SystemConfigException(name + " cannot be decided: " + e.getMessage());
        }
    }

    /** Whether everything is as it is to be after the changes. */
    boolean isDone(List<VariableChange> changes) throws SystemConfigException {
        for (VariableChange change : changes) {
            if (!Optional.ofNullable(setting(change.name())).equals(change.after())) {
                return false;
            }
        }
        return true;
    }

    /** The files that can be changed. */
    List<String> files() throws SystemConfigException {
        return now.configurationFiles();
    }

    /** The file that sets a variable last, or else the first of those where it could be set. */
    String file(String name) throws SystemConfigException {
        return file(name, Map.of());
    }

    private String file(String name, Map<String, String> drafts) throws SystemConfigException {
        List<String> paths = now.configurationFiles();
        for (int i = paths.size() - 1; i >= 0; i--) {
            if (new RcText(text(paths.get(i), drafts)).sets(name)) {
                return paths.get(i);
            }
        }
        if (paths.isEmpty()) {
            throw new SystemConfigException("no file is named in which " + name + " could be set (rc_conf_files)");
        }
        return paths.get(0);
    }

    private String text(String path, Map<String, String> drafts) throws SystemConfigException {
        String text = drafts.containsKey(path) ? drafts.get(path) : store.read(path);
        return text == null ? "" : text;
    }

    /**
     * The texts of the files that change.
     *
     * @return none when everything is as wanted already
     * @throws SystemConfigException when a variable is neither as before nor as after the change, or is set where it cannot be
     *     changed, or another one would change with it
     */
    Map<String, String> texts(List<VariableChange> changes) throws SystemConfigException {
        Map<String, String> drafts = new TreeMap<>();
        Set<String> changed = new HashSet<>();
        for (VariableChange change : changes) {
            Optional<String> is = Optional.ofNullable(setting(change.name()));
            if (!is.equals(change.after())) {
                if (!is.equals(change.before())) {
                    throw new SystemConfigException(other(change, is));
                }
                draft(change, drafts);
                changed.add(change.name());
            }
        }
        if (!changed.isEmpty()) {
            check(changes, changed, new RcOverlay(store, drafts));
        }
        return drafts;
    }

    private String other(VariableChange change, Optional<String> is) {
        String place = now.variables().place(change.name());
        return change.name() + (is.isEmpty() ? " is not set" : " is \"" + is.get() + "\" (" + place + ")") + " by now, "
                + (change.before().isEmpty()
                        ? "before it was not"
                        : "not \"" + change.before().get() + "\"");
    }

    private void draft(VariableChange change, Map<String, String> drafts) throws SystemConfigException {
        String name = change.name();
        if (change.after().isPresent()) {
            String path = file(name, drafts);
            drafts.put(
                    path,
                    new RcText(text(path, drafts)).with(name, change.after().get()));
            return;
        }
        for (String path : now.configurationFiles()) {
            RcText text = new RcText(text(path, drafts));
            if (text.sets(name)) {
                drafts.put(path, text.without(name));
            }
        }
    }

    /** @throws SystemConfigException when rc would not read what is wanted, or something else would change too */
    private void check(List<VariableChange> changes, Set<String> changed, RcStore wanted) throws SystemConfigException {
        RcLoader then = load(wanted, order);
        for (VariableChange change : changes) {
            Optional<String> value = Optional.ofNullable(setting(then, change.name()));
            if (!value.equals(change.after())) {
                String place = then.variables().place(change.name());
                String why = place == null ? "rc would not read what is added" : place + " would still set it";
                throw new SystemConfigException(
                        change.name() + " cannot be changed safely: " + why + "; change that by hand");
            }
        }
        Set<String> names = now.variables().names();
        names.addAll(then.variables().names());
        names.removeAll(changed);
        for (String name : names) {
            if (!now.variables().isSame(name, then.variables())) {
                throw new SystemConfigException(String.join(", ", changed) + " cannot be changed without " + name
                        + ", which depends on it (" + now.variables().place(name) + ")");
            }
        }
    }
}
