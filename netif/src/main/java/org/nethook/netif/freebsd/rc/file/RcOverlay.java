package org.nethook.netif.freebsd.rc.file;

import java.util.List;
import java.util.Map;
import org.nethook.api.SystemConfigException;

/**
 * A store with other texts in the place of some of its files: how it would be.
 *
 * @param texts by path; none of them of a file in a directory that is read as a whole, unless it is there already
 */
public record RcOverlay(RcStore store, Map<String, String> texts) implements RcStore {

    @Override
    public Boolean exists(String path) {
        return texts.containsKey(path) ? Boolean.TRUE : store.exists(path);
    }

    @Override
    public List<String> list(String directory) throws SystemConfigException {
        return store.list(directory);
    }

    @Override
    public String read(String path) throws SystemConfigException {
        String text = texts.get(path);
        return text == null ? store.read(path) : text;
    }

    @Override
    public Iterable<String> named() {
        return store.named();
    }

    @Override
    public String stamp(String path) {
        return store.stamp(path);
    }
}
