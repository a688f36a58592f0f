package org.nethook.host.cli.operator;

import java.io.Console;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Locale;
import org.nethook.host.daemon.Signals;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.oneshot.MachineDesk;
import org.nethook.host.operator.Desk;
import org.nethook.host.timeline.ColourChoice;

/** A seat at this machine. */
public final class LocalSeat implements Seat {
    private final Invocation call;

    /** @param call the command and its streams */
    public LocalSeat(Invocation call) {
        this.call = call;
    }

    @Override
    public Occupied take(PrintStream journal, boolean dryRun) throws Failure {
        return new OfMachine(MachineDesk.open(call, journal, dryRun));
    }

    @Override
    public PrintStream out() {
        return call.out();
    }

    @Override
    public PrintStream err() {
        return call.err();
    }

    @Override
    public int width() {
        return ColourChoice.isTerminal() ? ColourChoice.ALWAYS.style().width() : 0;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.systemDefault();
    }

    @Override
    public String withoutHost() {
        if (call.machine().controlSocket() == null) {
            return "";
        }
        if (call.isOfItsOwn()) {
            return "not asked, because of --config, --plugins, --state or --debug";
        }
        return "none answers at " + call.machine().controlSocket() + "; each event is handled by a process of its own";
    }

    @Override
    public boolean canAsk() {
        return ColourChoice.isTerminal();
    }

    @Override
    public boolean ask(String question) {
        Console console = System.console();
        String answer = console == null ? null : console.readLine("%s [y/N] ", question);
        boolean yes = answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        if (!yes) {
            call.out().println("Nothing was touched.");
        }
        return yes;
    }

    /**
     * A shell whose connection is lost sends SIGHUP. A plan that was cut off there would leave the machine without the very
     * address that the operator needs to come back.
     */
    @Override
    public void outliveConnection() {
        Signals.handle("HUP", () -> {});
    }

    private record OfMachine(MachineDesk machine) implements Occupied {
        @Override
        public Desk desk() {
            return machine.desk();
        }

        @Override
        public void settle() throws Failure {
            machine.settle();
        }

        @Override
        public void close() {
            machine.close();
        }
    }
}
