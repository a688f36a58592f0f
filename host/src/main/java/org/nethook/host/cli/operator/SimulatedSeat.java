package org.nethook.host.cli.operator;

import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneId;
import org.nethook.host.operator.Desk;
import org.nethook.host.replay.SimulatedHost;

/** A seat at the machine that a scenario left behind. Nothing real can break, so nothing is asked. */
public final class SimulatedSeat implements Seat {
    /** What an order has to come to rest. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(2);

    private final SimulatedHost host;
    private final Desk desk;
    private final PrintStream out;
    private final int width;

    /**
     * @param desk the desk of the host
     * @param width the columns a line may have; 0 leaves every line whole
     */
    public SimulatedSeat(SimulatedHost host, Desk desk, PrintStream out, int width) {
        this.host = host;
        this.desk = desk;
        this.out = out;
        this.width = width;
    }

    /** The journal stays the scenario's timeline. */
    @Override
    public Occupied take(PrintStream journal, boolean dryRun) {
        return new OfHost();
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return out;
    }

    @Override
    public int width() {
        return width;
    }

    /** Virtual time begins at midnight here. */
    @Override
    public ZoneId zone() {
        return ZoneId.of("UTC");
    }

    @Override
    public boolean canAsk() {
        return true;
    }

    @Override
    public boolean ask(String question) {
        return true;
    }

    @Override
    public void outliveConnection() {
        // there is none
    }

    private final class OfHost implements Occupied {
        @Override
        public Desk desk() {
            return desk;
        }

        @Override
        public void settle() {
            host.runFor(AFTERWARDS);
        }

        @Override
        public void close() {
            // the scenario's
        }
    }
}
