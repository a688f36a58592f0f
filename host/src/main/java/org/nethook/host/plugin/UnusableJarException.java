package org.nethook.host.plugin;

import org.pf4j.PluginRuntimeException;

/** A jar cannot be used; the message is the reason. Not pf4j's own, which takes its message for a format. */
final class UnusableJarException extends PluginRuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnusableJarException(String reason) {
        this.reason = reason;
    }

    UnusableJarException(Throwable cause, String reason) {
        super(cause);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
