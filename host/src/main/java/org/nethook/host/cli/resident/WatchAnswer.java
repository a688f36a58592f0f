package org.nethook.host.cli.resident;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.nethook.api.ExitStatus;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.control.Reply;
import org.nethook.host.daemon.Resident;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.json.HappeningJson;
import org.nethook.host.log.OneLine;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.PlainJournal;

/** {@code watch}: what happens, as it happens, until the client leaves or the host ends. */
final class WatchAnswer {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH);

    private final Resident resident;

    WatchAnswer(Resident resident) {
        this.resident = resident;
    }

    int answer(List<String> args, Reply reply) throws Failure, InterruptedException {
        boolean json = args.equals(List.of("--json"));
        if (!json && !args.isEmpty()) {
            throw new Failure(ExitStatus.USAGE, "watch takes --json and nothing else, not " + args.get(0));
        }
        Outbox outbox = new Outbox();
        InstantSource clock = resident.clock();
        Journal watching = json ? new AsJson(outbox, clock) : new PlainJournal(new Timed(outbox, clock), true);
        resident.audience().add(watching);
        try {
            outbox.deliver(reply, 0);
            return ExitStatus.OK;
        } finally {
            resident.audience().remove(watching);
        }
    }

    /** Each line with the time in front of it. */
    private record Timed(Outbox outbox, InstantSource clock) implements PlainJournal.Lines {
        @Override
        public void line(String text) {
            outbox.tell(false, TIME.format(clock.instant().atZone(ZoneId.systemDefault())) + "  " + text);
        }

        @Override
        public void flush() {
            // they leave as they come
        }
    }

    /** An object a line. */
    private record AsJson(Outbox outbox, InstantSource clock) implements Journal {
        @Override
        public void event(InterfaceEvent event) {
            tell(HappeningJson.event(now(), event));
        }

        @Override
        public void plan(String pluginId, Plan plan, boolean dryRun) {
            tell(HappeningJson.plan(now(), pluginId, plan, Cause.current()));
        }

        @Override
        public void step(String pluginId, Step step, StepOutcome outcome, String message) {
            tell(HappeningJson.step(now(), pluginId, step, outcome, message));
        }

        @Override
        public void note(String source, String message) {
            tell(HappeningJson.said(now(), "note", source, message, Cause.current()));
        }

        @Override
        public void alarm(String source, String message) {
            tell(HappeningJson.said(now(), "alarm", source, message, Cause.current()));
        }

        private Instant now() {
            return clock.instant();
        }

        private void tell(String line) {
            outbox.tell(false, OneLine.of(line));
        }
    }
}
