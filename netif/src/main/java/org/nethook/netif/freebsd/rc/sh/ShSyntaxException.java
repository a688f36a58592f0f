package org.nethook.netif.freebsd.rc.sh;

/** The text is no valid sh; rc's shell would end on it. */
public final class ShSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    ShSyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
