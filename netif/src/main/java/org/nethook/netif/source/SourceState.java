package org.nethook.netif.source;

/** How a source of events is doing. */
public enum SourceState {
    /** It is about to listen for the first time. */
    CONNECTING,
    /** It hears what happens from now on. */
    LISTENING,
    /** What it listened to is gone, or could not be reached; it tries again by itself. */
    LOST,
    /** There is nothing more to come, such as at the end of a file. */
    ENDED
}
