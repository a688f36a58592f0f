package org.nethook.host.timeline;

import org.nethook.host.journal.Journal;

/** A journal of a whole run. The same calls in the same order give the same bytes. Used by one thread. */
public interface Timeline extends Journal {

    /** The run starts. Told once, before anything else. */
    void opening(Opening opening);

    /**
     * The hardware, or whoever sits at the machine, did something; the events it causes follow.
     *
     * @param what what it did
     * @param comment what there is to say about it, perhaps nothing
     */
    void hardware(String what, String comment);

    /**
     * The way traffic takes changed.
     *
     * @param works whether packets can get out and back
     * @param description the way, or why there is none
     */
    void path(boolean works, String description);

    /** The run is over. Told once, after everything else; writes out what was held back. */
    void summary(Summary summary);
}
