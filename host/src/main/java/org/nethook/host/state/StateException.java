package org.nethook.host.state;

/** The state directory cannot be used; the message is one line that names the file and says what to do. */
public final class StateException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line for the operator */
    public StateException(String message) {
        super(message);
    }

    /**
     * @param message one line for the operator
     * @param cause what the system said
     */
    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
