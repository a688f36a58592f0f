package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** How a process ended: its status, and all it wrote. */
record Outcome(int status, String out, String err) {

    /** The lines of standard output. */
    List<String> lines() {
        return out.lines().toList();
    }

    /** Fails unless it ended with this status and complained in exactly this one line. */
    void assertRefused(int expectedStatus, String expectedLine) {
        assertEquals(expectedLine + "\n", err);
        assertEquals("", out);
        assertEquals(expectedStatus, status);
    }

    /** Fails unless it ended with 0 and complained about nothing. */
    Outcome assertClean() {
        assertEquals("", err);
        assertEquals(0, status);
        return this;
    }
}
