package org.nethook.testkit.fault;

import java.util.Objects;
import java.util.Optional;

/**
 * A system call that fails, and how.
 *
 * @param call its kind; empty for any
 * @param nth how many such calls from now on it takes, 1 for the next one
 * @param errno FreeBSD's number for the reason, such as 28 for ENOSPC (errno(2))
 * @param lasting whether every later such call fails too
 */
public record Fault(Optional<SystemCall> call, int nth, int errno, boolean lasting) {

    /** @throws IllegalArgumentException when a number is less than 1 */
    public Fault {
        Objects.requireNonNull(call);
        if (nth < 1 || errno < 1) {
            throw new IllegalArgumentException("nth and errno begin at 1, not " + nth + " and " + errno);
        }
    }

    /** The nth call of any kind fails once. */
    public static Fault any(int nth, int errno) {
        return new Fault(Optional.empty(), nth, errno, false);
    }

    /** The nth call of this kind fails once. */
    public static Fault of(SystemCall call, int nth, int errno) {
        return new Fault(Optional.of(call), nth, errno, false);
    }

    /** The same, and every later such call fails too. */
    public Fault fromThenOn() {
        return new Fault(call, nth, errno, true);
    }
}
