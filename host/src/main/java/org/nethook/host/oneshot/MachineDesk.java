package org.nethook.host.oneshot;

import java.io.PrintStream;
import org.nethook.host.operator.Desk;

/** This machine's desk, for as long as one command takes. */
public final class MachineDesk implements AutoCloseable {
    private final OneShot shot;
    private final Desk desk;

    private MachineDesk(OneShot shot, Desk desk) {
        this.shot = shot;
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
        OneShot shot = OneShot.start(call, new PlainJournal(journal), dryRun);
        shot.hooks().recover();
        return new MachineDesk(shot, new Desk(shot.surroundings()));
    }

    /** The desk. */
    public Desk desk() {
        return desk;
    }

    /**
     * Runs what was scheduled for later, each at its time.
     *
     * @throws Failure when that fails, or waiting for it was interrupted
     */
    public void settle() throws Failure {
        shot.finish();
    }

    @Override
    public void close() {
        shot.close();
    }
}
