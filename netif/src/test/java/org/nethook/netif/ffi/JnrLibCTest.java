package org.nethook.netif.ffi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The machine's own libc, with Linux's numbers (asm-generic/ioctls.h, errno.h). */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs a Linux kernel behind libc")
class JnrLibCTest {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final long SIOCGIFFLAGS = 0x8913;
    private static final int IFF_LOOPBACK = 0x8;
    private static final int EBADF = 9;
    private static final int EFAULT = 14;
    private static final int ENODEV = 19;

    private final LibC libc = new JnrLibC();

    @Test
    void shouldReadTheFlagsOfLoopback() {
        Memory ifreq = ifreq("lo");
        int fd = libc.socket(AF_INET, SOCK_DGRAM, 0);
        assertTrue(fd >= 0, "socket: " + fd);

        assertEquals(0, libc.ioctl(fd, SIOCGIFFLAGS, ifreq));
        assertEquals(IFF_LOOPBACK, ifreq.getShort(16) & IFF_LOOPBACK);
        assertEquals(-ENODEV, libc.ioctl(fd, SIOCGIFFLAGS, ifreq("nosuchif0")));

        assertEquals(0, libc.close(fd));
        assertEquals(-EBADF, libc.close(fd));
    }

    @Test
    void shouldGiveTheErrnoOfEachRefusedCall() {
        Memory block = libc.allocate(8);

        assertEquals(-EBADF, libc.ioctl(-1, SIOCGIFFLAGS, block));
        assertEquals(-EBADF, libc.read(-1, block, 8));
        assertEquals(-EBADF, libc.write(-1, block, 8));
        assertTrue(libc.socket(AF_INET, 99, 0) < 0);
    }

    @Test
    void shouldGiveEachThreadTheErrnoOfItsOwnCalls() throws InterruptedException {
        Memory ifreq = ifreq("nosuchif0");
        int fd = libc.socket(AF_INET, SOCK_DGRAM, 0);
        AtomicInteger wrong = new AtomicInteger();
        Thread other = new Thread(() -> {
            for (int i = 0; i < 20_000; i++) {
                wrong.addAndGet(libc.close(-1) == -EBADF ? 0 : 1);
            }
        });
        other.start();
        for (int i = 0; i < 20_000; i++) {
            wrong.addAndGet(libc.ioctl(fd, SIOCGIFFLAGS, ifreq) == -ENODEV ? 0 : 1);
        }
        other.join();
        libc.close(fd);

        assertEquals(0, wrong.get());
    }

    @Test
    void shouldPassARequestAsUnsigned32Bits() {
        int fd = libc.socket(AF_INET, SOCK_DGRAM, 0);
        try {
            assertEquals(0, libc.ioctl(fd, 0xffffffff00000000L | SIOCGIFFLAGS, ifreq("lo")));
        } finally {
            libc.close(fd);
        }
    }

    @Test
    void shouldSayThatThisLibcHasNoSysctl() {
        LibcUnavailableException e = assertThrows(
                LibcUnavailableException.class, () -> libc.sysctl(new int[] {1, 1}, null, new long[1], null, 0));

        assertEquals("libc.so.6 has no function sysctl; nethook.libc can name another file", e.getMessage());
    }

    @Test
    void shouldReachMemoryThroughItsAddress() {
        int fd = libc.socket(AF_INET, SOCK_DGRAM, 0);
        try {
            Memory outside = libc.allocate(4096);
            assertEquals(0, outside.getLong(4088));
            assertTrue(outside.address() != 0);
            // SIOCGIFCONF (0x8912): ifc_len at 0, ifc_buf at 8; the kernel writes to the second block
            Memory ifconf = libc.allocate(16);
            ifconf.putInt(0, outside.size());
            ifconf.putLong(8, outside.address());
            assertEquals(0, libc.ioctl(fd, 0x8912, ifconf));
            assertTrue(ifconf.getInt(0) % 40 == 0);
            ifconf.putInt(0, outside.size());
            ifconf.putLong(8, 8);
            int length = ifconf.getInt(0);
            int result = libc.ioctl(fd, 0x8912, ifconf);
            assertTrue(result == -EFAULT || ifconf.getInt(0) < length, "result " + result);
        } finally {
            libc.close(fd);
        }
    }

    @Test
    void shouldKeepNumbersInTheMachinesOrder() {
        Memory block = libc.allocate(16);
        block.putShort(0, 0x8001);
        block.putInt(4, 0x80000001);
        block.putLong(8, 0x8000000000000002L);

        assertEquals(0x8001, block.getShort(0));
        assertEquals(0x80000001, block.getInt(4));
        assertEquals(0x8000000000000002L, block.getLong(8));
        assertArrayEquals(new byte[] {1, (byte) 0x80, 0, 0, 1, 0, 0, (byte) 0x80}, block.bytes(0, 8));
        assertEquals(0x80, block.getByte(15));
        assertThrows(IndexOutOfBoundsException.class, () -> block.getByte(16));
        assertThrows(IndexOutOfBoundsException.class, () -> libc.read(0, block, 17));
    }

    @Test
    void shouldWorkWithoutGeneratedCodeAndSayNothing(@TempDir Path scratch) throws Exception {
        assertEquals("flags 8\n", run(scratch, "-Djnr.ffi.asm.enabled=false"));
        assertEquals("flags 8\n", run(scratch, "-Djnr.ffi.asm.enabled=true"));
    }

    @Test
    void shouldSayInOneLineThatLibcCannotBeLoaded(@TempDir Path scratch) throws Exception {
        String output = run(scratch, "-Dnethook.libc=libnosuch.so.9");

        assertTrue(output.startsWith("cannot call libnosuch.so.9 ("), output);
        assertTrue(output.endsWith("; nethook.libc can name another file\n"), output);
        assertEquals(1, output.lines().count(), output);
    }

    private static String run(Path scratch, String property) throws IOException, InterruptedException {
        Path output = scratch.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        property,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoopbackFlags.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
        return Files.readString(output);
    }

    private Memory ifreq(String ifName) {
        return ifreq(libc, ifName);
    }

    private static Memory ifreq(LibC libc, String ifName) {
        Memory ifreq = libc.allocate(40);
        byte[] name = ifName.getBytes(StandardCharsets.US_ASCII);
        ifreq.put(0, name, 0, name.length);
        return ifreq;
    }

    /** Prints the one flag of lo that it always has, or what is in the way. */
    static final class LoopbackFlags {
        private LoopbackFlags() {}

        public static void main(String[] arguments) {
            try (LibC libc = new JnrLibC()) {
                int fd = libc.socket(AF_INET, SOCK_DGRAM, 0);
                Memory ifreq = ifreq(libc, "lo");
                int result = libc.ioctl(fd, SIOCGIFFLAGS, ifreq);
                System.out.println("flags " + (result < 0 ? result : ifreq.getShort(16) & IFF_LOOPBACK));
            } catch (LibcUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
