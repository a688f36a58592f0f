package org.nethook.host.context;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where configured files are read from: the disk, or a scenario. */
@FunctionalInterface
public interface FileSource {
    /** Largest file that is read, in bytes. */
    int LIMIT = 1 << 20;

    /**
     * Reads a whole file as ISO 8859-1.
     *
     * @return empty when there is none
     * @throws IOException when it cannot be read or is larger than {@link #LIMIT}
     */
    Optional<String> read(Path file) throws IOException;

    /**
     * Reads a file that somebody handed over; see {@link org.nethook.api.ConfiguredFiles#submitted}.
     *
     * @throws SecurityException when others could have written it
     */
    default byte[] submitted(Path file) throws IOException {
        return new SubmittedFile(file).read();
    }

    /** The machine's own files. */
    static Optional<String> fromDisk(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IOException(file + " is larger than a mebibyte");
            }
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
