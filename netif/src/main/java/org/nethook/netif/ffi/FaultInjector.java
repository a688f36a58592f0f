package org.nethook.netif.ffi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.nethook.netif.selfcheck.SelfCheck;

/**
 * A libc whose calls fail on order: it hands every call on to another one, except those that a {@link Fault} picks,
 * which return the fault's errno and never reach it. Reads, writes and sysctls can also be cut short, and something else
 * can be done just before a call, such as pulling out an interface. It counts calls and knows the open descriptors, so
 * that a test can fail every call in turn and find none leaked. Usable from any thread.
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
        SYSCTL,
        BIND,
        CONNECT,
        RECVFROM,
        SHUTDOWN
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

    /**
     * A call that is being made.
     *
     * @param call its kind
     * @param what of an ioctl the request, as an unsigned 32-bit number; of a write the fourth byte, which is the type of a
     *     routing message; else -1
     */
    public record Made(Call call, long what) {}

    /** What happens at one call: it fails, is cut short, or something is done before it. */
    private static final class Armed {
        private final Fault fault;
        private final int shortTo;
        private final Runnable before;
        private int seen;

        private Armed(Fault fault, int shortTo, Runnable before) {
            this.fault = fault;
            this.shortTo = shortTo;
            this.before = before;
        }

        private boolean fails() {
            return shortTo < 0 && before == null;
        }
    }

    /** What has been decided for one call. */
    private record Fate(int result, int shortTo) {
        private boolean fails() {
            return result != 0;
        }

        private int cut(int length) {
            return shortTo < 0 ? length : Math.min(length, shortTo);
        }
    }

    private final LibC inner;
    private final List<Armed> faults = new ArrayList<>();
    private final int[] calls = new int[Call.values().length];
    private ToIntFunction<Made> judge = made -> 0;
    private final Set<Integer> descriptors = new TreeSet<>();
    private int hits;

    /** Calls go to this libc. */
    public FaultInjector(LibC inner) {
        this.inner = inner;
    }

    /** Arms a fault; several can be armed, and the one armed first wins. */
    public synchronized void inject(Fault fault) {
        faults.add(new Armed(fault, -1, null));
    }

    /**
     * Cuts the nth call from now on short, once: a read and a sysctl give at most so many bytes of what there is and lose the
     * rest, a write passes on no more.
     *
     * @param call READ, WRITE or SYSCTL
     * @param bytes 0 or more
     */
    public synchronized void shorten(Call call, int nth, int bytes) {
        if (call != Call.READ && call != Call.WRITE && call != Call.SYSCTL || bytes < 0) {
            throw new IllegalArgumentException(call + " cannot be cut to " + bytes + " bytes");
        }
        faults.add(new Armed(Fault.of(call, nth, 1), bytes, null));
    }

    /** Does something once, just before the nth call of any kind from now on; that call then goes its way. */
    public synchronized void before(int nth, Runnable action) {
        faults.add(new Armed(Fault.any(nth, 1), -1, action));
    }

    /**
     * Lets somebody decide for each call which no fault picks: with which errno it fails, 0 for none. There is one such, the last.
     * It is asked with a lock held and makes no calls of its own.
     */
    public synchronized void judge(ToIntFunction<Made> chosen) {
        judge = chosen;
    }

    /** Disarms all faults and forgets the counts; open descriptors stay known. */
    public synchronized void reset() {
        faults.clear();
        judge = made -> 0;
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

    private Fate fate(Call call) {
        return fate(call, -1, -1);
    }

    private Fate fate(Call call, long request, long what) {
        List<Runnable> actions = new ArrayList<>();
        int errno = 0;
        int shortTo = -1;
        synchronized (this) {
            calls[call.ordinal()]++;
            for (Armed armed : faults) {
                if (!armed.fault.matches(call, request)) {
                    continue;
                }
                armed.seen++;
                boolean due = armed.fault.lasting ? armed.seen >= armed.fault.nth : armed.seen == armed.fault.nth;
                if (due && armed.before != null) {
                    actions.add(armed.before);
                } else if (due && armed.shortTo >= 0) {
                    shortTo = armed.shortTo;
                    hits++;
                } else if (due && armed.fails() && errno == 0) {
                    errno = armed.fault.errno;
                    hits++;
                }
            }
            if (errno == 0) {
                errno = judge.applyAsInt(new Made(call, what));
                hits += errno == 0 ? 0 : 1;
            }
        }
        // Outside the lock: an action may make calls of its own through this libc.
        actions.forEach(Runnable::run);
        return new Fate(-errno, shortTo);
    }

    @Override
    public Memory allocate(int size) {
        return inner.allocate(size);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        Fate fate = fate(Call.SOCKET);
        if (fate.fails()) {
            return fate.result;
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
        Fate fate = fate(Call.CLOSE);
        synchronized (this) {
            descriptors.remove(fd);
        }
        int result = inner.close(fd);
        return fate.fails() ? fate.result : result;
    }

    @Override
    public int setsockopt(int fd, int level, int option, Memory value, int length) {
        Fate fate = fate(Call.SETSOCKOPT);
        return fate.fails() ? fate.result : inner.setsockopt(fd, level, option, value, length);
    }

    @Override
    public int ioctl(int fd, long request, Memory argument) {
        Fate fate = fate(Call.IOCTL, request, request);
        return fate.fails() ? fate.result : inner.ioctl(fd, request, argument);
    }

    @Override
    public int read(int fd, Memory buffer, int length) {
        Fate fate = fate(Call.READ);
        return fate.fails() ? fate.result : fate.cut(inner.read(fd, buffer, length));
    }

    @Override
    public int write(int fd, Memory buffer, int length) {
        Fate fate = fate(Call.WRITE, -1, buffer != null && length > 3 ? buffer.getByte(3) : -1);
        return fate.fails() ? fate.result : inner.write(fd, buffer, fate.cut(length));
    }

    @Override
    public int bind(int fd, Memory address, int length) {
        Fate fate = fate(Call.BIND);
        return fate.fails() ? fate.result : inner.bind(fd, address, length);
    }

    @Override
    public int connect(int fd, Memory address, int length) {
        Fate fate = fate(Call.CONNECT);
        return fate.fails() ? fate.result : inner.connect(fd, address, length);
    }

    @Override
    public int recvfrom(int fd, Memory buffer, int length, int flags, Memory sender, Memory senderLength) {
        Fate fate = fate(Call.RECVFROM);
        return fate.fails() ? fate.result : inner.recvfrom(fd, buffer, length, flags, sender, senderLength);
    }

    @Override
    public int shutdown(int fd) {
        Fate fate = fate(Call.SHUTDOWN);
        return fate.fails() ? fate.result : inner.shutdown(fd);
    }

    @Override
    public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
        Fate fate = fate(Call.SYSCTL);
        if (fate.fails()) {
            return fate.result;
        }
        int result = inner.sysctl(name, old, oldLength, fresh, freshLength);
        if (result == 0 && oldLength != null && fate.shortTo >= 0) {
            oldLength[0] = Math.min(oldLength[0], fate.shortTo);
        }
        return result;
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
