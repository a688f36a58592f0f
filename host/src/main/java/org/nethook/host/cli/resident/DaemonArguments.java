package org.nethook.host.cli.resident;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.ExitStatus;
import org.nethook.host.daemon.DaemonOptions;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.spelling.Nearest;
import org.nethook.netif.machine.Sources;

/**
 * The options of {@code nethook daemon}, parsed by hand: picocli would take a quarter of the start, and stay in memory for as
 * long as the host does.
 */
public final class DaemonArguments {
    private static final List<String> VALUED =
            List.of("--source", "--run-dir", "--pid-file", "--socket", "--drain", "--config", "--plugins", "--state");
    private static final List<String> FLAGS = List.of("--until-end", "--debug", "--help", "-h");

    private final Map<String, String> given = new HashMap<>();
    private final Invocation call;

    /**
     * Takes the options; those that every command understands go to the call.
     *
     * @param from where they begin
     * @throws Failure over one that is unknown or lacks its value
     */
    public DaemonArguments(String[] args, int from, Invocation call) throws Failure {
        this.call = call;
        for (int i = from; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String name = equals > 0 ? args[i].substring(0, equals) : args[i];
            if (FLAGS.contains(args[i])) {
                given.put(args[i], "");
            } else if (FLAGS.contains(name)) {
                throw new Failure(ExitStatus.USAGE, "option " + name + " takes no value");
            } else if (!VALUED.contains(name)) {
                throw unknown(name);
            } else if (equals > 0) {
                given.put(name, args[i].substring(equals + 1));
            } else if (i + 1 < args.length) {
                given.put(name, args[++i]);
            } else {
                throw new Failure(ExitStatus.USAGE, "option " + name + " needs a value");
            }
        }
        if (given.containsKey("--debug")) {
            call.debug(true);
        }
        if (given.containsKey("--config")) {
            call.config(given.get("--config"));
        }
        if (given.containsKey("--plugins")) {
            call.plugins(given.get("--plugins"));
        }
        if (given.containsKey("--state")) {
            call.state(given.get("--state"));
        }
    }

    private static Failure unknown(String name) {
        List<String> all = new ArrayList<>(VALUED);
        all.addAll(FLAGS);
        return new Failure(
                ExitStatus.USAGE,
                "unknown " + (name.startsWith("-") ? "option " : "argument ") + name + Nearest.suggestion(name, all)
                        + "; see nethook daemon --help");
    }

    /** {@code --help}. */
    public boolean help() {
        return given.containsKey("--help") || given.containsKey("-h");
    }

    /** What was asked for, with what is usual in the place of the rest. */
    DaemonOptions options() throws Failure {
        Optional<Duration> drain = Optional.empty();
        if (given.containsKey("--drain")) {
            drain = Optional.ofNullable(Timespan.read(given.get("--drain")));
            if (drain.isEmpty()) {
                throw new Failure(
                        ExitStatus.USAGE,
                        "--drain must be " + Timespan.ALLOWED + ", not \"" + given.get("--drain") + "\"");
            }
        }
        Path runDirectory = given.containsKey("--run-dir") ? path("--run-dir") : usualDirectory();
        return new DaemonOptions(
                runDirectory,
                given.containsKey("--pid-file") ? path("--pid-file") : runDirectory.resolve("nethook.pid"),
                socket(runDirectory),
                given.getOrDefault("--source", Sources.SYSTEM),
                drain,
                given.containsKey("--until-end"));
    }

    private Path usualDirectory() throws Failure {
        try {
            return call.machine().platform().runDirectory();
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitStatus.UNAVAILABLE, List.of(e.getMessage()), e);
        }
    }

    private Path socket(Path runDirectory) throws Failure {
        if (given.containsKey("--socket")) {
            return path("--socket");
        }
        Path asked = given.containsKey("--run-dir") ? null : call.machine().controlSocket();
        return asked == null ? runDirectory.resolve("nethook.sock") : asked;
    }

    private Path path(String option) throws Failure {
        String text = given.get(option);
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new Failure(ExitStatus.USAGE, option + " must be a path, not \"" + text + "\"");
    }
}
