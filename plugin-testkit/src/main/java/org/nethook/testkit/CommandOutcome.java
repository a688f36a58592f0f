package org.nethook.testkit;

import java.util.List;

/**
 * How a command ended.
 *
 * @param status the exit status that {@code nethook run} would end with
 * @param out what the command printed
 * @param complaints the lines that {@code nethook run} would print to standard error because the command failed, without
 *     {@code nethook:} in front; what the command reported is among {@link TestHost#told}
 */
public record CommandOutcome(int status, String out, List<String> complaints) {

    public CommandOutcome {
        complaints = List.copyOf(complaints);
    }
}
