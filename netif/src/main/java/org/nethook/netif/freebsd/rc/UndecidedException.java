package org.nethook.netif.freebsd.rc;

/** A value depends on something only a shell could do; the message names file and line. */
final class UndecidedException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecidedException(String message) {
        super(message);
    }
}
