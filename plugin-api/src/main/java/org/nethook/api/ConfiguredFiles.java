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
}
