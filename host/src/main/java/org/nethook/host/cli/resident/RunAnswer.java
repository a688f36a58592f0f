package org.nethook.host.cli.resident;

import java.io.PrintStream;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.host.control.Reply;
import org.nethook.host.daemon.Resident;
import org.nethook.host.dispatch.HookRuntime;
import org.nethook.host.oneshot.CommandRun;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.PlainJournal;

/** {@code run}: a plugin's command, with the context that the plugin's listeners have. */
final class RunAnswer {
    private final Resident resident;
    private final Detached detached;

    RunAnswer(Resident resident, Detached detached) {
        this.resident = resident;
        this.detached = detached;
    }

    int answer(List<String> args, Reply reply) throws Failure, InterruptedException {
        Within within = Within.of(args);
        List<String> words = within.words();
        int status = detached.run(
                "run", outbox -> run(words, outbox), reply, within.limit().toNanos(), true);
        if (status == Outbox.UNFINISHED) {
            reply.err("nethook: " + words.get(0) + " is still at work after "
                    + within.limit().toMillis() + " ms; it goes on, and what it says from now on is lost");
            return ExitStatus.TEMPFAIL;
        }
        return status;
    }

    private int run(List<String> words, Outbox outbox) throws Failure, InterruptedException {
        HookRuntime hooks = resident.dispatcher().plugins();
        Listener listener = Listener.toThisThread(new PlainJournal(outbox.lines(true)));
        resident.audience().add(listener);
        try (PrintStream out = new LineOutput(outbox, false).stream()) {
            if (words.isEmpty()) {
                return CommandRun.list(hooks.commands(), out);
            }
            if (words.get(0).startsWith("-")) {
                throw new Failure(
                        ExitStatus.USAGE,
                        "the resident host runs commands with no option but --within TIME, as the first word; not with "
                                + words.get(0));
            }
            int status = CommandRun.run(words.get(0), words.subList(1, words.size()), hooks, out);
            out.flush();
            return status;
        } finally {
            resident.audience().remove(listener);
        }
    }
}
