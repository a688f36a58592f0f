package org.nethook.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads files whose paths the operator configured, and those that an argument of a command names; a plugin can read no others
 * through the host but those that its manifest declares.
 */
public interface ConfiguredFiles {

    /**
     * Reads a whole file as ISO 8859-1, so that no byte is lost or refused.
     *
     * @param key one of the plugin's own {@linkplain ConfigKey#file file keys}
     * @return empty when there is no such file
     * @throws SecurityException unless nethook.conf sets the key or the manifest declares its default under {@code Nethook-Files}
     * @throws IOException when it cannot be read, or is larger than a mebibyte
     */
    Optional<String> read(ConfigKey<Path> key) throws IOException;

    /**
     * The same for a file in a directory that a key names.
     *
     * @param directory one of the plugin's own {@linkplain ConfigKey#file file keys}, which names a directory
     * @param name the file's plain name
     * @throws SecurityException likewise, for the file
     * @throws IllegalArgumentException for a name that leads elsewhere: with a slash, or of nothing but dots
     */
    Optional<String> read(ConfigKey<Path> directory, String name) throws IOException;

    /**
     * Reads a file that somebody hands over by naming it as an argument of a command, once and as it is. It must be a regular
     * file with one name, owned by root or the user who runs nethook and writable by its owner only; so must be every
     * directory above it, though one with the sticky bit may be writable by all; none of them may be a symbolic link. What is
     * replaced or written to while it is read is refused.
     *
     * @param file an absolute path
     * @return its bytes, 64 KiB at most
     * @throws SecurityException when others could have written it, or it changed meanwhile; the message names the reason. Also
     *     when no argument of the command that runs is this path, to the letter, and the manifest does not declare it under
     *     {@code Nethook-Files}
     * @throws IllegalArgumentException for a path that is not absolute and plain
     * @throws IOException when it is not there, cannot be read, or is larger
     */
    byte[] submitted(Path file) throws IOException;
}
