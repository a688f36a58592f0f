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
            for (String path : new RcDraft(store, order).texts(changes).keySet()) {
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
                List<String> paths =
                        new ArrayList<>(new RcDraft(store, order).texts(changes).keySet());
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
        RcDraft draft = new RcDraft(store, order);
        Map<String, String> texts = draft.texts(changes);
        if (!locks.keySet().containsAll(texts.keySet())) {
            throw new SystemConfigException("the files changed while they were to be changed; try again");
        }
        Map<String, String> earlier = earlier(changes, texts);
        for (Map.Entry<String, String> each : earlier.isEmpty() ? texts.entrySet() : earlier.entrySet()) {
            locks.get(each.getKey()).replace(each.getValue());
        }
    }

    /** The kept texts, if taking the changes back from there gives exactly the texts of now; otherwise none. */
    private Map<String, String> earlier(List<VariableChange> changes, Map<String, String> texts)
            throws SystemConfigException {
        Map<String, String> kept = new TreeMap<>();
        for (String path : texts.keySet()) {
            String text = store.before(path);
            if (text == null) {
                return Map.of();
            }
            kept.put(path, text);
        }
        List<VariableChange> reversed = new ArrayList<>();
        for (int i = changes.size() - 1; i >= 0; i--) {
            reversed.add(changes.get(i).reversed());
        }
        try {
            RcDraft then = new RcDraft(new RcOverlay(store, kept), order);
            Map<String, String> again = then.texts(reversed);
            for (Map.Entry<String, String> each : again.entrySet()) {
                if (!each.getValue().equals(store.read(each.getKey()))) {
                    return Map.of();
                }
            }
            return again.keySet().equals(kept.keySet()) ? kept : Map.of();
        } catch (SystemConfigException e) {
            return Map.of(); // another text than the one before this change
        }
    }
}
