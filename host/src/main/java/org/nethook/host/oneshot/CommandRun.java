package org.nethook.host.oneshot;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ExitStatus;
import org.nethook.api.HostCommand;
import org.nethook.api.SystemConfigException;
import org.nethook.api.UsageException;
import org.nethook.api.netif.NetifException;
import org.nethook.host.context.Failures;
import org.nethook.host.context.Waits;
import org.nethook.host.dispatch.HookRuntime;
import org.nethook.host.plugin.classfile.ExitCalls;
import org.nethook.host.spelling.Nearest;

/** {@code nethook run}: one plugin's command. Its answer goes to standard output, what it reports to standard error. */
public final class CommandRun {
    private CommandRun() {}

    /**
     * Runs the command that the arguments from {@code from} on name, or lists all when there are none.
     *
     * @param dryRun whether plans are only shown
     * @return its exit status
     * @throws Failure when it cannot be run, or fails
     */
    public static int run(String[] args, int from, boolean dryRun, Invocation call) throws Failure {
        PlainJournal journal = new PlainJournal(call.err());
        OneShot.Prepared prepared = OneShot.Prepared.prepare(call);
        Waits waits = dryRun
                ? Waits.HERE
                : new ProcessWaits(
                        call.waitingRoom(prepared.state()), call.machine().clock(), false);
        try (OneShot shot = prepared.start(journal, waits, dryRun)) {
            if (from >= args.length) {
                return list(shot.hooks().commands(), call.out());
            }
            List<String> arguments = List.of(args).subList(from + 1, args.length);
            int status = run(args[from], arguments, shot.hooks(), call.out());
            call.out().flush();
            shot.finish();
            return status;
        }
    }

    /**
     * Runs the command of this name.
     *
     * @return its exit status
     * @throws Failure when there is none, or it fails
     */
    public static int run(String name, List<String> arguments, HookRuntime hooks, PrintStream out) throws Failure {
        Optional<HostCommand> command = hooks.command(name);
        if (command.isEmpty()) {
            throw unknown(name, hooks.commands());
        }
        return run(command.get(), arguments, hooks, out);
    }

    private static int run(HostCommand command, List<String> arguments, HookRuntime hooks, PrintStream out)
            throws Failure {
        String name = command.name();
        try {
            return hooks.run(command, arguments, out);
        } catch (UsageException e) {
            throw new Failure(ExitStatus.USAGE, List.of(e.getMessage() + "; usage: " + usage(command)), e);
        } catch (NetifException e) {
            throw new Failure(ExitStatus.UNAVAILABLE, List.of(name + ": " + e.getMessage()), e);
        } catch (SystemConfigException e) {
            throw new Failure(ExitStatus.CONFIG, List.of(name + ": " + e.getMessage()), e);
        } catch (SecurityException e) {
            throw new Failure(ExitStatus.NOPERM, List.of(name + ": " + e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(
                    ExitStatus.NOINPUT, List.of(name + ": " + (e.getMessage() == null ? e : e.getMessage())), e);
        } catch (Exception | Error e) { // whatever else it is, it is the plugin's
            Failures.rethrowOfHost(e);
            throw new Failure(ExitStatus.SOFTWARE, List.of(name + " failed: " + ExitCalls.inWords(e)), e);
        }
    }

    private static Failure unknown(String name, List<HostCommand> commands) {
        List<String> names = new ArrayList<>();
        for (HostCommand command : commands) {
            names.add(command.name());
        }
        String known = names.isEmpty() ? "no plugin has one" : "there are " + String.join(", ", names);
        String nearest = Nearest.suggestion(name, names);
        return new Failure(
                ExitStatus.USAGE, "no plugin has a command " + name + (nearest.isEmpty() ? "; " + known : nearest));
    }

    /** Lists the commands; returns 0. */
    public static int list(List<HostCommand> commands, PrintStream out) {
        int width = 0;
        for (HostCommand command : commands) {
            width = Math.max(width, usage(command).length());
        }
        for (HostCommand command : commands) {
            String usage = usage(command);
            out.println(usage + " ".repeat(width - usage.length() + 2) + command.summary());
        }
        if (commands.isEmpty()) {
            out.println("no plugin has a command");
        }
        return ExitStatus.OK;
    }

    private static String usage(HostCommand command) {
        String usage = "nethook run " + command.name();
        return command.arguments().isEmpty() ? usage : usage + " " + command.arguments();
    }
}
