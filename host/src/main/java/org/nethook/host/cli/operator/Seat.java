package org.nethook.host.cli.operator;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Optional;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.operator.Desk;
import org.nethook.host.operator.HostReport;

/** Where an operator sits: at this machine, or at the one that a scenario left behind. */
public interface Seat {

    /** A desk in use. */
    interface Occupied extends AutoCloseable {
        /** The desk. */
        Desk desk();

        /**
         * Lets everything happen that an order has scheduled for later.
         *
         * @throws Failure when that fails, or waiting for it was interrupted
         */
        void settle() throws Failure;

        @Override
        void close();
    }

    /**
     * Takes the desk.
     *
     * @param journal where to tell of what is done, while it is done
     * @param dryRun whether every change is refused
     * @throws Failure when there is none to be had
     */
    Occupied take(PrintStream journal, boolean dryRun) throws Failure;

    /** Where answers go. */
    PrintStream out();

    /** The columns a line of text may have; 0 leaves every line whole. */
    int width();

    /** The zone that times are shown in. */
    ZoneId zone();

    /** Where to tell of what is done while the answer is JSON. */
    PrintStream err();

    /** How the resident host at whose desk this is does; empty when this is no resident host. */
    default Optional<HostReport> host() {
        return Optional.empty();
    }

    /** Why {@link #host} is empty, in a sentence; empty where there is nothing to say about it. */
    default String withoutHost() {
        return "";
    }

    /** Whether there is an operator at a terminal who can be asked. */
    boolean canAsk();

    /** Asks; whether the answer was yes. */
    boolean ask(String question);

    /** From now on, what is done is done to the end, also when the operator's connection is lost. */
    void outliveConnection();
}
