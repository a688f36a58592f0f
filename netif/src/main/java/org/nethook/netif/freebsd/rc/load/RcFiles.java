package org.nethook.netif.freebsd.rc.load;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.file.RcStore;
import org.nethook.netif.freebsd.rc.sh.ShFiles;

/** The files of one load: which one may read, and how they were when they were looked at. */
public final class RcFiles implements ShFiles {
    private final RcStore store;
    private final Set<String> given = new HashSet<>();
    /** What was looked at, by path, and how it was then. */
    private final Map<String, String> stamps = new HashMap<>();

    private final Set<String> wanted = new HashSet<>();
    private final long writes;

    /** Nothing is looked at yet. */
    public RcFiles(RcStore store) {
        this.store = store;
        this.writes = store.writes();
        for (String path : store.named()) {
            given.add(path);
        }
    }

    /** Whether files were replaced by this process since. */
    public boolean wereWritten() {
        return store.writes() != writes;
    }

    /** Whether any file or directory that was looked at is another now, or came, or went. */
    public boolean haveChanged() {
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

    /** What was looked at, and what a file wanted to read. */
    public Set<String> asked() {
        Set<String> asked = new HashSet<>(wanted);
        asked.addAll(stamps.keySet());
        return asked;
    }

    @Override
    public boolean isGiven(String path) {
        wanted.add(path);
        return given.contains(path);
    }

    @Override
    public Boolean exists(String path) {
        lookAt(path);
        Boolean exists = store.exists(path);
        return exists == null && given.contains(path) ? Boolean.FALSE : exists;
    }

    /** As {@link RcStore#list}. */
    List<String> list(String directory) throws SystemConfigException {
        lookAt(directory);
        return store.list(directory);
    }

    @Override
    public String read(String path) throws SystemConfigException {
        lookAt(path);
        return store.read(path);
    }
}
