package org.nethook.netif.ffi;

/** libc cannot be called on this machine; the message is one line that says why and what to set. */
public final class LibcUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line for the operator
     * @param cause what the loader said
     */
    public LibcUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
