package org.nethook.host.control;

/** Unwinds a thread whose client another one took over. */
final class TakenOver extends Error {
    private static final long serialVersionUID = 1L;

    TakenOver() {
        super("this thread's client was taken over", null, false, false);
    }
}
