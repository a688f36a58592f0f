package org.nethook.api.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.netif.NetifException;

/** Runs scripts that an operator put on the machine, directly and without a shell, with the rights of the host. */
public interface Scripts {
    /** None: every script has an objection. */
    Scripts NONE = new Scripts() {
        @Override
        public Optional<String> objection(String path) {
            return Optional.of(path + " is not run: no scripts run here");
        }

        @Override
        public List<String> in(String directory) {
            return List.of();
        }

        @Override
        public Result run(String path, List<String> arguments, Map<String, String> environment, Duration limit)
                throws NetifException {
            throw new NetifException("run " + path, "", "no scripts run here");
        }
    };

    /**
     * How a script ended.
     *
     * @param status its exit status, 0 to 255; empty when it was killed because it took too long
     * @param output what it wrote to its standard output and error, line by line, the first 100 lines
     */
    record Result(Optional<Integer> status, List<String> output) {
        public Result {
            output = List.copyOf(output);
        }
    }

    /**
     * Why a script must not be run: its path is not absolute or not plain, or it is no regular file, not executable, not
     * owned by root or writable by others, or one of its parent directories is not owned by root or writable by others.
     *
     * @return a sentence that names the path; empty when it may be run
     */
    Optional<String> objection(String path);

    /**
     * The files in a directory, those that must not be run among them.
     *
     * @param directory its absolute path
     * @return their absolute paths in the order of their names, at most 100, without those that begin with a dot; none when there
     *     is no such directory
     */
    List<String> in(String directory);

    /**
     * Runs a script in {@code /}, directly and without a shell, with no input, and waits for its end; one that takes longer than
     * the limit is killed. A script with an {@link #objection} is not run.
     *
     * @param path absolute
     * @param arguments what it is given, in order
     * @param environment its environment, besides {@code PATH} and {@code HOME}, which are always the same
     * @throws IllegalArgumentException when the environment names {@code PATH} or {@code HOME}, or something that is no name of
     *     a variable (letters, digits and underscores, no digit in front), or a value has a NUL
     * @throws NetifException when it must not be run or cannot be started
     */
    Result run(String path, List<String> arguments, Map<String, String> environment, Duration limit)
            throws NetifException;

    /** The same without anything further in the environment. */
    default Result run(String path, List<String> arguments, Duration limit) throws NetifException {
        return run(path, arguments, Map.of(), limit);
    }
}
