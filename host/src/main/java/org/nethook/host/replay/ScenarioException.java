package org.nethook.host.replay;

/** A scenario is wrong; the message is one line, {@code FILE:LINE: key: what is allowed}. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line */
    public ScenarioException(String message) {
        super(message);
    }
}
