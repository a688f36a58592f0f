package org.nethook.host.plugin.jar;

import org.pf4j.PluginRuntimeException;

/** A jar cannot be used; the message is the reason. Not pf4j's own, which takes its message for a format. */
public final class UnusableJarException extends PluginRuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason one line, which goes on after the name of the jar and a colon */
    public UnusableJarException(String reason) {
        this.reason = reason;
    }

    /** @param reason one line, which goes on after the name of the jar and a colon */
    public UnusableJarException(Throwable cause, String reason) {
        super(cause);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
