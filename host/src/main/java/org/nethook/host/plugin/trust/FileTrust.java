package org.nethook.host.plugin.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.nethook.netif.script.ShellWord;

/**
 * Whether others than root and the running user could have put their code into a file: each of the directories above it,
 * from the root down, and then the file must be owned by one of the two, writable by its owner only, and no symbolic link.
 * From the root down, because what was found good stays so only where nobody can rename it.
 *
 * <p>Two things that look unsafe and are not are allowed: a directory everybody may write to but whose sticky bit keeps
 * them off each other's files, such as {@code /tmp}; and, for a user other than root, a file that is writable by the
 * group that carries that user's name and holds nobody else, as many systems create them. Where the file system knows
 * no owners and modes, everything is trusted.
 */
final class FileTrust {
    private static final int SYMLINK = 0120000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int TYPE = 0170000;
    private static final int STICKY = 01000;

    private final String user = System.getProperty("user.name", "");
    private final Map<Path, String> directories = new HashMap<>();

    /**
     * Why the file is not trusted, and what to do; null when it is.
     *
     * @param attributes its mode and uid, as {@code unix:mode,uid} tells them without following a link
     */
    String distrust(Path file, Map<String, Object> attributes) {
        Path path = file.toAbsolutePath();
        try {
            String reason = path.getParent() == null ? null : distrustDirectory(path.getParent());
            return reason != null ? reason : distrustOne(path, "it", REGULAR, attributes);
        } catch (IOException e) {
            return "its owner and mode cannot be read: " + e;
        }
    }

    static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private String distrustDirectory(Path directory) throws IOException {
        if (directories.containsKey(directory)) {
            return directories.get(directory);
        }
        String reason = directory.getParent() == null ? null : distrustDirectory(directory.getParent());
        if (reason == null) {
            Map<String, Object> attributes =
                    Files.readAttributes(directory, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
            reason = distrustOne(directory, "directory " + directory, DIRECTORY, attributes);
        }
        directories.put(directory, reason);
        return reason;
    }

    private String distrustOne(Path path, String name, int wanted, Map<String, Object> attributes) throws IOException {
        int mode = (Integer) attributes.get("mode");
        int uid = (Integer) attributes.get("uid");
        if ((mode & TYPE) == SYMLINK) {
            return name + " is a symbolic link; "
                    + (wanted == DIRECTORY ? "name the directory it leads to" : "put the file itself there");
        }
        if ((mode & TYPE) != wanted) {
            return name + " is no " + (wanted == DIRECTORY ? "directory" : "file");
        }
        if (uid != 0 && !user.equals(posix(path).owner().getName())) {
            return name + " is owned by " + posix(path).owner().getName() + ", not by root"
                    + (user.equals("root") ? "" : " or " + user) + "; look at what it is, then: chown "
                    + ShellWord.of(user) + " " + ShellWord.of(path);
        }
        boolean sticky = wanted == DIRECTORY && (mode & STICKY) != 0;
        if ((mode & 0002) != 0 && !sticky) {
            return name + " can be written to by everybody (mode " + octal(mode) + "); chmod go-w "
                    + ShellWord.of(path);
        }
        if ((mode & 0020) != 0 && !sticky && !isPrivateGroup(path, uid)) {
            return name + " can be written to by group " + posix(path).group().getName() + " (mode " + octal(mode)
                    + "); chmod g-w " + ShellWord.of(path);
        }
        return null;
    }

    private boolean isPrivateGroup(Path path, int uid) throws IOException {
        return uid != 0 && posix(path).group().getName().equals(user);
    }

    private static PosixFileAttributes posix(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static String octal(int mode) {
        return Integer.toOctalString(mode & 07777);
    }
}
