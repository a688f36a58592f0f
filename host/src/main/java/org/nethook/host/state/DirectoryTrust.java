package org.nethook.host.state;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.nethook.netif.script.ShellWord;

/**
 * Makes files and directories that only root and the running user can reach, and refuses those that others could have put
 * there or changed: what stands in them decides what is done to the machine.
 */
final class DirectoryTrust {
    private static final int TYPE = 0170000;
    private static final int SYMLINK = 0120000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int OTHERS = 0077;

    private final String user = System.getProperty("user.name", "");

    /** Makes the directory unless it is there, and checks it. */
    void makeDirectory(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            try {
                if (directory.getParent() != null) {
                    Files.createDirectories(directory.getParent());
                }
                Files.createDirectory(directory, mode("rwx------"));
            } catch (FileAlreadyExistsException e) {
                // another process was faster; it is checked like any other
            }
        }
        checkDirectory(directory);
    }

    /** @throws IOException that says why the directory is not trusted */
    void checkDirectory(Path directory) throws IOException {
        check(directory, DIRECTORY, "a directory", "0700");
    }

    /** @throws IOException that says why the file is not trusted */
    void checkFile(Path file) throws IOException {
        check(file, REGULAR, "a regular file", "0600");
    }

    /** Creates an empty file of mode 0600. */
    void createFile(Path file) throws IOException {
        Files.createFile(file, mode("rw-------"));
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    private void check(Path path, int type, String typeName, String wanted) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) attributes.get("mode");
        int uid = (Integer) attributes.get("uid");
        if ((mode & TYPE) == SYMLINK) {
            throw new Storage.RefusedException(path + " is a symbolic link; nethook's state must be " + typeName);
        }
        if ((mode & TYPE) != type) {
            throw new Storage.RefusedException(path + " is not " + typeName);
        }
        if (uid != 0) {
            String owner = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .owner()
                    .getName();
            if (!user.equals(owner)) {
                throw new Storage.RefusedException(path + " is owned by " + owner + ", not by "
                        + (user.equals("root") ? "root" : "root or " + user));
            }
        }
        if ((mode & OTHERS) != 0) {
            throw new Storage.RefusedException(path + " has mode " + Integer.toOctalString(mode & 07777)
                    + ", so others can reach it; make it " + wanted + ": chmod " + wanted + " " + ShellWord.of(path));
        }
    }
}
