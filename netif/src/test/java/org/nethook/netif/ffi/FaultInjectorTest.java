package org.nethook.netif.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.netif.ffi.FaultInjector.Call;
import org.nethook.netif.ffi.FaultInjector.Fault;

@Tag("fault")
class FaultInjectorTest {

    /** Every call works; descriptors count up from 3. */
    private static final class WorkingLibC implements LibC {
        private int next = 3;
        private int closes;

        @Override
        public Memory allocate(int size) {
            throw new AssertionError("not needed here");
        }

        @Override
        public int socket(int domain, int type, int protocol) {
            return next++;
        }

        @Override
        public int close(int fd) {
            closes++;
            return 0;
        }

        @Override
        public int setsockopt(int fd, int level, int option, Memory value, int length) {
            return 0;
        }

        @Override
        public int ioctl(int fd, long request, Memory argument) {
            return 0;
        }

        @Override
        public int read(int fd, Memory buffer, int length) {
            return length;
        }

        @Override
        public int write(int fd, Memory buffer, int length) {
            return length;
        }

        @Override
        public int sysctl(int[] name, Memory old, long[] oldLength, Memory fresh, int freshLength) {
            return 0;
        }

        @Override
        public void close() {}
    }

    private final WorkingLibC working = new WorkingLibC();
    private final FaultInjector libc = new FaultInjector(working);

    @Test
    void shouldFailTheNthCallOfAnyKindOnce() {
        libc.inject(Fault.any(2, 12));
        assertEquals(3, libc.socket(2, 2, 0));
        assertEquals(-12, libc.ioctl(3, 1, null));
        assertEquals(0, libc.ioctl(3, 1, null));
        assertEquals(3, libc.calls());
        assertEquals(1, libc.hits());
    }

    @Test
    void shouldCountOnlyTheKindAndTheRequest() {
        libc.inject(Fault.of(Call.WRITE, 1, 55));
        libc.inject(Fault.ofIoctl(0x80206910L, 2, 1));
        assertEquals(0, libc.ioctl(3, 0x80206910L, null));
        assertEquals(0, libc.ioctl(3, 0xc0206911L, null));
        assertEquals(-1, libc.ioctl(3, 0x80206910L, null));
        assertEquals(8, libc.read(3, null, 8));
        assertEquals(-55, libc.write(3, null, 8));
        assertEquals(8, libc.write(3, null, 8));
        assertEquals(3, libc.calls(Call.IOCTL));
        assertEquals(2, libc.calls(Call.WRITE));
    }

    @Test
    void shouldFailFromThenOnUntilReset() {
        libc.inject(Fault.of(Call.SYSCTL, 2, 12).fromThenOn());
        assertEquals(0, libc.sysctl(null, null, null, null, 0));
        assertEquals(-12, libc.sysctl(null, null, null, null, 0));
        assertEquals(-12, libc.sysctl(null, null, null, null, 0));
        libc.reset();
        assertEquals(0, libc.sysctl(null, null, null, null, 0));
        assertEquals(1, libc.calls());
    }

    @Test
    void shouldKnowTheOpenDescriptors() {
        libc.inject(Fault.of(Call.SOCKET, 2, 24));
        assertEquals(3, libc.socket(2, 2, 0));
        assertEquals(-24, libc.socket(2, 2, 0));
        assertEquals(4, libc.socket(2, 2, 0));
        assertEquals(Set.of(3, 4), libc.openDescriptors());
        libc.inject(Fault.of(Call.CLOSE, 1, 5));
        assertEquals(-5, libc.close(3));
        assertEquals(1, working.closes, "a close that fails closes all the same");
        assertEquals(Set.of(4), libc.openDescriptors());
    }

    @Test
    void shouldCutACallShortOnce() {
        libc.shorten(Call.READ, 2, 3);
        libc.shorten(Call.WRITE, 1, 5);
        assertEquals(8, libc.read(3, null, 8));
        assertEquals(3, libc.read(3, null, 8));
        assertEquals(8, libc.read(3, null, 8));
        assertEquals(5, libc.write(3, null, 8));
        long[] length = {8};
        libc.shorten(Call.SYSCTL, 1, 2);
        assertEquals(0, libc.sysctl(null, null, length, null, 0));
        assertEquals(2, length[0]);
        assertEquals(3, libc.hits());
    }

    @Test
    void shouldDoSomethingJustBeforeACall() {
        int[] closes = {-1};
        libc.before(2, () -> closes[0] = working.closes);
        libc.close(3);
        assertEquals(-1, closes[0]);
        libc.close(4);
        assertEquals(1, closes[0], "before the second close, not after it");
        libc.close(5);
        assertEquals(1, closes[0]);
        assertEquals(0, libc.hits());
    }

    @Test
    void shouldRefuseAFaultThatCannotHappen() {
        assertThrows(IllegalArgumentException.class, () -> libc.shorten(Call.IOCTL, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> libc.shorten(Call.READ, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> Fault.any(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Fault.any(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Fault(Call.WRITE, 1, 1, 1, false));
    }
}
