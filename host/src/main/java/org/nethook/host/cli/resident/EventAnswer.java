package org.nethook.host.cli.resident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.control.Reply;
import org.nethook.host.control.Rest;
import org.nethook.host.daemon.Resident;
import org.nethook.host.dispatch.DispatchResult;
import org.nethook.host.oneshot.EventRun;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.PlainJournal;
import org.nethook.host.resident.Intake;
import org.nethook.host.resident.lane.Ended;
import org.nethook.host.resident.lane.EventEnd;

/** {@code event}: hands it in as if a source had heard it, and says what came of it. Safe for use by several threads. */
final class EventAnswer {
    private static final String LINE = "--line";

    private final Resident resident;
    private final Intake intake;
    private Instant last = Instant.MIN;

    EventAnswer(Resident resident) {
        this.resident = resident;
        this.intake = resident.dispatcher().source("socket");
        intake.state("answering");
    }

    /** Two events never have the same time, so that what is done for one is not told of the other. */
    private synchronized Instant now() {
        Instant now = resident.clock().instant();
        last = now.isAfter(last) ? now : last.plusNanos(1);
        return last;
    }

    int answer(List<String> args, Reply reply) throws Failure, InterruptedException {
        long begun = System.nanoTime();
        Within within = Within.of(args);
        InterfaceEvent event = event(within.words());
        reply.out(event.toString());
        Outbox outbox = new Outbox();
        PlainJournal journal = new PlainJournal(outbox.lines(false));
        Listener listener = Listener.toEvent(event, journal);
        EventEnd end = (ended, result) -> {
            resident.audience().remove(listener);
            outbox.end(end(ended, result, journal, outbox));
        };
        resident.audience().add(listener);
        Rest rest = () -> {
            int status = outbox.deliver(reply, within.leftNanos(begun));
            if (status == Outbox.UNFINISHED) {
                reply.out("nethook: accepted: still at work");
                return ExitStatus.OK;
            }
            return status;
        };
        if (within.limit().isZero() || within.limit().compareTo(Reply.TAKEN_OVER) > 0) {
            return reply.lend(() -> intake.run(event, end), rest);
        }
        intake.event(event, end);
        return rest.answer();
    }

    /** Says what there is to say, and returns the status that {@code nethook event} without a resident host would have. */
    private static int end(Ended ended, DispatchResult result, PlainJournal journal, Outbox outbox) {
        if (ended == Ended.COALESCED) {
            outbox.tell(false, "nethook: a newer event of its kind took its place");
            return ExitStatus.OK;
        }
        if (ended == Ended.DROPPED) {
            outbox.tell(false, "nethook: there was no room for it; the state of its interface is told instead");
            return ExitStatus.TEMPFAIL;
        }
        if (result.listeners() == 0) {
            outbox.tell(false, "nethook: no plugin wants this event");
        } else if (outbox.told() == 0) {
            outbox.tell(false, "nethook: the plugins that want this event had nothing to do");
        }
        if (result.failures() > 0) {
            return ExitStatus.SOFTWARE;
        }
        return journal.hasFailed() ? ExitStatus.TEMPFAIL : ExitStatus.OK;
    }

    private InterfaceEvent event(List<String> args) throws Failure {
        List<String> words = new ArrayList<>(args.size());
        String line = null;
        boolean onlyWords = false;
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (onlyWords || arg.length() < 2 || arg.charAt(0) != '-') {
                words.add(arg);
            } else if (arg.equals("--")) {
                onlyWords = true;
            } else if (arg.startsWith(LINE + "=")) {
                line = arg.substring(LINE.length() + 1);
            } else if (arg.equals(LINE) && i + 1 < args.size()) {
                line = args.get(++i);
            } else {
                throw new Failure(
                        ExitStatus.USAGE,
                        "the resident host takes events with --line LINE and, as the first word, --within TIME; not with "
                                + arg);
            }
        }
        return EventRun.event(words, line, now());
    }
}
