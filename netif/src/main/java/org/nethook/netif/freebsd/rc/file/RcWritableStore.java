package org.nethook.netif.freebsd.rc.file;

import org.nethook.api.SystemConfigException;

/** A store whose files can be replaced. */
public interface RcWritableStore extends RcStore {

    /** A file that nobody else who locks files replaces meanwhile. */
    interface Lock extends AutoCloseable {
        /**
         * Replaces the file as a whole, or makes it, and keeps the text it had. On disk when this returns.
         *
         * @throws SystemConfigException when it cannot be written; the file is as it was
         */
        void replace(String text) throws SystemConfigException;

        @Override
        void close();
    }

    /** Why this file must not be written, as a sentence that names it; null when nothing is in the way. */
    String objection(String path);

    /**
     * The text a file had before it was last replaced.
     *
     * @return null when that is not known
     * @throws SystemConfigException when it cannot be read
     */
    String before(String path) throws SystemConfigException;

    /**
     * Waits for the file, and for nobody longer than some seconds.
     *
     * @throws SystemConfigException when somebody else keeps it, or must not write it
     */
    Lock lock(String path) throws SystemConfigException;
}
