package org.nethook.netif.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Whether only root could have written a script, or put it where it is. What is run as root is as good as root's: the file
 * and every directory above it must be root's and writable by nobody else, and none of them a symbolic link, so that what
 * was checked is what is run.
 */
final class ScriptTrust {
    private static final int IFMT = 0170000;
    private static final int IFREG = 0100000;
    private static final int IFLNK = 0120000;
    private static final int OTHERS_WRITE = 0022;
    private static final int OWNER_EXECUTES = 0100;

    private final int owner;
    private final Path top;

    /**
     * @param owner the user id that counts as root's
     * @param top the directory above which nothing is looked at
     */
    ScriptTrust(int owner, Path top) {
        this.owner = owner;
        this.top = top;
    }

    Optional<String> objection(String text) {
        if (text.isEmpty() || text.charAt(0) != '/' || text.indexOf('\0') >= 0) {
            return Optional.of("\"" + text + "\" is not run: its path must begin with /");
        }
        Path path = Path.of(text);
        if (!path.normalize().toString().equals(text)) {
            return Optional.of(text + " is not run: its path must be plain, without . and .. and double slashes");
        }
        String file = inFile(path);
        if (file != null) {
            return Optional.of(text + " is not run: " + file);
        }
        Path directory = path.getParent();
        while (directory != null && directory.startsWith(top)) {
            String above = inDirectory(directory);
            if (above != null) {
                return Optional.of(text + " is not run: " + above);
            }
            directory = directory.getParent();
        }
        return Optional.empty();
    }

    private String inFile(Path path) {
        try {
            Map<String, Object> attributes = attributes(path);
            int mode = (Integer) attributes.get("mode");
            String general = general("it", mode, attributes);
            if (general != null) {
                return general;
            }
            if ((mode & IFMT) != IFREG) {
                return "it is no regular file";
            }
            return (mode & OWNER_EXECUTES) == 0 ? "it is not executable (chmod u+x)" : null;
        } catch (NoSuchFileException e) {
            return "there is no such file";
        } catch (IOException | UnsupportedOperationException e) {
            return "its owner and mode cannot be read: " + e;
        }
    }

    private String inDirectory(Path directory) {
        try {
            Map<String, Object> attributes = attributes(directory);
            return general("its directory " + directory, (Integer) attributes.get("mode"), attributes);
        } catch (IOException | UnsupportedOperationException e) {
            return "owner and mode of its directory " + directory + " cannot be read: " + e;
        }
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    }

    private String general(String name, int mode, Map<String, Object> attributes) {
        if ((mode & IFMT) == IFLNK) {
            return name + " is a symbolic link";
        }
        int uid = (Integer) attributes.get("uid");
        if (uid != owner) {
            return name + " is owned by user " + uid + ", not by root";
        }
        return (mode & OTHERS_WRITE) != 0 ? name + " is writable by others than its owner (chmod go-w)" : null;
    }
}
