package org.nethook.netif.freebsd.rc.file;

import java.util.List;
import org.nethook.api.SystemConfigException;

/** Where rc's files stand. Paths are absolute, texts ISO 8859-1, a byte a character. */
public interface RcStore {

    /** Whether there is such a regular file; null where that is not known. */
    Boolean exists(String path);

    /**
     * The files of a directory in the order sh names them, without the hidden ones.
     *
     * @return null when it is no directory
     * @throws SystemConfigException when it cannot be read
     */
    List<String> list(String directory) throws SystemConfigException;

    /**
     * Reads a file.
     *
     * @return null when there is none
     * @throws SystemConfigException when it cannot be read, or is no regular file of at most a mebibyte
     */
    String read(String path) throws SystemConfigException;

    /** What is another text once the file or directory has changed, come or gone. */
    String stamp(String path);

    /** Files that others may read by name though they are not in rc's order. */
    default Iterable<String> named() {
        return List.of();
    }

    /** How often files were replaced through this object. */
    default long writes() {
        return 0;
    }
}
