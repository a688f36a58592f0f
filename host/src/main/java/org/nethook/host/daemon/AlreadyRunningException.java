package org.nethook.host.daemon;

import java.nio.file.Path;

/** Another resident host has the lock. */
final class AlreadyRunningException extends Exception {
    private static final long serialVersionUID = 1L;

    AlreadyRunningException(Path file, String pid) {
        super("another nethook daemon is running: process " + pid + ", which holds " + file);
    }
}
