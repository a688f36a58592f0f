package org.nethook.netif.freebsd.rc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.nethook.api.SystemConfigException;

/** Where the loader finds its files: on disk, or in texts that somebody handed over. */
final class RcFiles {
    private static final long LIMIT = 1024 * 1024;
    private final Map<String, String> texts;
    private final Set<String> given = new HashSet<>();
    /** What was looked at, by path, and how it was then. */
    private final Map<String, String> stamps = new HashMap<>();

    private RcFiles(Map<String, String> texts) {
        this.texts = texts;
    }

    /** Texts by path; a path without a slash in front gets one. */
    static RcFiles ofTexts(Map<String, String> pathToText) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, String> entry : pathToText.entrySet()) {
            String path = entry.getKey();
            texts.put(path.startsWith("/") ? path : "/" + path, entry.getValue());
        }
        RcFiles files = new RcFiles(texts);
        files.given.addAll(texts.keySet());
        return files;
    }

    /** The files of this machine. */
    static RcFiles onDisk() {
        return new RcFiles(null);
    }

    /** Whether any file or directory that was looked at is another now, or came, or went. */
    boolean haveChanged() {
        for (Map.Entry<String, String> each : stamps.entrySet()) {
            if (!stamp(each.getKey()).equals(each.getValue())) {
                return true;
            }
        }
        return false;
    }

    private void lookAt(String path) {
        stamps.putIfAbsent(path, stamp(path));
    }

    private static String stamp(String path) {
        try {
            BasicFileAttributes now = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            return "";
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
        if (texts == null) {
            lookAt(path);
            return Files.isRegularFile(Path.of(path));
        }
        return texts.containsKey(path) ? Boolean.TRUE : given.contains(path) ? Boolean.FALSE : null;
    }

    /**
     * The files of a directory in the order sh names them, without the hidden ones.
     *
     * @return null when it is no directory
     */
    List<String> list(String directory) throws SystemConfigException {
        List<String> paths = new ArrayList<>();
        if (texts != null) {
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
        lookAt(directory);
        if (!Files.isDirectory(Path.of(directory))) {
            return null;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".") && Files.isRegularFile(entry)) {
                    paths.add(directory + "/" + name);
                }
            }
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        Collections.sort(paths);
        return paths;
    }

    /**
     * Reads a file.
     *
     * @return null when there is none
     */
    String read(String path) throws SystemConfigException {
        if (texts != null) {
            return texts.get(path);
        }
        lookAt(path);
        Path file = Path.of(path);
        if (!Files.exists(file) || Files.isDirectory(file)) {
            return null;
        }
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LIMIT) {
                throw new SystemConfigException(path + ": it is no regular file of at most a mebibyte");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static SystemConfigException unreadable(String path, IOException e) {
        return new SystemConfigException(path + ": it cannot be read: " + e);
    }
}
