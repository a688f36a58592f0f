package org.nethook.host.control;

/** Takes an answer, line by line. A client that is gone or does not read loses it; nobody waits for it for long. */
public interface Reply {

    /** A line for standard output; a line break in it starts another one. */
    void out(String line);

    /** A line for standard error; a line break in it starts another one. */
    void err(String line);

    /** Whether the client is still there, as far as is known. What streams without end asks this. */
    boolean isWanted();
}
