package org.nethook.api;

/** What an operator should see, in the timeline of {@code nethook replay} and in the log of the host. One line each. */
public interface Reporter {

    /**
     * Something worth knowing, such as why nothing was done. One with the words {@code all clear} and an interface's name ends the
     * plugin's alarms about that interface.
     */
    void note(String message);

    /** Something an operator must look at; {@code nethook status} shows it until it is over. */
    void alarm(String message);
}
