package org.nethook.netif.freebsd.rc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Texts by path in place of a file system. */
final class RcTexts implements RcWritableStore {
    private final Map<String, String> texts = new ConcurrentSkipListMap<>();
    private volatile long writes;

    /** A path without a slash in front gets one. */
    RcTexts(Map<String, String> pathToText) {
        for (Map.Entry<String, String> entry : pathToText.entrySet()) {
            String path = entry.getKey();
            texts.put(path.startsWith("/") ? path : "/" + path, entry.getValue());
        }
    }

    /** Those there were at first. */
    Iterable<String> paths() {
        return texts.keySet();
    }

    /** Elsewhere there may be any file. */
    @Override
    public Boolean exists(String path) {
        return texts.containsKey(path) ? Boolean.TRUE : null;
    }

    @Override
    public List<String> list(String directory) {
        List<String> paths = new ArrayList<>();
        String prefix = directory + "/";
        for (String path : texts.keySet()) {
            if (path.startsWith(prefix)
                    && !path.startsWith(".", prefix.length())
                    && path.indexOf('/', prefix.length()) < 0) {
                paths.add(path);
            }
        }
        return paths.isEmpty() ? null : paths;
    }

    @Override
    public String read(String path) {
        return texts.get(path);
    }

    @Override
    public String stamp(String path) {
        return "";
    }

    @Override
    public long writes() {
        return writes;
    }

    @Override
    public String objection(String path) {
        return null;
    }

    @Override
    public Lock lock(String path) {
        return new Lock() {
            @Override
            public void replace(String text) {
                texts.put(path, text);
                writes++;
            }

            @Override
            public void close() {
                // the writer keeps threads apart
            }
        };
    }
}
