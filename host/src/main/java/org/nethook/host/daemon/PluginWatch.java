package org.nethook.host.daemon;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * Notices that jars of the plugins directory were added, replaced or removed. Looked at now and then; a change counts when
 * two looks in a row saw the same, so that a jar that is still being copied is left in peace. For one thread.
 */
final class PluginWatch {
    private final Path directory;
    private Map<String, String> accepted;
    private Map<String, String> seen;

    /** What is there now is what is known. */
    PluginWatch(Path directory) {
        this.directory = directory;
        this.accepted = look();
        this.seen = accepted;
    }

    /** Looks once; returns whether there is a change that has settled. It is told once. */
    boolean hasChanged() {
        Map<String, String> now = look();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(accepted)) {
            return false;
        }
        accepted = now;
        return true;
    }

    /** Name to inode, size and time of each jar; a directory that is gone has none. */
    private Map<String, String> look() {
        Map<String, String> jars = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
            for (Path file : files) {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                jars.put(
                        file.getFileName().toString(),
                        attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime());
            }
        } catch (IOException | DirectoryIteratorException e) {
            // half-way through a removal: the next look sees what came of it
            jars.put("", e.toString());
        }
        return jars;
    }
}
