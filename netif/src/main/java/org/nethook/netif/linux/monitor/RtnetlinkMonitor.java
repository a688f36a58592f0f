package org.nethook.netif.linux.monitor;

import java.time.InstantSource;
import java.util.List;
import java.util.Random;
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
import org.nethook.netif.source.Pause;
import org.nethook.netif.source.SharedSource;
import org.nethook.netif.source.SourceState;

/**
 * The interfaces and addresses of this network namespace as events. It needs no rights, and never polls.
 *
 * <p>When the kernel has no room for an announcement it drops it and everything after it until all that waits is read. Then a
 * new socket is opened, a gap is told, and everything is read anew: an event follows for each difference to what was known.
 */
public final class RtnetlinkMonitor implements SharedSource {
    /** Room for some ten thousand announcements, should this process not get a processor for a while. */
    private static final int RECEIVE_BUFFER = 8 << 20;

    private final LibC libc;
    private final int receiveBuffer;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Pause pause;
    private final GroupSocket.Datagram datagram = new GroupSocket.Datagram();
    private EventSink sink;
    private InterfaceBook book;
    private Announcements announcements;
    private String reason = "began to listen";
    private boolean listened;
    private String toldMessage;
    /** What is listened to; null while nothing is. */
    private volatile GroupSocket current;

    RtnetlinkMonitor(LibC libc, int receiveBuffer, InstantSource clock, Backoff backoff, Pause pause) {
        this.libc = libc;
        this.receiveBuffer = receiveBuffer;
        this.clock = clock;
        this.backoff = backoff;
        this.pause = pause;
    }

    /** One that is not running yet. */
    public static RtnetlinkMonitor of(LibC libc, InstantSource clock) {
        return new RtnetlinkMonitor(libc, RECEIVE_BUFFER, clock, new Backoff(new Random()), Pause.real());
    }

    @Override
    public String name() {
        return "rtnetlink";
    }

    @Override
    public synchronized void begin(EventSink to) {
        if (sink != null) {
            throw new IllegalStateException("a source begins once");
        }
        sink = to;
        book = new InterfaceBook(to, clock);
        announcements = new Announcements(book);
    }

    @Override
    public void await() {
        GroupSocket socket = connected();
        if (socket != null) {
            socket.await();
        }
    }

    /** Waits until it listens; null when it was closed. */
    private synchronized GroupSocket connected() {
        while (current == null && !pause.isEnded()) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null; // meant for something else that this thread did, and no harm
            }
        }
        return current;
    }

    private synchronized void current(GroupSocket socket) {
        current = socket;
        notifyAll();
    }

    @Override
    public Step next() {
        if (pause.isEnded()) {
            stopListening();
            return Step.END;
        }
        try {
            if (current == null) {
                listen();
                return Step.MORE;
            }
            return hear() ? Step.MORE : Step.NOTHING;
        } catch (NetifException | LibcUnavailableException e) {
            stopListening();
            tell(SourceState.LOST, e.getMessage());
            reason = "listens again";
            pause.await(backoff.next());
            return Step.MORE;
        }
    }

    /** Subscribes, and then reads everything, now that nothing new is missed. */
    private void listen() throws NetifException {
        if (toldMessage == null) {
            tell(SourceState.CONNECTING, "subscribing to rtnetlink");
        }
        current(GroupSocket.open(libc, receiveBuffer));
        List<Link> links;
        List<LinkAddress> addresses;
        try (RtnetlinkSocket socket = RtnetlinkSocket.open(libc)) {
            links = Link.readAll(socket.dump("list interfaces", IfInfoMsg.RTM_GETLINK, IfInfoMsg.SIZEOF));
            addresses = LinkAddress.readAll(socket.dump("list addresses", IfAddrMsg.RTM_GETADDR, IfAddrMsg.SIZEOF));
        }
        tell(SourceState.LISTENING, "listening to rtnetlink");
        sink.gap(reason);
        if (listened) {
            book.replace(links, addresses);
        } else {
            book.begin(links, addresses);
            listened = true;
        }
        backoff.reset();
    }

    /** Passes on the message that has come; returns whether there was one. */
    private boolean hear() throws NetifException {
        switch (current.receive(datagram)) {
            case NOTHING:
                return false;
            case DATAGRAM:
                try {
                    announcements.read(datagram.bytes());
                } catch (NetifException e) {
                    sink.malformed(e.getMessage());
                    missed("the kernel sent a message that makes no sense");
                }
                return true;
            case FOREIGN:
                sink.malformed("a message from netlink port " + Integer.toUnsignedString(datagram.sender())
                        + ", not from the kernel");
                return true;
            case TRUNCATED:
                missed("the kernel sent a message that was too long");
                return true;
            default:
                missed("the kernel had more events than there was room for");
                return true;
        }
    }

    /** Has it listen anew, and read everything. */
    private void missed(String why) {
        reason = why;
        stopListening();
    }

    private void stopListening() {
        GroupSocket socket = current;
        current(null);
        if (socket != null) {
            socket.close();
        }
    }

    private void tell(SourceState state, String message) {
        if (!message.equals(toldMessage)) {
            toldMessage = message;
            sink.state(state, message);
        }
    }

    @Override
    public void close() {
        pause.end();
        GroupSocket socket = current;
        current(socket); // whoever waits for a connection need not
        if (socket != null) {
            socket.wake();
        }
    }
}
