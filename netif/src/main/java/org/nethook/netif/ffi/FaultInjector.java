package org.nethook.netif.ffi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.nethook.netif.selfcheck.SelfCheck;

/**
 * A libc whose calls fail on order: it hands every call on to another one, except those that a {@link Fault} picks,
 * which return the fault's errno and never reach it. It counts calls and knows the open descriptors, so that a test can
 * fail every call in turn and find none leaked. Usable from any thread.
 */
public final class FaultInjector implements LibC {

    /** The calls that can fail. */
    public enum Call {
        SOCKET,
        CLOSE,
        SETSOCKOPT,
        IOCTL,
        READ,
        WRITE,
        SYSCTL
    }

    /**
     * Which call fails and how.
     *
     * @param call its kind; null for any
     * @param request of an ioctl, as an unsigned 32-bit number; -1 for any
     * @param nth how many such calls from the injection on it takes, 1 for the next one
     * @param errno positive, of the system that the libc plays
     * @param lasting whether every later such call fails too
     */
    public record Fault(Call call, long request, int nth, int errno, boolean lasting) {

        public Fault {
            if (nth < 1 || errno < 1) {
                throw new IllegalArgumentException("nth and errno begin at 1, not " + nth + " and " + errno);
            }
            if (request >= 0 && call != Call.IOCTL) {
                throw new IllegalArgumentException("only an ioctl has a request");
            }
        }

        /** The nth call of any kind fails once. */
        public static Fault any(int nth, int errno) {
            return new Fault(null, -1, nth, errno, false);
        }

        /** The nth call of this kind fails once. */
        public static Fault of(Call call, int nth, int errno) {
            return new Fault(call, -1, nth, errno, false);
        }

        /** The nth ioctl with this request fails once. */
        public static Fault ofIoctl(long request, int nth, int errno) {
            return new Fault(Call.IOCTL, request, nth, errno, false);
        }

        /** The same, and every later such call fails too. */
        public Fault fromThenOn() {
            return new Fault(call, request, nth, errno, true);
        }

        private boolean matches(Call made, long madeRequest) {
            return (call == null || call == made) && (request < 0 || request == madeRequest);
        }
    }

    private static final class Armed {
        private final Fault fault;
        private int seen;

        private Armed(Fault fault) {
            this.fault = fault;
        }
    }

    private final LibC inner;
    private final List<Armed> faults = new ArrayList<>();
    private final int[] calls = new int[Call.values().length];
    private final Set<Integer> descriptors = new TreeSet<>();
    private int hits;

    /** Calls go to this libc. */
    public FaultInjector(LibC inner) {
        this.inner = inner;
    }

    /** Arms a fault; several can be armed, and the one armed first wins. */
    public synchronized void inject(Fault fault) {
        faults.add(new Armed(fault));
    }

    /** Disarms all faults and forgets the counts; open descriptors stay known. */
    public synchronized void reset() {
        faults.clear();
        hits = 0;
        for (int i = 0; i < calls.length; i++) {
            calls[i] = 0;
        }
    }

    /** Calls made so far, those that failed on order included. */
    public synchronized int calls() {
        int sum = 0;
        for (int count : calls) {
            sum += count;
        }
        return sum;
    }

    /** Calls of this kind made so far. */
    public synchronized int calls(Call call) {
        return calls[call.ordinal()];
    }

    /** Calls that failed on order. */
    public synchronized int hits() {
        return hits;
    }

    /** Descriptors that were opened through this libc and not closed. */
    public synchronized Set<Integer> openDescriptors() {
        return Set.copyOf(descriptors);
    }

    /** The negated errno for this call, or 0. */
    private synchronized int fault(Call call, long request) {
        calls[call.ordinal()]++;
        int errno = 0;
        for (Armed armed : faults) {
            if (armed.fault.matches(call, request)) {
                armed.seen++;
                boolean due = armed.fault.lasting ? armed.seen >= armed.fault.nth : armed.seen == armed.fault.nth;
                if (due && errno == 0) {
                    errno = armed.fault.errno;
                    hits++;
                }
            }
        }
        return -errno;
    }

    @Override
    public Memory allocate(int size) {
        return inner.allocate(size);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        int fault = fault(Call.SOCKET, -1);
        if (fault != 0) {
            return fault;
        }
        int fd = inner.socket(domain, type, protocol);
        if (fd >= 0) {
            synchronized (this) {
                descriptors.add(fd);
            }
        }
        return fd;
    }

    /** Closes the descriptor even when this call fails on order, as the kernels do. */
    @Override
    public int close(int fd) {
        int fault = fault(Call.CLOSE, -1);
        synchronized (this) {
            descriptors.remove(fd);
        }
        int result = inner.close(fd);
        return fault != 0 ? fault : result;
    }

    @Override
    public int setsockopt(int fd, int level, int option, Memory value, int length) {
        int fault = fault(Call.SETSOCKOPT, -1);
        return fault != 0 ? fault : inner.setsockopt(fd, level, option, value, length);
    }

    @Override
    public int ioctl(int fd, long request, Memory argument) {
        int fault = fault(Call.IOCTL, request);
        return fault != 0 ? fault : inner.ioctl(fd, request, argument);
    }

    @Override
    public int read(int fd, Memory buffer, int length) {
        int fault = fault(Call.READ, -1);
        return fault != 0 ? fault : inner.read(fd, buffer, length);
    }

    @Override
    public int write(int fd, Memory buffer, int length) {
        int fault = fault(Call.WRITE, -1);
        return fault != 0 ? fault : inner.write(fd, buffer, length);
    }

    @Override
    public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
        int fault = fault(Call.SYSCTL, -1);
        return fault != 0 ? fault : inner.sysctl(name, old, oldLength, fresh, freshLength);
    }

    @Override
    public List<SelfCheck> selfChecks() {
        return inner.selfChecks();
    }

    @Override
    public void close() {
        inner.close();
    }
}
