package org.nethook.host.cli.resident;

import java.util.List;
import java.util.concurrent.Callable;
import org.nethook.api.ExitStatus;
import org.nethook.host.oneshot.AskedHost;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that only a resident host can follow; without one they say so. */
public final class HostCommands {
    private HostCommands() {}

    /** Adds them to a command line. */
    public static void addTo(CommandLine all, Invocation call) {
        all.addSubcommand(new Watch(call));
        all.addSubcommand(new Metrics(call));
        all.addSubcommand(new Reload(call));
        all.addSubcommand(new Park(call));
        all.addSubcommand(new Unpark(call));
        all.addSubcommand(new Stop(call));
    }

    private static AskedHost host(Invocation call) throws Failure {
        AskedHost host = AskedHost.find(call);
        if (host == null) {
            throw new Failure(
                    ExitStatus.UNAVAILABLE,
                    "no resident host runs (there is no socket "
                            + call.machine().controlSocket() + "); nethook daemon starts one");
        }
        if (!host.isAlive()) {
            throw new Failure(
                    ExitStatus.UNAVAILABLE,
                    "no resident host answers at " + call.machine().controlSocket()
                            + ": it has ended or hangs, or the socket is not yours to use");
        }
        return host;
    }

    private static int ask(Invocation call, String... words) throws Failure {
        int status = host(call).stream(List.of(words), call);
        if (status != AskedHost.NO_HOST) {
            return status;
        }
        call.out().flush();
        throw new Failure(
                ExitStatus.TEMPFAIL, "the resident host no longer answers; " + words[0] + " may be half done");
    }

    @Command(
            name = "watch",
            header = "Show what the resident host does, as it does it.",
            description =
                    "%nEvents that a plugin wants, plans, steps, notes and alarms, until you or the host end it.%n",
            footerHeading = "%nExamples:%n",
            footer = {"  nethook watch", "  nethook watch --json | jq -r 'select(.kind == \"alarm\") | .message'"},
            exitCodeListHeading = "%nExit statuses:%n",
            exitCodeList = {"0:the host ended", "69:there is no resident host", "75:the host hangs"})
    private static final class Watch implements Callable<Integer> {
        private final Invocation call;

        @Option(names = "--json", description = "as one JSON object a line")
        private boolean json;

        Watch(Invocation call) {
            this.call = call;
        }

        @Override
        public Integer call() throws Failure {
            AskedHost host = host(call);
            List<String> words = json ? List.of("watch", "--json") : List.of("watch");
            int status = host.stream(words, call);
            call.out().flush();
            return status == AskedHost.NO_HOST ? ended(host, "watch", call) : status;
        }
    }

    /** After an answer that only the host's end ends. */
    private static int ended(AskedHost host, String command, Invocation call) throws Failure {
        if (host.isGone()) {
            return ExitStatus.OK;
        }
        throw new Failure(
                ExitStatus.TEMPFAIL,
                command + ": the resident host no longer answers, and has not ended; see nethook status");
    }

    @Command(
            name = "metrics",
            header = "Print the resident host's counters for Prometheus.",
            description = "%nText exposition format 0.0.4. host.metrics-file keeps the same in a file.%n",
            exitCodeListHeading = "%nExit statuses:%n",
            exitCodeList = {"0:printed", "69:there is no resident host"})
    private static final class Metrics implements Callable<Integer> {
        private final Invocation call;

        Metrics(Invocation call) {
            this.call = call;
        }

        @Override
        public Integer call() throws Failure {
            return ask(call, "metrics");
        }
    }

    @Command(
            name = "reload",
            header = "Have the resident host read plugins and configuration again.",
            description = "%nAll of it or nothing: where a jar or a key is wrong, what runs goes on as it is.%n",
            exitCodeListHeading = "%nExit statuses:%n",
            exitCodeList = {"0:in use", "69:there is no resident host", "78:something is wrong; nothing was changed"})
    private static final class Reload implements Callable<Integer> {
        private final Invocation call;

        Reload(Invocation call) {
            this.call = call;
        }

        @Override
        public Integer call() throws Failure {
            return ask(call, "reload");
        }
    }

    @Command(
            name = "park",
            header = "Have the resident host tell a plugin of nothing.",
            description =
                    "%nUntil nethook unpark, or until the host is started anew. What it scheduled is left out, too.%n",
            exitCodeListHeading = "%nExit statuses:%n",
            exitCodeList = {"0:parked", "64:there is no such plugin", "69:there is no resident host"})
    private static final class Park implements Callable<Integer> {
        private final Invocation call;

        @Parameters(paramLabel = "PLUGIN", description = "the plugin's id, as nethook plugins list shows it")
        private String id;

        Park(Invocation call) {
            this.call = call;
        }

        @Override
        public Integer call() throws Failure {
            return ask(call, "park", id);
        }
    }

    @Command(
            name = "unpark",
            header = "Let a parked plugin run again.",
            description = {
                "%nA plugin is parked by nethook park, and by the host after repeated faults. Once unparked it is told of the "
                        + "state of every interface.%n"
            },
            exitCodeListHeading = "%nExit statuses:%n",
            exitCodeList = {"0:it runs", "64:there is no such plugin", "69:there is no resident host"})
    private static final class Unpark implements Callable<Integer> {
        private final Invocation call;

        @Parameters(paramLabel = "PLUGIN", description = "the plugin's id, as nethook status shows it")
        private String id;

        Unpark(Invocation call) {
            this.call = call;
        }

        @Override
        public Integer call() throws Failure {
            return ask(call, "unpark", id);
        }
    }

    @Command(
            name = "stop",
            header = "End the resident host, and wait until it has ended.",
            description = {
                "%nWhat runs may come to its end, for as long as host.drain allows. daemon -r of rc.d/nethook starts it "
                        + "again: service nethook stop ends both.%n"
            },
            exitCodeListHeading = "%nExit statuses:%n",
            exitCodeList = {"0:it ended", "69:there is no resident host", "75:it hangs"})
    private static final class Stop implements Callable<Integer> {
        private final Invocation call;

        Stop(Invocation call) {
            this.call = call;
        }

        @Override
        public Integer call() throws Failure {
            AskedHost host = host(call);
            int status = host.stream(List.of("stop"), call);
            call.out().flush();
            return status == AskedHost.NO_HOST ? ended(host, "stop", call) : status;
        }
    }
}
