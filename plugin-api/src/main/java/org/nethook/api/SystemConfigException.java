package org.nethook.api;

/** The system's configuration cannot be read; the message names the file, and the line where there is one. */
public final class SystemConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line that names the file and what is wrong with it */
    public SystemConfigException(String message) {
        super(message);
    }
}
