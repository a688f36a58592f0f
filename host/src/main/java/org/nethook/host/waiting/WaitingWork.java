package org.nethook.host.waiting;

import java.time.Instant;
import java.util.Objects;
import org.nethook.api.event.InterfaceEvent;

/**
 * Work of a plugin that waits for its time.
 *
 * @param pluginId whose it is
 * @param key what it is about; a plugin has one pending work a key
 * @param purpose what it is for; empty when nobody said
 * @param due when its time comes
 * @param event the event at which it was given; null when that was a command, which nobody can run again
 * @param told whether the operator is told that it waits, and that its time has come
 */
public record WaitingWork(
        String pluginId, String key, String purpose, Instant due, InterfaceEvent event, boolean told) {

    /** Work of which the operator is told. */
    public WaitingWork(String pluginId, String key, String purpose, Instant due, InterfaceEvent event) {
        this(pluginId, key, purpose, due, event, true);
    }

    public WaitingWork {
        Objects.requireNonNull(pluginId);
        Objects.requireNonNull(key);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(due);
    }

    /** What it is called where it must be called something. */
    public String what() {
        return purpose.isEmpty() ? key : purpose;
    }

    /** The name of its file. Neither part can hold a separator. */
    String fileName() {
        return fileName(pluginId, key);
    }

    static String fileName(String pluginId, String key) {
        return pluginId + "@" + key;
    }
}
