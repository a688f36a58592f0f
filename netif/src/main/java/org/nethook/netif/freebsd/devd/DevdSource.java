package org.nethook.netif.freebsd.devd;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.LibcUnavailableException;
import org.nethook.netif.source.Backoff;
import org.nethook.netif.source.EventSink;
import org.nethook.netif.source.EventSource;
import org.nethook.netif.source.LineFramer;
import org.nethook.netif.source.ParsedLines;
import org.nethook.netif.source.Pause;
import org.nethook.netif.source.SourceState;

/**
 * The events that devd(8) passes on, from one of its sockets.
 *
 * <p>devd serves 10 clients (its option -l), and while it has those it leaves one more in its queue, unheard, and has the
 * kernel refuse the rest. It is also too busy to accept one while an action runs, and passes on lines before it accepts. A
 * client cannot see whether it was accepted. So there is a gap when the connection is made, and another at its first line:
 * whatever came before that may have gone to others only.
 *
 * <p>devd closes the connection of a client that does not read: its send buffer is 256 KB. What was in it is lost, and the
 * new connection begins with a gap, as it does after devd was restarted.
 */
public final class DevdSource implements EventSource {
    /** One socket of devd. */
    private interface Door {
        /** A connection that is not connected yet. */
        Connection open() throws NotConnectedException;
    }

    private static final Path STREAM = Path.of("/var/run/devd.pipe");
    private static final Path SEQPACKET = Path.of("/var/run/devd.seqpacket.pipe");

    /** Room for many lines of a stream, and for more than the longest message. */
    private static final int BUFFER = 65536;

    private final List<Path> paths;
    private final List<Door> doors;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Pause pause;
    private final AtomicBoolean started = new AtomicBoolean();
    private final byte[] buffer = new byte[BUFFER];
    private volatile Connection current;
    private boolean listened;
    private SourceState toldState;
    private String toldMessage;

    private DevdSource(List<Path> paths, List<Door> doors, InstantSource clock, Backoff backoff, Pause pause) {
        this.paths = paths;
        this.doors = doors;
        this.clock = clock;
        this.backoff = backoff;
        this.pause = pause;
    }

    /** The sockets of this machine's devd: the one that keeps messages apart, or the stream where libc cannot be called. */
    public static DevdSource of(LibC libc, InstantSource clock) {
        return new DevdSource(
                List.of(SEQPACKET, STREAM),
                List.of(() -> new SeqpacketConnection(libc, SEQPACKET, BUFFER), () -> new StreamConnection(STREAM)),
                clock,
                new Backoff(new Random()),
                Pause.real());
    }

    /** A stream socket like devd's at another place. */
    public static DevdSource stream(Path path, InstantSource clock) {
        return stream(path, clock, new Backoff(new Random()), Pause.real());
    }

    static DevdSource stream(Path path, InstantSource clock, Backoff backoff, Pause pause) {
        return new DevdSource(List.of(path), List.of(() -> new StreamConnection(path)), clock, backoff, pause);
    }

    static DevdSource seqpacket(LibC libc, Path path, InstantSource clock, Backoff backoff, Pause pause) {
        return new DevdSource(
                List.of(path), List.of(() -> new SeqpacketConnection(libc, path, BUFFER)), clock, backoff, pause);
    }

    static DevdSource both(LibC libc, Path seqpacket, Path stream, InstantSource clock, Backoff backoff, Pause pause) {
        return new DevdSource(
                List.of(seqpacket, stream),
                List.of(() -> new SeqpacketConnection(libc, seqpacket, BUFFER), () -> new StreamConnection(stream)),
                clock,
                backoff,
                pause);
    }

    @Override
    public String name() {
        return "devd";
    }

    @Override
    public void run(EventSink sink) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a source runs once");
        }
        tell(sink, SourceState.CONNECTING, "connecting to devd");
        while (!pause.isEnded()) {
            String why = tryDoors(sink);
            if (!pause.isEnded()) {
                tell(sink, SourceState.LOST, why);
                if (!pause.await(backoff.next())) {
                    return;
                }
            }
        }
    }

    /** Listens at the first door that opens; why that ended, or why the one that matters most did not open. */
    private String tryDoors(EventSink sink) {
        String why = null;
        for (int i = 0; i < doors.size() && !pause.isEnded(); i++) {
            try (Connection connection = doors.get(i).open()) {
                current = connection;
                // close() may have looked for a connection before there was this one
                if (pause.isEnded()) {
                    return "closed";
                }
                connection.connect();
                return listen(connection, paths.get(i), sink);
            } catch (NotConnectedException | LibcUnavailableException e) {
                boolean last = i == doors.size() - 1;
                if (why == null && (last || e instanceof NotConnectedException)) {
                    why = e.getMessage();
                }
            } finally {
                current = null;
            }
        }
        return why;
    }

    private String listen(Connection connection, Path path, EventSink sink) {
        tell(sink, SourceState.LISTENING, "listening to " + path);
        sink.gap(listened ? "connected to devd again" : "connected to devd");
        listened = true;
        Instant since = clock.instant();
        LineFramer framer = new LineFramer();
        ParsedLines lines = new ParsedLines(sink, clock);
        boolean heard = false;
        String why;
        try {
            int count;
            while ((count = connection.read(buffer)) > 0) {
                if (!heard) {
                    heard = true;
                    backoff.reset();
                    sink.gap("devd has accepted the connection, perhaps only now");
                }
                framer.feed(buffer, count, lines);
                if (connection.keepsBoundaries()) {
                    framer.end(lines);
                }
            }
            why = heard
                    ? "devd closed the connection: it has ended, or nethook read too slowly for it"
                    : "devd closed the connection before it sent anything: it was restarted, or all of its client slots"
                            + " are taken";
        } catch (IOException e) {
            why = "the connection to devd broke: " + e.getMessage();
        }
        if (framer.unfinished() != 0 && !pause.isEnded()) {
            sink.malformed("cut off by the end of the connection");
        }
        if (!since.plus(Backoff.LONGEST).isAfter(clock.instant())) {
            backoff.reset();
        }
        return why;
    }

    private void tell(EventSink sink, SourceState state, String message) {
        if (state != toldState || !message.equals(toldMessage)) {
            toldState = state;
            toldMessage = message;
            sink.state(state, message);
        }
    }

    @Override
    public void close() {
        pause.end();
        Connection connection = current;
        if (connection != null) {
            connection.interrupt();
        }
    }
}
