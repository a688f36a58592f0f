package org.nethook.netif.freebsd.rc.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.nethook.netif.script.ShellWord;

/**
 * Whether only root, or who runs this process, could have written a file or put it where it is. Symbolic links are followed,
 * and every directory on the way is looked at, also those that only a link leads to.
 */
public final class DiskTrust {
    private static final int IFMT = 0170000;
    private static final int IFREG = 0100000;
    private static final int IFDIR = 0040000;
    private static final int IFLNK = 0120000;
    private static final int OTHERS_WRITE = 0022;
    private static final int MOST_LINKS = 16;

    private final Path top;
    private final boolean onlyRoot;
    private final String user = System.getProperty("user.name");

    /**
     * @param top the directory above which nothing is looked at
     * @param onlyRoot whether a file of who runs this process is not trusted, unless that is root
     */
    public DiskTrust(Path top, boolean onlyRoot) {
        this.top = top;
        this.onlyRoot = onlyRoot;
    }

    /**
     * Where a path leads.
     *
     * @return a path without links; there may be no such file
     * @throws IOException when it is not trusted; the message is a sentence that names the culprit
     */
    Path resolve(String text) throws IOException {
        Deque<Path> names = new ArrayDeque<>();
        push(names, Path.of(text));
        Path at = Path.of("/");
        checkDirectory(at);
        int links = 0;
        while (!names.isEmpty()) {
            Path next = at.resolve(names.pop()).normalize();
            Map<String, Object> attributes;
            try {
                attributes = Files.readAttributes(next, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException e) {
                if (names.isEmpty()) {
                    return next;
                }
                throw new IOException("there is no directory " + next, e);
            }
            int type = (Integer) attributes.get("mode") & IFMT;
            if (type == IFLNK) {
                links++;
                if (links > MOST_LINKS) {
                    throw new IOException(text + " leads over too many symbolic links");
                }
                Path target = Files.readSymbolicLink(next);
                at = target.isAbsolute() ? Path.of("/") : at;
                push(names, target);
            } else if (names.isEmpty()) {
                check(next, attributes, IFREG, "regular file");
                return next;
            } else {
                checkDirectory(next);
                at = next;
            }
        }
        throw new IOException(text + " is no regular file");
    }

    /**
     * Why a file is not trusted.
     *
     * @return null when it is, or when there is no such file
     */
    public String objection(String path) {
        if (!Files.exists(Path.of(path))) {
            return null;
        }
        try {
            resolve(path);
            return null;
        } catch (IOException | UnsupportedOperationException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private static void push(Deque<Path> names, Path path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            names.push(path.getName(i));
        }
    }

    private void checkDirectory(Path directory) throws IOException {
        if (directory.startsWith(top)) {
            check(directory, Files.readAttributes(directory, "unix:mode,uid"), IFDIR, "directory");
        }
    }

    private void check(Path path, Map<String, Object> attributes, int type, String typeName) throws IOException {
        int mode = (Integer) attributes.get("mode");
        if ((mode & IFMT) != type) {
            throw new IOException(path + " is no " + typeName);
        }
        if ((Integer) attributes.get("uid") != 0) {
            String owner = Files.readAttributes(path, PosixFileAttributes.class)
                    .owner()
                    .getName();
            if (onlyRoot || !owner.equals(user)) {
                throw new IOException(path + " is owned by " + owner + ", not by root");
            }
        }
        if ((mode & OTHERS_WRITE) != 0) {
            throw new IOException(
                    path + " is writable by others than its owner (chmod go-w " + ShellWord.of(path) + ")");
        }
    }
}
