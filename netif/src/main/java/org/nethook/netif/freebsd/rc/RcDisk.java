package org.nethook.netif.freebsd.rc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nethook.api.SystemConfigException;

/** The files of this machine. */
final class RcDisk implements RcStore {
    private static final long LIMIT = 1024 * 1024;

    @Override
    public Boolean exists(String path) {
        return Files.isRegularFile(Path.of(path));
    }

    @Override
    public List<String> list(String directory) throws SystemConfigException {
        if (!Files.isDirectory(Path.of(directory))) {
            return null;
        }
        List<String> paths = new ArrayList<>();
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

    @Override
    public String read(String path) throws SystemConfigException {
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

    @Override
    public String stamp(String path) {
        try {
            BasicFileAttributes now = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            return "";
        }
    }

    private static SystemConfigException unreadable(String path, IOException e) {
        return new SystemConfigException(path + ": it cannot be read: " + e);
    }
}
