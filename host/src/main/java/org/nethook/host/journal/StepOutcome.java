package org.nethook.host.journal;

/** How one step of a plan ended. */
public enum StepOutcome {
    /** Applied and verified. */
    DONE,
    /** The kernel refused it, or the state read back was not as it should be. */
    FAILED,
    /** Undone after a later step had failed. */
    UNDONE,
    /** Could not be undone. */
    UNDO_FAILED
}
