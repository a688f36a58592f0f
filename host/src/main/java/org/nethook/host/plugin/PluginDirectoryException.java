package org.nethook.host.plugin;

/** There is no plugins directory, or it cannot be read; the message is one line that names it. */
public final class PluginDirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line that names the directory */
    public PluginDirectoryException(String message) {
        super(message);
    }
}
