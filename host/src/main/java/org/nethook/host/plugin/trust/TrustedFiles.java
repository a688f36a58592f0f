package org.nethook.host.plugin.trust;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.nethook.host.plugin.jar.UnusableJarException;

/**
 * Reads files that nobody but root and the running user could have written, once, into memory. The file that was read is the
 * one that was checked: Java tells nothing of an open file, so that device, inode and time of change by the path must be the
 * same before it was opened and after it was read; each rename and each write would change the last. So would putting a link in
 * its place and then the file back.
 */
public final class TrustedFiles {
    private static final String IDENTITY = "unix:dev,ino,ctime,size,mode,uid";

    /** Bytes that are read at once. */
    private static final int PIECE = 1 << 16;

    private final FileTrust trust = new FileTrust();
    private final Runnable betweenCheckAndRead;

    /** Looks at each directory once, so that one of these is used for one load. */
    public TrustedFiles() {
        this(null);
    }

    /** @param betweenCheckAndRead what happens to the file in the worst moment; null for nothing */
    TrustedFiles(Runnable betweenCheckAndRead) {
        this.betweenCheckAndRead = betweenCheckAndRead;
    }

    /**
     * The whole file.
     *
     * @param limit how many bytes it may have
     * @throws UnusableJarException when it is not trusted, too long or cannot be read; the message says why
     */
    public ByteBuffer read(Path file, int limit) {
        try {
            boolean checkable = FileTrust.knowsOwners(file);
            Map<String, Object> before = checkable ? identity(file) : Map.of();
            String distrust = checkable ? trust.distrust(file, before) : null;
            if (distrust != null) {
                throw new UnusableJarException(distrust);
            }
            if (betweenCheckAndRead != null) {
                betweenCheckAndRead.run();
            }
            ByteBuffer bytes = readOpened(file, limit);
            if (checkable && !before.equals(identity(file))) {
                throw new UnusableJarException("it was changed while it was read; try again when it is whole");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UnusableJarException(e, "there is no such file");
        } catch (AccessDeniedException e) {
            throw new UnusableJarException(e, "this user may not read it");
        } catch (IOException e) {
            throw new UnusableJarException(e, "it cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, Object> identity(Path file) throws IOException {
        return Files.readAttributes(file, IDENTITY, LinkOption.NOFOLLOW_LINKS);
    }

    /** By a file and not by a channel, whose classes and native library a start needs for nothing else. */
    private static ByteBuffer readOpened(Path file, int limit) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long size = in.length();
            if (size > limit) {
                throw new UnusableJarException("it has " + size + " bytes; " + limit + " are allowed");
            }
            // outside the heap, which is small in a resident host
            ByteBuffer bytes = ByteBuffer.allocateDirect((int) size);
            byte[] piece = new byte[Math.min((int) size, PIECE)];
            while (bytes.hasRemaining()) {
                int count = in.read(piece, 0, Math.min(piece.length, bytes.remaining()));
                if (count < 0) {
                    break; // it became shorter, which is noticed
                }
                bytes.put(piece, 0, count);
            }
            return bytes.flip();
        }
    }
}
