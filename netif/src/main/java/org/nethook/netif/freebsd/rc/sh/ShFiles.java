package org.nethook.netif.freebsd.rc.sh;

import org.nethook.api.SystemConfigException;

/** The files that commands may look at. */
public interface ShFiles {

    /** Whether there is such a regular file; null where that is not known. */
    Boolean exists(String path);

    /** Whether another file may read this one by name. */
    boolean isGiven(String path);

    /**
     * Reads a file.
     *
     * @return null when there is none
     * @throws SystemConfigException when it cannot be read
     */
    String read(String path) throws SystemConfigException;
}
