package org.nethook.host.cli.resident;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Optional;
import org.nethook.host.cli.operator.Seat;
import org.nethook.host.daemon.Resident;
import org.nethook.host.oneshot.PlainJournal;
import org.nethook.host.operator.Desk;
import org.nethook.host.operator.HostReport;
import org.nethook.host.operator.Surroundings;

/** A seat for one request at the resident host: its plugins, with the contexts that their listeners have. */
final class ResidentSeat implements Seat {
    private final Resident resident;
    private final Outbox outbox;
    private final int width;
    private final PrintStream out;
    private final PrintStream err;

    ResidentSeat(Resident resident, Outbox outbox, int width) {
        this.resident = resident;
        this.outbox = outbox;
        this.width = width;
        this.out = new LineOutput(outbox, false).stream();
        this.err = new LineOutput(outbox, true).stream();
    }

    @Override
    public Occupied take(PrintStream journal, boolean dryRun) {
        Listener listener = Listener.toThisThread(new PlainJournal(outbox.lines(journal == err)));
        resident.audience().add(listener);
        return new Taken(resident, new Desk(surroundings(resident)), listener);
    }

    static Surroundings surroundings(Resident resident) {
        return new Surroundings(
                resident.platform().name() + " " + resident.platform().release(),
                resident.plugins(),
                resident.dispatcher().plugins().keepers(),
                resident.platform().query(),
                resident.state(),
                resident.clock());
    }

    @Override
    public Optional<HostReport> host() {
        return Optional.of(new HostReport(resident.dispatcher().status(), resident.malformed()));
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** The operator's terminal is at the other end of a socket; whoever wants to be asked is asked there. */
    @Override
    public boolean canAsk() {
        return false;
    }

    @Override
    public boolean ask(String question) {
        return false;
    }

    @Override
    public void outliveConnection() {
        // no order is ever interrupted here
    }

    private record Taken(Resident resident, Desk desk, Listener listener) implements Occupied {

        /** What was scheduled runs by itself, in its lane. */
        @Override
        public void settle() {
            // nothing is waited for
        }

        @Override
        public void close() {
            resident.audience().remove(listener);
        }
    }
}
