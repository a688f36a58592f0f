package org.nethook.netif.freebsd.rc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nethook.api.SystemConfigException;

/** The files of one load: which one may read, and how they were when they were looked at. */
final class RcFiles {
    private final RcStore store;
    private final Set<String> given = new HashSet<>();
    /** What was looked at, by path, and how it was then. */
    private final Map<String, String> stamps = new HashMap<>();

    private final long writes;

    RcFiles(RcStore store) {
        this.store = store;
        this.writes = store.writes();
        if (store instanceof RcTexts texts) {
            for (String path : texts.paths()) {
                given.add(path);
            }
        }
    }

    /** Whether files were replaced by this process since. */
    boolean wereWritten() {
        return store.writes() != writes;
    }

    /** Whether any file or directory that was looked at is another now, or came, or went. */
    boolean haveChanged() {
        for (Map.Entry<String, String> each : stamps.entrySet()) {
            if (!store.stamp(each.getKey()).equals(each.getValue())) {
                return true;
            }
        }
        return false;
    }

    private void lookAt(String path) {
        if (!stamps.containsKey(path)) {
            stamps.put(path, store.stamp(path));
        }
    }

    /** Allows a file to be read by name from within another one. */
    void give(String path) {
        given.add(path);
    }

    /** Whether another file may read this one by name. */
    boolean isGiven(String path) {
        return given.contains(path);
    }

    /** Whether there is such a file, or null where that is not known. */
    Boolean exists(String path) {
        lookAt(path);
        Boolean exists = store.exists(path);
        return exists == null && given.contains(path) ? Boolean.FALSE : exists;
    }

    /** As {@link RcStore#list}. */
    List<String> list(String directory) throws SystemConfigException {
        lookAt(directory);
        return store.list(directory);
    }

    /** As {@link RcStore#read}. */
    String read(String path) throws SystemConfigException {
        lookAt(path);
        return store.read(path);
    }
}
