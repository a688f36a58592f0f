package org.nethook.netif.freebsd.rc.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Texts by path in place of a file system. */
public final class RcTexts implements RcWritableStore {
    private final Map<String, String> texts = new ConcurrentSkipListMap<>();
    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private volatile long writes;

    /** A path without a slash in front gets one. */
    public RcTexts(Map<String, String> pathToText) {
        for (Map.Entry<String, String> entry : pathToText.entrySet()) {
            String path = entry.getKey();
            texts.put(path.startsWith("/") ? path : "/" + path, entry.getValue());
        }
    }

    /** Somebody else than a writer of ours replaces a file: nothing of it is kept. */
    public void put(String path, String text) {
        texts.put(path, text);
        writes++;
    }

    @Override
    public Iterable<String> named() {
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
    public String before(String path) {
        return kept.get(path);
    }

    @Override
    public Lock lock(String path) {
        return new Lock() {
            @Override
            public void replace(String text) {
                String before = texts.put(path, text);
                if (before != null) {
                    kept.put(path, before);
                }
                writes++;
            }

            @Override
            public void close() {
                // the writer keeps threads apart
            }
        };
    }
}
