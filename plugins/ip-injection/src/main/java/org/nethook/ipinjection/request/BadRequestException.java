package org.nethook.ipinjection.request;

/**
 * The request is refused, which is nothing unusual: there is no stack trace. The message is one line that is safe to print: where, what is wrong, and what is allowed.
 */
public final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message where, what is wrong and what is allowed; texts of the request in it are {@link Quoted} */
    public BadRequestException(String message) {
        super(message, null, false, false);
    }

    /** @param line the number of the line, 1 and up */
    public BadRequestException(int line, String message) {
        this("line " + line + ": " + message);
    }
}
