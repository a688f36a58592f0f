package org.nethook.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads files whose paths the operator configured; a plugin can read no others through the host. */
public interface ConfiguredFiles {

    /**
     * Reads a whole file as ISO 8859-1, so that no byte is lost or refused.
     *
     * @param key one of the plugin's own {@linkplain ConfigKey#file file keys}
     * @return empty when there is no such file
     * @throws IOException when it cannot be read, or is larger than a mebibyte
     */
    Optional<String> read(ConfigKey<Path> key) throws IOException;

    /**
     * The same for a file in a directory that a key names.
     *
     * @param directory one of the plugin's own {@linkplain ConfigKey#file file keys}, which names a directory
     * @param name the file's plain name
     * @throws IllegalArgumentException for a name that leads elsewhere: with a slash, or of nothing but dots
     */
    Optional<String> read(ConfigKey<Path> directory, String name) throws IOException;
}
