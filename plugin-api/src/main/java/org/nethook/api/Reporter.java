package org.nethook.api;

/** What an operator should see, in the timeline of {@code nethook replay} and in the log of the host. One line each. */
public interface Reporter {

    /** Something worth knowing, such as why nothing was done. */
    void note(String message);

    /** Something an operator must look at. */
    void alarm(String message);
}
