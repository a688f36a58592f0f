package org.nethook.api;

/** The arguments of a command are wrong; the message says which and what is allowed. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line that names the argument and what is allowed */
    public UsageException(String message) {
        super(message);
    }
}
