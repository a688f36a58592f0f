package org.nethook.host.operator;

/** There is no such interface, or nobody has anything to do with it; the message says what there is instead. */
public final class UnknownInterfaceException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownInterfaceException(String message) {
        super(message);
    }
}
