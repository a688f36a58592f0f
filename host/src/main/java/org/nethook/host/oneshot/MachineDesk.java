package org.nethook.host.oneshot;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.context.Waits;
import org.nethook.host.operator.Desk;

/** This machine's desk, for as long as one command takes. */
public final class MachineDesk implements AutoCloseable {
    private final OneShot shot;
    private final ProcessWaits waits;
    private final Desk desk;

    private MachineDesk(OneShot shot, ProcessWaits waits, Desk desk) {
        this.shot = shot;
        this.waits = waits;
        this.desk = desk;
    }

    /**
     * Loads plugins and configuration. Unless in a dry run, a plan that an earlier run did not end is brought to its end.
     *
     * @param journal where to tell of what is done, while it is done
     * @param dryRun whether every change is refused
     * @throws Failure when plugins or the configuration cannot be loaded
     */
    public static MachineDesk open(Invocation call, PrintStream journal, boolean dryRun) throws Failure {
        OneShot.Prepared prepared = OneShot.Prepared.prepare(call);
        PlainJournal lines = new PlainJournal(journal);
        if (dryRun) {
            OneShot shot = prepared.start(lines, Waits.HERE, true);
            return new MachineDesk(shot, null, new Desk(shot.surroundings()));
        }
        InstantSource clock = call.machine().clock();
        ProcessWaits waits = new ProcessWaits(call.waitingRoom(prepared.state()), clock, true);
        waits.event(new InterfaceEvent("NETHOOK", "nethook", "COMMAND", Map.of(), clock.instant()));
        OneShot shot = prepared.start(lines, waits, false);
        shot.hooks().recover();
        return new MachineDesk(shot, waits, new Desk(shot.surroundings()));
    }

    /** The desk. */
    public Desk desk() {
        return desk;
    }

    /**
     * Runs what is due; a process of its own waits for the rest.
     *
     * @throws Failure when that fails, or waiting for it was interrupted
     */
    public void settle() throws Failure {
        if (waits == null) {
            shot.finish();
        } else {
            shot.finish(waits);
        }
    }

    @Override
    public void close() {
        shot.close();
    }
}
