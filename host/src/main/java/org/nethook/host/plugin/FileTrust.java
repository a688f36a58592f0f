package org.nethook.host.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether others than root and the running user could have put their code into a jar: each of the jar and the
 * directories above it must be owned by one of the two, writable by its owner only, and no symbolic link.
 *
 * <p>Two things that look unsafe and are not are allowed: a directory everybody may write to but whose sticky bit keeps
 * them off each other's files, such as {@code /tmp}; and, for a user other than root, a file that is writable by the
 * group that carries that user's name and holds nobody else, as many systems create them. Where the file system knows
 * no owners and modes, everything is trusted.
 */
final class FileTrust {
    private static final int SYMLINK = 0120000;
    private static final int DIRECTORY = 0040000;
    private static final int TYPE = 0170000;
    private static final int STICKY = 01000;

    private final String user = System.getProperty("user.name", "");
    private final Map<Path, String> directories = new HashMap<>();

    /** Why the jar is not trusted; null when it is. */
    String distrust(Path jar) {
        Path path = jar.toAbsolutePath();
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return null;
        }
        try {
            String reason = distrustOne(path, "it");
            return reason != null || path.getParent() == null ? reason : distrustDirectory(path.getParent());
        } catch (IOException e) {
            return "its owner and mode cannot be read: " + e;
        }
    }

    private String distrustDirectory(Path directory) throws IOException {
        if (directories.containsKey(directory)) {
            return directories.get(directory);
        }
        String reason = distrustOne(directory, "directory " + directory);
        if (reason == null && directory.getParent() != null) {
            reason = distrustDirectory(directory.getParent());
        }
        directories.put(directory, reason);
        return reason;
    }

    private String distrustOne(Path path, String name) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) attributes.get("mode");
        int uid = (Integer) attributes.get("uid");
        if ((mode & TYPE) == SYMLINK) {
            return name + " is a symbolic link";
        }
        if (uid != 0 && !user.equals(posix(path).owner().getName())) {
            return name + " is owned by " + posix(path).owner().getName() + ", not by root"
                    + (user.equals("root") ? "" : " or " + user);
        }
        boolean sticky = (mode & TYPE) == DIRECTORY && (mode & STICKY) != 0;
        if ((mode & 0002) != 0 && !sticky) {
            return name + " can be written to by everybody (mode " + octal(mode) + ")";
        }
        if ((mode & 0020) != 0 && !sticky && !isPrivateGroup(path, uid)) {
            return name + " can be written to by group " + posix(path).group().getName() + " (mode " + octal(mode)
                    + ")";
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
