package org.nethook.host.oneshot;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.host.control.ControlClient;
import org.nethook.host.timeline.ColourChoice;

/**
 * The resident host, asked before this process does the work itself. What changes something on an operator's order, and what
 * a plugin's command does, is done once: where it is not known whether the host did it, it is not done again here. An event
 * is a hint and a question changes nothing; these are done here when the host does not answer.
 */
public final class AskedHost {
    /** No host answered: do the work here. */
    public static final int NO_HOST = ControlClient.NO_HOST;

    /** Has no effect; a host that is alive answers 0 at once. */
    public static final String PING = "ping";

    /** Tells how wide a terminal the answer is for. */
    public static final String WIDTH = "--width=";

    private static final List<String> QUESTIONS = List.of("status", "plan", "check", "explain", "history");
    private static final List<String> ORDERS = List.of("apply", "release");
    /** What only a process of its own can do. */
    private static final List<String> HERE =
            List.of("--config", "--plugins", "--state", "--debug", "--wait", "--dry-run", "--due", "--help", "-h");

    private final Path socket;
    private final ControlClient client;

    private AskedHost(Path socket) {
        this.socket = socket;
        this.client = new ControlClient(socket, ControlClient.PATIENCE);
    }

    /** The host of this machine; null when there is no socket of one. */
    public static AskedHost find(Invocation call) {
        try {
            Path socket = call.machine().controlSocket();
            return socket == null || !Files.exists(socket, LinkOption.NOFOLLOW_LINKS) ? null : new AskedHost(socket);
        } catch (IllegalArgumentException e) {
            return null; // no system of ours, or no path: whoever needs it says so
        }
    }

    /**
     * Has the resident host do it, where there is one and it can.
     *
     * @param at where the command stands among the arguments
     * @return the exit status, or {@link #NO_HOST}; nothing has been printed then
     */
    public static int ask(String[] args, int at, Invocation call) {
        String command = args[at];
        boolean question = QUESTIONS.contains(command);
        boolean order = ORDERS.contains(command);
        boolean run = command.equals("run");
        if (!question && !order && !run && !command.equals("event")
                || call.isOfItsOwn()
                || !canSend(args, at, order, run)) {
            return NO_HOST;
        }
        AskedHost host = find(call);
        if (host == null) {
            return NO_HOST;
        }
        List<String> words = new ArrayList<>(args.length + 1);
        if ((question || order) && ColourChoice.isTerminal()) {
            words.add(WIDTH + ColourChoice.ALWAYS.style().width());
        }
        for (int i = at; i < args.length; i++) {
            words.add(args[i]);
        }
        return order || run ? host.once(words, call) : host.whole(words, call);
    }

    private static boolean canSend(String[] args, int at, boolean order, boolean run) {
        boolean unasked = false;
        for (int i = at + 1; i < args.length; i++) {
            String arg = args[i];
            if (run && !arg.startsWith("-")) {
                return true; // from here on all is the command's own
            }
            int equals = arg.indexOf('=');
            String name = equals > 0 ? arg.substring(0, equals) : arg;
            if (name.equals("--")) {
                return !order || unasked;
            }
            unasked |= name.equals("--yes") || name.equals("-y") || name.equals("--dry-run");
            if (HERE.contains(name) && !(order && name.equals("--dry-run"))) {
                return false;
            }
        }
        return !order || unasked; // whoever is to be asked first sits at this terminal
    }

    /** What may be done again: the answer is printed when all of it is there. */
    private int whole(List<String> words, Invocation call) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        ByteArrayOutputStream err = new ByteArrayOutputStream(32);
        int status = client.ask(words, lines(out), lines(err));
        if (status != NO_HOST) {
            call.err().print(err.toString(StandardCharsets.UTF_8));
            call.out().print(out.toString(StandardCharsets.UTF_8));
            call.out().flush();
        }
        return status;
    }

    /** What must not be done twice: asked of a host that is known to be alive, and then of nobody else. */
    private int once(List<String> words, Invocation call) {
        if (!isAlive()) {
            return NO_HOST;
        }
        int status = stream(words, call);
        if (status != NO_HOST) {
            return status;
        }
        call.out().flush();
        call.say("the resident host at " + socket
                + " no longer answers; it is not known how far it came. Nothing is done "
                + "here; look with nethook status and nethook history");
        return ExitStatus.TEMPFAIL;
    }

    /** Whether it answers; known in less than a second. */
    public boolean isAlive() {
        PrintStream nowhere = lines(new ByteArrayOutputStream(32));
        return client.ask(List.of(PING), nowhere, nowhere) == ExitStatus.OK;
    }

    /** Asks, and prints each line as it comes; {@link #NO_HOST} when the answer does not come to an end. */
    public int stream(List<String> words, Invocation call) {
        return client.ask(words, call.out(), call.err());
    }

    /** Whether it has taken its socket away, which is the last thing a host does. */
    public boolean isGone() {
        return !Files.exists(socket, LinkOption.NOFOLLOW_LINKS);
    }

    private static PrintStream lines(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }
}
