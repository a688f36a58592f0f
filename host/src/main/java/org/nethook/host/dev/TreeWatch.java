package org.nethook.host.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Notices that files were added, changed or removed. Looked at now and then; a change counts when two looks in a row saw the same,
 * so that what a compiler is still writing is left in peace. For one thread.
 */
final class TreeWatch {
    private final List<Path> roots;
    private Map<Path, String> accepted;
    private Map<Path, String> seen;

    /**
     * What is there now is what is known.
     *
     * @param roots files, and directories with all below them; they need not exist yet
     */
    TreeWatch(List<Path> roots) {
        this.roots = List.copyOf(roots);
        this.accepted = look();
        this.seen = accepted;
    }

    /** Looks once; returns whether there is a change that has settled. It is told once. */
    boolean hasChanged() {
        Map<Path, String> now = look();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(accepted)) {
            return false;
        }
        accepted = now;
        return true;
    }

    /** What is there now is known. */
    void accept() {
        accepted = look();
        seen = accepted;
    }

    /** Each file's inode, size and time. */
    private Map<Path, String> look() {
        Map<Path, String> files = new TreeMap<>();
        for (Path root : roots) {
            try {
                Files.walkFileTree(root, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        files.put(
                                file,
                                attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime());
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE; // gone, or never there: the next look sees what came of it
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e); // the visitor lets none through
            }
        }
        return files;
    }
}
