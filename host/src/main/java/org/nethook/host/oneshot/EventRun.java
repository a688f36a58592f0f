package org.nethook.host.oneshot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.context.Waits;
import org.nethook.host.dispatch.DispatchResult;
import org.nethook.host.journal.Journal;
import org.nethook.host.waiting.WaitingRoom;
import org.nethook.host.waiting.WaitingWork;
import org.nethook.netif.event.EventLine;
import org.nethook.netif.event.EventLineException;

/** {@code nethook event}: one event through all plugins. */
public final class EventRun {
    private EventRun() {}

    /**
     * Runs the event that the arguments describe.
     *
     * @return 0, 70 when a plugin failed, or 75 when a step failed or an alarm was raised
     * @throws Failure when there is no such event, or the host cannot be started
     */
    public static int run(Arguments arguments, Invocation call) throws Failure {
        if (arguments.due() != null) {
            return DueRun.run(due(arguments), call);
        }
        InterfaceEvent event = event(arguments, call.machine().clock().instant());
        call.machine().warmUp();
        PlainJournal journal = new PlainJournal(call.out());
        OneShot.Prepared prepared = OneShot.Prepared.prepare(call);
        WaitingRoom room = arguments.dryRun() ? null : call.waitingRoom(prepared.state());
        ProcessWaits waits =
                room == null ? null : new ProcessWaits(room, call.machine().clock(), !arguments.await());
        Waits where = waits == null ? Waits.HERE : waits;
        try (OneShot shot = prepared.start(journal, where, arguments.dryRun())) {
            if (!arguments.dryRun()) {
                shot.hooks().recover();
            }
            if (waits != null) {
                waits.event(event);
                adoptOrphans(room, journal);
            }
            int before = journal.lines();
            DispatchResult result = shot.hooks().dispatch(event);
            if (result.listeners() == 0) {
                journal.note("nethook", "no plugin wants this event");
            }
            if (waits == null || arguments.await()) {
                shot.finish();
            } else {
                shot.finish(waits);
            }
            if (journal.lines() == before + 1) {
                journal.note("nethook", "the plugins that want this event had nothing to do");
            }
            return shot.status();
        }
    }

    private static void adoptOrphans(WaitingRoom room, Journal journal) {
        try {
            for (WaitingWork lost : room.adoptOrphans()) {
                journal.alarm(
                        lost.pluginId(), "this was not done, as the process that waited for it died: " + lost.what());
            }
        } catch (IOException e) {
            journal.alarm("nethook", "what processes that died were waiting for is not done: " + e.getMessage());
        }
    }

    private static Path due(Arguments arguments) throws Failure {
        if (!arguments.words().isEmpty() || arguments.line() != null || arguments.dryRun() || arguments.await()) {
            throw new Failure(ExitStatus.USAGE, "event takes --due alone; it is for nethook's own use");
        }
        return Path.of(arguments.due());
    }

    private static InterfaceEvent event(Arguments arguments, Instant at) throws Failure {
        return event(arguments.words(), arguments.line(), at);
    }

    /**
     * The event that a command line describes.
     *
     * @param words system, subsystem, type and variables
     * @param line the event as devd writes it, instead of words; may be null
     * @throws Failure when there is no such event
     */
    public static InterfaceEvent event(List<String> words, String line, Instant at) throws Failure {
        boolean asLine = line != null;
        if (asLine ? !words.isEmpty() : words.size() < 3) {
            throw new Failure(
                    ExitStatus.USAGE,
                    asLine
                            ? "event takes either --line or SYSTEM SUBSYSTEM TYPE, not both"
                            : "event needs SYSTEM SUBSYSTEM TYPE, such as IFNET hn0 LINK_UP, or --line LINE; see nethook event --help");
        }
        try {
            return asLine
                    ? EventLine.parse(line, at)
                    : EventLine.of(words.get(0), words.get(1), words.get(2), words.subList(3, words.size()), at);
        } catch (EventLineException e) {
            throw new Failure(ExitStatus.DATAERR, List.of((asLine ? "event line: " : "event: ") + e.getMessage()), e);
        }
    }
}
