package org.nethook.netif.sim.syscall;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.nethook.netif.freebsd.abi.ByteMemory;
import org.nethook.netif.freebsd.abi.Socket;
import org.nethook.netif.sim.kernel.Kernel;
import org.nethook.netif.sim.kernel.state.Ifaddr;
import org.nethook.netif.sim.kernel.state.Ifnet;
import org.nethook.netif.sim.kernel.state.KernelListener;
import org.nethook.netif.sim.kernel.state.Membership;
import org.nethook.netif.sim.kernel.state.Route;

/** The routing sockets of a kernel: every one is told what the kernel announces and what others asked of it. */
public final class RouteSockets implements KernelListener {
    /** net.raw.recvspace: what does not fit is lost without a word. */
    private static final int RECEIVE_SPACE = 8192;
    /** Each message is kept with the sockaddr of its sender, which has a length and a family. */
    private static final int SENDER = 2;

    private final RouteMessages messages;
    private final Inet6Messages inet6Messages;
    private final RouteRequests requests;
    private final List<Queue> queues = new ArrayList<>();

    /** One socket's unread messages. */
    static final class Queue {
        private final int family;
        private final Deque<byte[]> messages = new ArrayDeque<>();
        private int bytes;
        /** SO_USELOOPBACK. */
        private boolean hearsOwn = true;

        private Queue(int family) {
            this.family = family;
        }

        int bytes() {
            return bytes;
        }

        void hearOwn(boolean fresh) {
            hearsOwn = fresh;
        }

        byte[] poll() {
            byte[] message = messages.poll();
            if (message != null) {
                bytes -= message.length + SENDER;
            }
            return message;
        }

        private void add(byte[] message) {
            if (bytes + message.length + SENDER <= RECEIVE_SPACE) {
                messages.add(message);
                bytes += message.length + SENDER;
            }
        }
    }

    /** None yet, on a kernel that will tell this of what it announces. */
    public RouteSockets(Kernel kernel) {
        messages = new RouteMessages(kernel);
        inet6Messages = new Inet6Messages(kernel);
        requests = new RouteRequests(kernel, messages);
    }

    /** @param family whose routes and addresses it is told of; 0 for all */
    Queue open(int family) {
        Queue queue = new Queue(family);
        queues.add(queue);
        return queue;
    }

    void close(Queue queue) {
        queues.remove(queue);
    }

    /** Does a request; all sockets hear of it, also of one that failed. */
    void write(ByteMemory message, SimLibC.Process process, int fib, Queue from) {
        RouteRequests.Outcome outcome = requests.handle(message, process, fib);
        broadcast(outcome.echo(), outcome.family(), from.hearsOwn ? null : from);
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
    }

    private void broadcast(byte[] message, int family) {
        broadcast(message, family, null);
    }

    private void broadcast(byte[] message, int family, Queue butNot) {
        for (Queue queue : queues) {
            if (queue == butNot) {
                continue;
            }
            if (queue.family == Socket.AF_UNSPEC || family == Socket.AF_UNSPEC || queue.family == family) {
                queue.add(message);
            }
        }
    }

    @Override
    public void ifInfo(Ifnet ifp) {
        broadcast(messages.ifInfo(ifp), Socket.AF_UNSPEC);
    }

    @Override
    public void announce(Ifnet ifp, boolean arrival) {
        broadcast(messages.announce(ifp, arrival), Socket.AF_UNSPEC);
    }

    @Override
    public void address(Ifaddr ifa, boolean added) {
        broadcast(messages.address(ifa, added), ifa.family());
    }

    @Override
    public void hostRoute(Ifaddr ifa, boolean added) {
        broadcast(inet6Messages.hostRoute(ifa, added), Socket.AF_INET6);
    }

    @Override
    public void neighbour(Ifaddr ifa) {
        broadcast(inet6Messages.neighbour(ifa), Socket.AF_INET6);
    }

    @Override
    public void multicast(Membership membership, boolean joined) {
        broadcast(messages.multicast(membership, joined), membership.family());
    }

    @Override
    public void route(Route route, boolean added, int flags, int addrs) {
        int family = route.destination().isV4() ? Socket.AF_INET : Socket.AF_INET6;
        broadcast(messages.route(route, added, flags, addrs), family);
    }
}
