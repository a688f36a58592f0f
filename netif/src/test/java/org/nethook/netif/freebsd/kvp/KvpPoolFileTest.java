package org.nethook.netif.freebsd.kvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.netif.NetifException;

class KvpPoolFileTest {
    /** Locks as the daemon does, says so, and goes on when its standard input ends. */
    private static final String DAEMON = """
            #include <fcntl.h>
            #include <unistd.h>
            int main(int argc, char **argv) {
                struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
                char c;
                int fd = open(argv[argc - 1], O_RDWR);
                if (fcntl(fd, F_SETLKW, &whole) == -1 || write(1, "l", 1) != 1)
                    return 1;
                while (read(0, &c, 1) > 0)
                    continue;
                return 0;
            }
            """;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void makePool() throws IOException {
        file = Files.write(directory.resolve(".kvp_pool_1"), new KvpRecord("other", "kept").bytes());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void shouldPublishIntoTheSameFile() throws Exception {
        Object inode = Files.getAttribute(file, "unix:ino");
        KvpPoolFile pool = new KvpPoolFile(file);
        pool.publish("nethook.", Map.of("nethook.a", "1"));
        pool.publish("nethook.", Map.of("nethook.a", "2", "nethook.b", "3"));
        assertEquals(Map.of("nethook.a", "2", "nethook.b", "3"), pool.read("nethook."));
        assertEquals(3 * KvpRecord.SIZE, Files.size(file));
        pool.publish("nethook.", Map.of());
        assertEquals(Map.of("other", "kept"), pool.read(""));
        assertEquals(KvpRecord.SIZE, Files.size(file));
        assertEquals(inode, Files.getAttribute(file, "unix:ino"));
    }

    @Test
    void shouldLetThreadsPublishAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> all = new java.util.ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String prefix = "nethook.hn" + i + ".";
                all.add(() -> {
                    new KvpPoolFile(file).publish(prefix, Map.of(prefix + "mode", "x"));
                    return null;
                });
            }
            for (var each : threads.invokeAll(all)) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(40, new KvpPoolFile(file).read("nethook.").size());
    }

    @Test
    void shouldNotWriteWhileTheDaemonHasItLocked() throws Exception {
        Path program = compiled();
        Process daemon = new ProcessBuilder(program.toString(), file.toString()).start();
        try {
            assertEquals('l', daemon.getInputStream().read());
            NetifException refused = assertThrows(
                    NetifException.class,
                    () -> new KvpPoolFile(file, Duration.ofMillis(50)).publish("nethook.", Map.of("nethook.a", "1")));
            assertTrue(refused.getMessage().contains("locked by another program"), refused.getMessage());
            assertEquals(KvpRecord.SIZE, Files.size(file));
            daemon.getOutputStream().close();
            new KvpPoolFile(file, Duration.ofSeconds(60)).publish("nethook.", Map.of("nethook.a", "1"));
            assertEquals(0, daemon.waitFor());
        } finally {
            daemon.destroyForcibly();
        }
    }

    private Path compiled() throws IOException, InterruptedException {
        Path source = Files.writeString(directory.resolve("daemon.c"), DAEMON);
        Path program = directory.resolve("daemon");
        Process gcc = null;
        try {
            gcc = new ProcessBuilder("gcc", "-o", program.toString(), source.toString())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "needs gcc");
        }
        assertEquals(0, gcc.waitFor());
        return program;
    }

    @Test
    void shouldSayWhyThereIsNoPool() throws IOException {
        refuses("there is no " + directory.resolve("none"), directory.resolve("none"));
        refuses("no regular file", directory);
        refuses("Too many levels|symbolic|no regular file", Files.createSymbolicLink(directory.resolve("link"), file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        refuses("others may write to it", file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.write(file, new byte[1025 * KvpRecord.SIZE]);
        refuses("more than 1024 records", file);
    }

    private static void refuses(String expected, Path file) {
        NetifException refused = assertThrows(
                NetifException.class, () -> new KvpPoolFile(file).publish("nethook.", Map.of("nethook.a", "1")));
        assertTrue(refused.getMessage().matches(".*(" + expected + ").*"), refused.getMessage());
    }
}
