package org.nethook.host.oneshot;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.host.spelling.Nearest;

/**
 * Arguments parsed by hand, for the commands that must start fast: options of the host anywhere, or, for a command that
 * hands its arguments on, up to its first word.
 */
public final class Arguments {
    /** Options that take a value. */
    public static final List<String> VALUED = List.of("--config", "--plugins", "--state", "--line", "--due");
    /** Options that do not. */
    public static final List<String> FLAGS = List.of("--debug", "--dry-run", "--wait", "--help", "-h");
    /** Of these, the ones that {@code event} alone understands. */
    public static final List<String> EVENT_ONLY = List.of("--line", "--wait", "--due");

    private static final String DRY_RUN = "--dry-run";

    private final List<String> words = new ArrayList<>();
    private String line;
    private String due;
    private boolean dryRun;
    private boolean await;
    private boolean help;
    private int next;

    /**
     * Takes options and words.
     *
     * @param command what the arguments belong to; empty for those before the command
     * @param stopAtWord whether the first word, and all that follows it, is left alone
     * @throws Failure over an option that is unknown or lacks its value
     */
    public Arguments(String[] args, int from, String command, boolean stopAtWord, Invocation call) throws Failure {
        next = from;
        boolean onlyWords = false;
        while (next < args.length) {
            String arg = args[next];
            if (onlyWords || arg.length() < 2 || arg.charAt(0) != '-') {
                if (stopAtWord) {
                    return;
                }
                words.add(arg);
            } else if (arg.equals("--")) {
                onlyWords = true;
            } else if (!takeOption(args, command, call)) {
                return;
            }
            next++;
        }
    }

    private boolean takeOption(String[] args, String command, Invocation call) throws Failure {
        String arg = args[next];
        int equals = arg.indexOf('=');
        String name = equals > 0 ? arg.substring(0, equals) : arg;
        boolean known = !EVENT_ONLY.contains(name) && (!name.equals(DRY_RUN) || command.equals("run"))
                || command.equals("event");
        if (known && VALUED.contains(name)) {
            if (equals < 0 && next + 1 >= args.length) {
                throw new Failure(ExitStatus.USAGE, "option " + name + " needs a value");
            }
            set(name, equals > 0 ? arg.substring(equals + 1) : args[++next], call);
        } else if (known && equals < 0 && FLAGS.contains(name)) {
            set(name, call);
        } else if (command.isEmpty()) {
            return false; // --version, or a mistake: the full parser's
        } else {
            List<String> all = new ArrayList<>(VALUED);
            all.addAll(FLAGS);
            if (!command.equals("event")) {
                all.removeAll(EVENT_ONLY);
                if (!command.equals("run")) {
                    all.remove(DRY_RUN);
                }
            }
            throw new Failure(
                    ExitStatus.USAGE,
                    "unknown option " + name + Nearest.suggestion(name, all) + "; see nethook " + command + " --help");
        }
        return true;
    }

    private void set(String name, String value, Invocation call) {
        switch (name) {
            case "--config":
                call.config(value);
                break;
            case "--plugins":
                call.plugins(value);
                break;
            case "--state":
                call.state(value);
                break;
            case "--due":
                due = value;
                break;
            default:
                line = value;
                break;
        }
    }

    private void set(String name, Invocation call) {
        switch (name) {
            case "--debug":
                call.debug(true);
                break;
            case DRY_RUN:
                dryRun = true;
                break;
            case "--wait":
                await = true;
                break;
            default:
                help = true;
                break;
        }
    }

    /** What is not an option. */
    List<String> words() {
        return words;
    }

    /** The first argument that was not taken. */
    public int next() {
        return next;
    }

    /** {@code --line}; null when it was not given. */
    String line() {
        return line;
    }

    /** {@code --due}, for nethook's own use; null when it was not given. */
    String due() {
        return due;
    }

    /** {@code --wait}. */
    boolean await() {
        return await;
    }

    /** {@code --dry-run}. */
    public boolean dryRun() {
        return dryRun;
    }

    /** {@code --help}. */
    public boolean help() {
        return help;
    }
}
