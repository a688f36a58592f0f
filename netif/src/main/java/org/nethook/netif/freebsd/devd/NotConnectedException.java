package org.nethook.netif.freebsd.devd;

/** devd could not be reached; the message is one line that says why and what helps. */
final class NotConnectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private NotConnectedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** ENOENT: there is no such file. */
    static NotConnectedException absent(String path) {
        return new NotConnectedException(
                "there is no " + path + ": devd is not running; \"service devd start\" starts it", null);
    }

    /** EACCES: not for this user. */
    static NotConnectedException forbidden(String path) {
        return new NotConnectedException(
                "this user may not connect to " + path + ": run nethook as root, or see who may write to that file",
                null);
    }

    /** ECONNREFUSED: nobody listens, or too many wait to be accepted. devd stops accepting while its slots are taken. */
    static NotConnectedException refused(String path) {
        return new NotConnectedException(
                path + " refuses connections: probably all of devd's client slots are taken (10, or what devd -l says),"
                        + " or devd has ended and left the file",
                null);
    }

    /** Anything else. */
    static NotConnectedException other(String path, String reason, Throwable cause) {
        return new NotConnectedException("cannot connect to " + path + ": " + reason, cause);
    }
}
