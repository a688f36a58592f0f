package org.nethook.netif.freebsd.rc.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.SystemSettings;
import org.nethook.api.plan.VariableChange;
import org.nethook.netif.freebsd.rc.file.RcOverlay;
import org.nethook.netif.freebsd.rc.file.RcWritableStore;
import org.nethook.netif.freebsd.rc.load.RcLoader;

/**
 * Changes rc.conf(5) where sysrc(8) would. A change that takes back exactly what led from the text a file had before to the one
 * it has gives back the one before, to the byte.
 */
public final class RcSettings implements SystemSettings {
    private static final Object ONE_WRITER = new Object();
    private final RcWritableStore store;
    private final List<String> order;

    /** @param order as for {@link RcLoader} */
    public RcSettings(RcWritableStore store, List<String> order) {
        this.store = store;
        this.order = order;
    }

    @Override
    public String file(String name) throws NetifException {
        try {
            return new RcDraft(store, order).file(name);
        } catch (SystemConfigException e) {
            throw failure("read", e);
        }
    }

    @Override
    public Optional<String> read(String name) throws NetifException {
        try {
            return Optional.ofNullable(new RcDraft(store, order).setting(name));
        } catch (SystemConfigException e) {
            throw failure("read", e);
        }
    }

    private static NetifException failure(String operation, SystemConfigException cause) {
        NetifException failure = new NetifException(operation + " the system's configuration", "", cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    @Override
    public Optional<String> objection(List<VariableChange> changes) {
        try {
            for (String path : texts(changes).keySet()) {
                String objection = store.objection(path);
                if (objection != null) {
                    return Optional.of(objection);
                }
            }
            return Optional.empty();
        } catch (SystemConfigException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public void write(List<VariableChange> changes) throws NetifException {
        synchronized (ONE_WRITER) {
            try {
                List<String> paths = new ArrayList<>(texts(changes).keySet());
                if (!paths.isEmpty()) {
                    write(changes, paths, 0, new TreeMap<>());
                }
            } catch (SystemConfigException e) {
                throw failure("change", e);
            }
        }
    }

    /** Takes the locks in the order of the paths, then writes what the texts under the locks ask for. */
    private void write(
            List<VariableChange> changes, List<String> paths, int next, Map<String, RcWritableStore.Lock> locks)
            throws SystemConfigException {
        if (next < paths.size()) {
            try (RcWritableStore.Lock lock = store.lock(paths.get(next))) {
                locks.put(paths.get(next), lock);
                write(changes, paths, next + 1, locks);
            }
            return;
        }
        Map<String, String> texts = texts(changes);
        if (!locks.keySet().containsAll(texts.keySet())) {
            throw new SystemConfigException("the files changed while they were to be changed; try again");
        }
        for (Map.Entry<String, String> each : texts.entrySet()) {
            locks.get(each.getKey()).replace(each.getValue());
        }
    }

    /** The texts of the files that change: those from before where the changes lead back to them, otherwise new ones. */
    private Map<String, String> texts(List<VariableChange> changes) throws SystemConfigException {
        RcDraft draft = new RcDraft(store, order);
        if (draft.isDone(changes)) {
            return Map.of();
        }
        Map<String, String> all = new TreeMap<>();
        for (String path : draft.files()) {
            String kept = store.before(path);
            if (kept != null) {
                all.put(path, kept);
            }
        }
        if (all.size() > 1 && leadsHere(all, changes)) {
            return all;
        }
        for (Map.Entry<String, String> each : all.entrySet()) {
            Map<String, String> one = Map.of(each.getKey(), each.getValue());
            if (leadsHere(one, changes)) {
                return one;
            }
        }
        return draft.texts(changes);
    }

    /** Whether taking the changes back from these texts gives exactly the texts of now. */
    private boolean leadsHere(Map<String, String> kept, List<VariableChange> changes) {
        List<VariableChange> reversed = new ArrayList<>();
        for (int i = changes.size() - 1; i >= 0; i--) {
            reversed.add(changes.get(i).reversed());
        }
        try {
            RcDraft then = new RcDraft(new RcOverlay(store, kept), order);
            if (!then.isDone(changes)) {
                return false;
            }
            Map<String, String> again = then.texts(reversed);
            for (Map.Entry<String, String> each : again.entrySet()) {
                if (!each.getValue().equals(store.read(each.getKey()))) {
                    return false;
                }
            }
            return again.keySet().equals(kept.keySet());
        } catch (SystemConfigException e) {
            return false; // another text than the one before this change
        }
    }
}
