package org.nethook.host.oneshot;

import java.time.Instant;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.dispatch.DispatchResult;
import org.nethook.netif.event.EventLine;
import org.nethook.netif.event.EventLineException;

/** {@code nethook event}: one event through all plugins. */
public final class EventRun {
    private EventRun() {}

    /**
     * Runs the event that the arguments describe.
     *
     * @return 0, 70 when a listener failed, or 75 when a step failed or an alarm was raised
     * @throws Failure when there is no such event, or the host cannot be started
     */
    public static int run(Arguments arguments, Invocation call) throws Failure {
        InterfaceEvent event = event(arguments, call.machine().clock().instant());
        call.machine().warmUp();
        PlainJournal journal = new PlainJournal(call.out());
        try (OneShot shot = OneShot.start(call, journal, arguments.dryRun())) {
            shot.hooks().recover();
            DispatchResult result = shot.hooks().dispatch(event);
            if (result.listeners() == 0) {
                journal.note("nethook", "no plugin wants this event");
            }
            shot.finish();
            if (journal.lines() == 1) {
                journal.note("nethook", "the plugins that want this event had nothing to do");
            }
            if (result.failures() > 0) {
                return ExitStatus.SOFTWARE;
            }
            return journal.hasFailed() ? ExitStatus.TEMPFAIL : ExitStatus.OK;
        }
    }

    private static InterfaceEvent event(Arguments arguments, Instant at) throws Failure {
        List<String> words = arguments.words();
        boolean asLine = arguments.line() != null;
        if (asLine ? !words.isEmpty() : words.size() < 3) {
            throw new Failure(
                    ExitStatus.USAGE,
                    asLine
                            ? "event takes either --line or SYSTEM SUBSYSTEM TYPE, not both"
                            : "event needs SYSTEM SUBSYSTEM TYPE, such as IFNET hn0 LINK_UP, or --line LINE; see nethook event --help");
        }
        try {
            return asLine
                    ? EventLine.parse(arguments.line(), at)
                    : EventLine.of(words.get(0), words.get(1), words.get(2), words.subList(3, words.size()), at);
        } catch (EventLineException e) {
            throw new Failure(ExitStatus.DATAERR, List.of((asLine ? "event line: " : "event: ") + e.getMessage()), e);
        }
    }
}
