package org.nethook.host.pending;

/** How far one step of the plan in the log is. */
public enum Progress {
    /** Not reached. */
    WAITING,
    /** It was so already; undoing the plan leaves it alone. */
    FOUND,
    /** Begun; nobody knows whether it was done. */
    DOING,
    /** Done and verified. */
    DONE,
    /** Its undoing was begun; nobody knows whether it was done. */
    UNDOING,
    /** Undone. */
    UNDONE,
    /** Done, and nothing undoes it. */
    LASTING
}
