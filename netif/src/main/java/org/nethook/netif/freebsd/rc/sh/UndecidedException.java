package org.nethook.netif.freebsd.rc.sh;

/** A value depends on something only a shell could do; the message names file and line. */
public final class UndecidedException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecidedException(String message) {
        super(message);
    }
}
