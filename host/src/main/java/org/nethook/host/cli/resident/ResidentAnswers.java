package org.nethook.host.cli.resident;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.nethook.api.ExitStatus;
import org.nethook.host.cli.ask.AskedHost;
import org.nethook.host.control.Answerer;
import org.nethook.host.control.Reply;
import org.nethook.host.daemon.Resident;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.PlainJournal;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.resident.status.MetricsText;
import org.nethook.host.spelling.Nearest;

/** Everything the resident host answers. Words of a command line in, what that command prints out. */
public final class ResidentAnswers implements Answerer {
    /** What is answered here and not by picocli. */
    static final List<String> OWN = List.of("event", "run", "watch", "metrics", "reload", "park", "unpark", "stop");

    private final Resident resident;
    private final Detached detached = new Detached();
    private final EventAnswer events;
    private final RunAnswer runs;
    private final WatchAnswer watches;
    private final Questions questions;

    /**
     * @param more further commands that change nothing
     */
    public ResidentAnswers(Resident resident, MoreQuestions more) {
        this.resident = resident;
        this.events = new EventAnswer(resident);
        this.runs = new RunAnswer(resident, detached);
        this.watches = new WatchAnswer(resident);
        this.questions = new Questions(resident, detached, more);
    }

    @Override
    public int answer(List<String> args, Reply reply) throws InterruptedException {
        try {
            return answer(args.get(0), args.subList(1, args.size()), args, reply);
        } catch (Failure e) {
            for (String line : e.lines()) {
                reply.err("nethook: " + line);
            }
            return e.status();
        }
    }

    private int answer(String command, List<String> rest, List<String> all, Reply reply)
            throws Failure, InterruptedException {
        switch (command) {
            case "event":
                return events.answer(rest, reply);
            case "run":
                return runs.answer(rest, reply);
            case "watch":
                return watches.answer(rest, reply);
            case AskedHost.PING:
                nothingMore(command, rest);
                return ExitStatus.OK;
            case "metrics":
                nothingMore(command, rest);
                MetricsText.of(resident.dispatcher().status()).lines().forEach(reply::out);
                return ExitStatus.OK;
            case "reload":
                nothingMore(command, rest);
                return detached.run("reload", this::reload, reply, 0, true);
            case "stop":
                nothingMore(command, rest);
                return stop();
            case "park":
                return park(pluginId(command, rest), reply);
            case "unpark":
                return unpark(pluginId(command, rest), reply);
            default:
                return questions.answer(all, reply);
        }
    }

    private static void nothingMore(String command, List<String> rest) throws Failure {
        if (!rest.isEmpty()) {
            throw new Failure(ExitStatus.USAGE, command + " takes nothing more, not " + rest.get(0));
        }
    }

    private int reload(Outbox outbox) throws InterruptedException {
        Listener listener = Listener.toThisThread(new PlainJournal(outbox.lines(true)));
        resident.audience().add(listener);
        try {
            boolean used = resident.reload();
            if (used) {
                outbox.tell(
                        false,
                        "Plugins and configuration are read again and in use: "
                                + resident.plugins().plugins().size() + " plugins.");
            }
            return used ? ExitStatus.OK : ExitStatus.CONFIG;
        } finally {
            resident.audience().remove(listener);
        }
    }

    /** Answered by the end of the host, which ends the connection. */
    private int stop() throws InterruptedException {
        resident.end();
        new CountDownLatch(1).await();
        return ExitStatus.OK;
    }

    private String pluginId(String command, List<String> rest) throws Failure {
        List<String> ids = new ArrayList<>();
        for (LoadedPlugin plugin : resident.plugins().plugins()) {
            ids.add(plugin.id());
        }
        if (rest.size() == 1 && ids.contains(rest.get(0))) {
            return rest.get(0);
        }
        String known = ids.isEmpty() ? "none is loaded" : "there are " + String.join(", ", ids);
        throw new Failure(
                ExitStatus.USAGE,
                rest.size() == 1
                        ? "no plugin " + rest.get(0) + "; " + known + Nearest.suggestion(rest.get(0), ids)
                        : command + " needs the id of one plugin; " + known);
    }

    private int park(String id, Reply reply) {
        resident.dispatcher().park(id);
        reply.out(id + " is parked: it is told of nothing until: nethook unpark " + id);
        return ExitStatus.OK;
    }

    private int unpark(String id, Reply reply) {
        reply.out(
                resident.dispatcher().unpark(id)
                        ? id + " is told of events again, and now of the state of every interface."
                        : id + " was not parked.");
        return ExitStatus.OK;
    }
}
