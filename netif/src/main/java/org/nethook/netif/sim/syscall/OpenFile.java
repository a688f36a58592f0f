package org.nethook.netif.sim.syscall;

/** What a descriptor stands for ({@code struct file}). */
abstract class OpenFile {
    /** O_NONBLOCK. */
    private boolean nonBlocking;

    private int fib;

    boolean isNonBlocking() {
        return nonBlocking;
    }

    void setNonBlocking(boolean fresh) {
        nonBlocking = fresh;
    }

    /** The routing table of a socket (SO_SETFIB). */
    int fib() {
        return fib;
    }

    void setFib(int fresh) {
        fib = fresh;
    }

    /** The domain of a socket; -1 of what is none. */
    int domain() {
        return -1;
    }

    /** The next thing to read, taken away as a whole; null when there is nothing. */
    byte[] read() {
        return null;
    }

    /** How many bytes can be read. */
    int readable() {
        return 0;
    }

    /** The last descriptor of it is closed. */
    void close() {}
}
