package org.nethook.netif.linux.monitor;

import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.LibcUnavailableException;
import org.nethook.netif.linux.abi.IfAddrMsg;
import org.nethook.netif.linux.abi.IfInfoMsg;
import org.nethook.netif.linux.rtnetlink.Link;
import org.nethook.netif.linux.rtnetlink.LinkAddress;
import org.nethook.netif.linux.rtnetlink.RtnetlinkSocket;
import org.nethook.netif.source.Backoff;
import org.nethook.netif.source.EventSink;
import org.nethook.netif.source.EventSource;
import org.nethook.netif.source.Pause;
import org.nethook.netif.source.SourceState;

/**
 * The interfaces and addresses of this network namespace as events. It needs no rights, and never polls.
 *
 * <p>When the kernel has no room for an announcement it drops it and everything after it until all that waits is read. Then a
 * new socket is opened, a gap is told, and everything is read anew: an event follows for each difference to what was known.
 */
public final class RtnetlinkMonitor implements EventSource {
    /** Room for some ten thousand announcements, should this process not get a processor for a while. */
    private static final int RECEIVE_BUFFER = 8 << 20;

    private final LibC libc;
    private final int receiveBuffer;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Pause pause;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile GroupSocket current;
    private boolean listened;
    private String toldMessage;

    RtnetlinkMonitor(LibC libc, int receiveBuffer, InstantSource clock, Backoff backoff, Pause pause) {
        this.libc = libc;
        this.receiveBuffer = receiveBuffer;
        this.clock = clock;
        this.backoff = backoff;
        this.pause = pause;
    }

    /** One that is not running yet. */
    public static RtnetlinkMonitor of(LibC libc, InstantSource clock) {
        return new RtnetlinkMonitor(libc, RECEIVE_BUFFER, clock, new Backoff(new SplittableRandom()), Pause.real());
    }

    @Override
    public String name() {
        return "rtnetlink";
    }

    @Override
    public void run(EventSink sink) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a source runs once");
        }
        InterfaceBook book = new InterfaceBook(sink, clock);
        tell(sink, SourceState.CONNECTING, "subscribing to rtnetlink");
        String reason = "began to listen";
        while (!pause.isEnded()) {
            try (GroupSocket socket = GroupSocket.open(libc, receiveBuffer)) {
                current = socket;
                // close() may have looked for a socket before there was this one
                if (pause.isEnded()) {
                    return;
                }
                begin(sink, book, reason);
                backoff.reset();
                reason = listen(socket, sink, book);
            } catch (NetifException | LibcUnavailableException e) {
                tell(sink, SourceState.LOST, e.getMessage());
                reason = "listens again";
                if (!pause.await(backoff.next())) {
                    return;
                }
            } finally {
                current = null;
            }
        }
    }

    /** Reads everything, now that nothing new is missed. */
    private void begin(EventSink sink, InterfaceBook book, String reason) throws NetifException {
        List<Link> links;
        List<LinkAddress> addresses;
        try (RtnetlinkSocket socket = RtnetlinkSocket.open(libc)) {
            links = Link.readAll(socket.dump("list interfaces", IfInfoMsg.RTM_GETLINK, IfInfoMsg.SIZEOF));
            addresses = LinkAddress.readAll(socket.dump("list addresses", IfAddrMsg.RTM_GETADDR, IfAddrMsg.SIZEOF));
        }
        tell(sink, SourceState.LISTENING, "listening to rtnetlink");
        sink.gap(reason);
        if (listened) {
            book.replace(links, addresses);
        } else {
            book.begin(links, addresses);
            listened = true;
        }
    }

    /** Listens until something was missed: what that was. */
    private String listen(GroupSocket socket, EventSink sink, InterfaceBook book) throws NetifException {
        Announcements announcements = new Announcements(book);
        GroupSocket.Datagram datagram = new GroupSocket.Datagram();
        while (true) {
            GroupSocket.Outcome outcome = socket.receive(datagram);
            if (pause.isEnded()) {
                return "closed";
            }
            switch (outcome) {
                case DATAGRAM:
                    try {
                        announcements.read(datagram.bytes());
                    } catch (NetifException e) {
                        sink.malformed(e.getMessage());
                        return "the kernel sent a message that makes no sense";
                    }
                    break;
                case FOREIGN:
                    sink.malformed("a message from netlink port " + Integer.toUnsignedString(datagram.sender())
                            + ", not from the kernel");
                    break;
                case TRUNCATED:
                    return "the kernel sent a message that was too long";
                default:
                    return "the kernel had more events than there was room for";
            }
        }
    }

    private void tell(EventSink sink, SourceState state, String message) {
        if (!message.equals(toldMessage)) {
            toldMessage = message;
            sink.state(state, message);
        }
    }

    @Override
    public void close() {
        pause.end();
        GroupSocket socket = current;
        if (socket != null) {
            socket.wake();
        }
    }
}
