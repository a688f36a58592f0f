package org.nethook.host.control;

/** A line that is no request; the message says what one is. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
