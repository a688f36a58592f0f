package org.nethook.netif.event;

/** An event is not well formed; the message is one line that says what is wrong and what is allowed. */
public final class EventLineException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line */
    public EventLineException(String message) {
        super(message);
    }
}
