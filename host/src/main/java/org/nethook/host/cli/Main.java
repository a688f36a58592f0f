package org.nethook.host.cli;

import java.io.PrintStream;
import org.nethook.api.ExitStatus;
import org.nethook.host.cli.ask.AskedHost;
import org.nethook.host.cli.resident.DaemonArguments;
import org.nethook.host.cli.resident.DaemonRun;
import org.nethook.host.oneshot.Arguments;
import org.nethook.host.oneshot.CommandRun;
import org.nethook.host.oneshot.EventRun;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.oneshot.ThisMachine;

/** Where nethook starts. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] args) {
        prepareLogging();
        PrintStream out = System.out;
        System.setOut(System.err); // what a plugin prints for itself is no part of the answer, which may be JSON
        int status = run(args, out, System.err);
        out.flush();
        System.err.flush();
        // Nothing of ours waits for an orderly end, and a one-shot process does not pay for one.
        Runtime.getRuntime().halt(status);
    }

    /**
     * Runs one command in this process.
     *
     * @param out where the answer goes
     * @param err where complaints go, each one line that starts with {@code nethook:}
     * @return the exit status: 0 or one of {@link ExitStatus}
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, new Invocation(out, err, new ThisMachine()));
    }

    static int run(String[] args, Invocation call) {
        try {
            return command(args, call);
        } catch (Failure e) {
            return call.report(e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return call.bug(e);
        }
    }

    private static int command(String[] args, Invocation call) throws Failure {
        Arguments leading = new Arguments(args, 0, "", true, call);
        int at = leading.next();
        if (at < args.length && !leading.help()) {
            int answer = AskedHost.ask(args, at, call);
            if (answer != AskedHost.NO_HOST) {
                return answer;
            }
            if (args[at].equals("event")) {
                Arguments event = new Arguments(args, at + 1, "event", false, call);
                if (!event.help()) {
                    return EventRun.run(event, call);
                }
            } else if (args[at].equals("run")) {
                Arguments run = new Arguments(args, at + 1, "run", true, call);
                if (!run.help()) {
                    return CommandRun.run(args, run.next(), run.dryRun(), call);
                }
            } else if (args[at].equals("daemon")) {
                DaemonArguments daemon = new DaemonArguments(args, at + 1, call);
                if (!daemon.help()) {
                    return DaemonRun.run(daemon, call, new PluginQuestions());
                }
            }
        }
        return FullCommandLine.execute(args, call);
    }

    /** Names the logging provider, so that SLF4J does not search the class path, and keeps SLF4J's start to itself. */
    static void prepareLogging() {
        setDefault("slf4j.provider", "org.nethook.host.log.HostLogProvider");
        setDefault("slf4j.internal.verbosity", "WARN");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
