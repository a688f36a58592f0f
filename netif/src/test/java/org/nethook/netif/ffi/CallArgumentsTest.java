package org.nethook.netif.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every argument arrives as it was given, before and after the JVM has compiled the call. */
class CallArgumentsTest {
    /** As often as it takes for the JVM's compilers to look at a method. */
    private static final int CALLS = 20_000;

    /** Each function returns how many of its arguments were what the test gives. */
    private static final String SOURCE = """
            #include <stddef.h>
            static int is(const void *p, int n) { return p != NULL && *(const int *)p == n; }
            int socket(int a, int b, int c) { return (a == 1) + (b == 2) + (c == 3); }
            int close(int a) { return a == 1; }
            int setsockopt(int a, int b, int c, const void *d, unsigned e) {
                return (a == 1) + (b == 2) + (c == 3) + is(d, 11) + (e == 5);
            }
            int ioctl(int a, unsigned long b, void *c) { return (a == 1) + (b == 0xc0206938UL) + is(c, 11); }
            long read(int a, void *b, size_t c) { return (a == 1) + is(b, 11) + (c == 3); }
            long write(int a, const void *b, size_t c) { return (a == 1) + is(b, 11) + (c == 3); }
            int bind(int a, const void *b, unsigned c) { return (a == 1) + is(b, 11) + (c == 3); }
            int connect(int a, const void *b, unsigned c) { return (a == 1) + is(b, 11) + (c == 3); }
            int shutdown(int a, int b) { return (a == 1) + (b == 2); }
            long recvfrom(int a, void *b, size_t c, int d, void *e, void *f) {
                return (a == 1) + is(b, 11) + (c == 3) + (d == 4) + is(e, 12) + is(f, 13);
            }
            int sysctl(const int *a, unsigned b, void *c, size_t *d, const void *e, size_t f) {
                return is(a, 6) + (b == 2) + is(c, 11) + (*d == 14) + is(e, 12) + (f == 15);
            }
            """;

    @TempDir
    Path scratch;

    private LibC libc;

    @BeforeEach
    void compile() throws Exception {
        Path source = Files.writeString(scratch.resolve("arguments.c"), SOURCE);
        Path library = scratch.resolve("libarguments.so");
        Process gcc;
        try {
            gcc = new ProcessBuilder(
                            List.of("gcc", "-shared", "-fPIC", "-fno-builtin", "-o", library + "", source + ""))
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "needs gcc");
            return;
        }
        assertTrue(gcc.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, gcc.exitValue());
        libc = new JnrLibC(library.toString());
    }

    private Memory block(int first) {
        Memory block = libc.allocate(64);
        block.putInt(0, first);
        return block;
    }

    private static void always(int arguments, IntSupplier call) {
        for (int i = 0; i < CALLS; i++) {
            assertEquals(arguments, call.getAsInt(), "arguments that arrived at call " + i);
        }
    }

    @Test
    void shouldPassEveryArgument() {
        Memory eleven = block(11);
        Memory twelve = block(12);
        Memory thirteen = block(13);
        always(3, () -> libc.socket(1, 2, 3));
        always(1, () -> libc.close(1));
        always(5, () -> libc.setsockopt(1, 2, 3, eleven, 5));
        always(3, () -> libc.ioctl(1, 0xc0206938L, eleven));
        always(3, () -> libc.read(1, eleven, 3));
        always(3, () -> libc.write(1, eleven, 3));
        always(3, () -> libc.bind(1, eleven, 3));
        always(3, () -> libc.connect(1, eleven, 3));
        always(2, () -> libc.shutdown(1));
        always(6, () -> libc.recvfrom(1, eleven, 3, 4, twelve, thirteen));
        always(6, () -> libc.sysctl(new int[] {6, 7}, eleven, new long[] {14}, twelve, 15));
    }
}
