package org.nethook.host.context;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * A file that somebody handed over, whose content decides what is done with the rights of root. Who wrote it is looked at before
 * it is opened, without following links; that it is still the same file, unchanged, after it was read. Java tells nothing
 * of an open descriptor, but a file that was moved away and back meanwhile has another change time.
 */
final class SubmittedFile {
    /** Largest file that is read, in bytes. */
    static final int LIMIT = 1 << 16;

    private static final String ATTRIBUTES = "unix:mode,uid,nlink,ino,dev,size,ctime,lastModifiedTime";
    private static final int IFMT = 0170000;
    private static final int IFREG = 0100000;
    private static final int IFLNK = 0120000;
    private static final int STICKY = 01000;
    private static final int OTHERS_WRITE = 0022;

    private final Path path;
    private final String user = System.getProperty("user.name", "");

    /** @throws IllegalArgumentException for a path that is not absolute and plain */
    SubmittedFile(Path path) {
        if (!path.isAbsolute() || !path.normalize().equals(path)) {
            throw new IllegalArgumentException(
                    "\"" + path + "\" is not the absolute path of a file, without . and .. in it");
        }
        this.path = path;
    }

    byte[] read() throws IOException {
        Map<String, Object> before = checked();
        byte[] bytes = bytes();
        check(before, bytes.length);
        return bytes;
    }

    /** What the file is; looked at right before it is opened. */
    Map<String, Object> checked() throws IOException {
        for (Path directory = path.getParent(); directory != null; directory = directory.getParent()) {
            Map<String, Object> attributes = attributes(directory);
            check(directory, "its directory " + directory, attributes);
        }
        Map<String, Object> attributes;
        try {
            attributes = attributes(path);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(path + ": there is no such file");
        }
        check(path, "it", attributes);
        if (((Integer) attributes.get("mode") & IFMT) != IFREG) {
            throw refused("it is no regular file");
        }
        if ((Integer) attributes.get("nlink") != 1) {
            throw refused("it has " + attributes.get("nlink")
                    + " names; allowed is one, so that nobody's other file is read");
        }
        if ((Long) attributes.get("size") > LIMIT) {
            throw tooLarge();
        }
        return attributes;
    }

    private Map<String, Object> attributes(Path of) throws IOException {
        try {
            return Files.readAttributes(of, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw new IOException(of + " is on a file system that knows no owners and modes", e);
        }
    }

    private void check(Path of, String name, Map<String, Object> attributes) throws IOException {
        int mode = (Integer) attributes.get("mode");
        if ((mode & IFMT) == IFLNK) {
            throw refused(name + " is a symbolic link");
        }
        if ((Integer) attributes.get("uid") != 0) {
            String owner = Files.getFileAttributeView(of, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .getOwner()
                    .getName();
            if (!owner.equals(user)) {
                throw refused(name + " is owned by " + owner + "; allowed is root"
                        + (user.equals("root") ? "" : " or " + user));
            }
        }
        boolean sticky = (mode & IFMT) != IFREG && (mode & STICKY) != 0;
        if ((mode & OTHERS_WRITE) != 0 && !sticky) {
            throw refused(name + " is writable by others than its owner (mode " + Integer.toOctalString(mode & 07777)
                    + "; chmod go-w)");
        }
    }

    /** At most one byte more than allowed. */
    private byte[] bytes() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LIMIT + 1);
        Set<OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = Files.newByteChannel(path, options)) {
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
        }
        if (!buffer.hasRemaining()) {
            throw tooLarge();
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** @param before what the file was before it was opened */
    void check(Map<String, Object> before, int length) throws IOException {
        Map<String, Object> after;
        try {
            after = attributes(path);
        } catch (NoSuchFileException e) {
            throw refused("it was taken away while it was read");
        }
        if (!after.equals(before) || (Long) after.get("size") != length) {
            throw refused("it was replaced or written to while it was read");
        }
    }

    private SecurityException refused(String why) {
        return new SecurityException(path + " is not read: " + why);
    }

    private IOException tooLarge() {
        return new IOException(path + " is larger than " + LIMIT + " bytes");
    }
}
