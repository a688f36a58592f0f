package org.nethook.host.oneshot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.host.state.StateException;
import org.nethook.host.waiting.Due;
import org.nethook.host.waiting.WaitingRoom;
import org.nethook.host.waiting.WaitingWork;

/**
 * {@code nethook event --due FILE}: what a waiting process runs when the time of its work has come. A listener that can {@linkplain
 * org.nethook.api.InterfaceEventListener#resume resume} the work does so. Else the event at which it was scheduled is run again, for its
 * plugin only, and of what it schedules only that work is done, at once.
 */
final class DueRun {
    /** Less than the second to which a waiter can sleep, and some: what is further off, it sleeps for again. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private DueRun() {}

    /**
     * Does what is due.
     *
     * @return as {@link EventRun#run}; 0 too when there is nothing to do any more
     * @throws Failure when it cannot be told whether there is, or the host cannot be started
     */
    static int run(Path file, Invocation call) throws Failure {
        InstantSource clock = call.machine().clock();
        WaitingRoom room = call.waitingRoom(file.toAbsolutePath().getParent().getParent());
        Due due = take(room, file);
        while (due.kind() == Due.Kind.NOT_YET) {
            Duration left = Duration.between(clock.instant(), due.at());
            if (left.compareTo(SHORT) > 0) {
                return ExitStatus.OK;
            }
            sleep(left, call);
            due = take(room, file);
        }
        return due.kind() == Due.Kind.NOTHING ? ExitStatus.OK : run(due, new ProcessWaits(room, clock, true), call);
    }

    private static int run(Due due, ProcessWaits waits, Invocation call) throws Failure {
        WaitingWork work = due.work();
        PlainJournal lines = new PlainJournal(call.out());
        DueJournal journal = new DueJournal();
        try (OneShot shot = OneShot.Prepared.prepare(call).start(lines, journal, waits, false)) {
            shot.hooks().recover();
            if (work.told() && !work.purpose().isEmpty()) {
                lines.note(work.pluginId(), "after " + work.event() + ": " + work.purpose());
            }
            waits.event(work.event());
            if (work.pluginId().equals(ProcessWaits.HOST)) {
                // starting looked after it; what that left to be watched is watched here
                shot.finish();
                return shot.status();
            }
            if (due.again()) {
                // The nethook that had it in memory is gone; the event leads to all that it has to lead to.
                shot.hooks().dispatchAgain(work.event(), work.pluginId());
            } else if (!shot.hooks().resume(work.pluginId(), work.key(), work.what())) {
                runAgain(work, waits, journal, shot);
            }
            shot.finish();
            return shot.status();
        }
    }

    private static void runAgain(WaitingWork work, ProcessWaits waits, DueJournal journal, OneShot shot) {
        try {
            journal.repeatsFollow(work.pluginId(), work.event(), shot.history());
        } catch (StateException e) {
            journal.repeatsFollow(); // told twice is better than not at all
        }
        waits.redo(work);
        shot.hooks().dispatchAgain(work.event(), work.pluginId());
        waits.redoEnded();
        journal.newsFollows();
    }

    private static Due take(WaitingRoom room, Path file) throws Failure {
        try {
            return room.takeDue(file);
        } catch (IOException e) {
            throw new Failure(ExitStatus.TEMPFAIL, List.of("what waits cannot be read: " + e.getMessage()), e);
        }
    }

    private static void sleep(Duration time, Invocation call) throws Failure {
        try {
            call.machine().sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitStatus.TEMPFAIL, "interrupted while waiting for scheduled work");
        }
    }
}
