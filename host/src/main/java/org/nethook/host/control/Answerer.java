package org.nethook.host.control;

import java.util.List;

/** Does what a request asks for. Called by several threads at once, each for one client. */
@FunctionalInterface
public interface Answerer {

    /**
     * Answers one request.
     *
     * @param args the words of a command line, after {@code nethook}
     * @param reply takes the lines of the answer as they are known
     * @return the exit status
     * @throws InterruptedException when the server is being closed
     */
    int answer(List<String> args, Reply reply) throws InterruptedException;
}
