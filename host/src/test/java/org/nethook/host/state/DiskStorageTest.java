package org.nethook.host.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageTest {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2, 3};

    @TempDir
    Path temp;

    private Path directory;
    private DiskStorage storage;

    @BeforeEach
    void nameDirectory() {
        directory = temp.resolve("var/state");
        storage = new DiskStorage(directory);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shouldMakeNothingBeforeItIsNeeded() throws Exception {
        assertFalse(storage.exists("pending"));
        assertEquals(Optional.empty(), storage.read("pending", 10));
        assertEquals(0, storage.size("pending"));
        assertEquals(-1, storage.lastByte("pending"));
        assertEquals(List.of(), storage.list("plugins"));
        storage.delete("pending");
        assertFalse(Files.exists(directory));
    }

    @Test
    void shouldLetNobodyElseReachWhatItMakes() throws Exception {
        storage.replace("plugins/hyperv-vf", ONE);
        storage.append("history.jsonl", ONE, true);
        storage.lock(Duration.ZERO).close();
        assertEquals("rwx------", mode(directory));
        assertEquals("rwx------", mode(directory.resolve("plugins")));
        assertEquals("rw-------", mode(directory.resolve("plugins/hyperv-vf")));
        assertEquals("rw-------", mode(directory.resolve("history.jsonl")));
        assertEquals("rw-------", mode(directory.resolve("lock")));
    }

    @Test
    void shouldReplaceAppendRenameAndDelete() throws Exception {
        storage.replace("a", ONE);
        storage.replace("a", TWO);
        storage.append("a", ONE, false);
        assertArrayEquals(new byte[] {2, 3, 1}, storage.read("a", 3).orElseThrow());
        assertEquals(3, storage.size("a"));
        assertEquals(1, storage.lastByte("a"));
        storage.rename("a", "b");
        assertFalse(storage.exists("a"));
        storage.replace("folder/z", ONE);
        storage.replace("folder/y", ONE);
        assertEquals(List.of("y", "z"), storage.list("folder"));
        storage.delete("b");
        storage.delete("b");
        assertFalse(storage.exists("b"));
    }

    @Test
    void shouldRefuseADirectoryThatOthersCanReach() throws Exception {
        storage.replace("pending", ONE);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        String line = directory + " has mode 750, so others can reach it; make it 0700: chmod 0700 " + directory;
        assertEquals(
                line,
                assertThrows(Storage.RefusedException.class, () -> storage.read("pending", 10))
                        .getMessage());
        assertThrows(Storage.RefusedException.class, () -> storage.replace("pending", TWO));
        assertThrows(Storage.RefusedException.class, () -> storage.lock(Duration.ZERO));
    }

    @Test
    void shouldRefuseADirectoryThatIsALink() throws Exception {
        Path real = Files.createDirectory(
                temp.resolve("real"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectories(directory.getParent());
        Files.createSymbolicLink(directory, real);
        assertThrows(Storage.RefusedException.class, () -> storage.replace("pending", ONE));
        assertEquals(0, Files.list(real).count());
    }

    @Test
    void shouldRefuseAFileThatOthersCouldHaveWritten() throws Exception {
        storage.replace("pending", ONE);
        Path file = directory.resolve("pending");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThrows(Storage.RefusedException.class, () -> storage.read("pending", 10));
        assertThrows(Storage.RefusedException.class, () -> storage.append("pending", TWO, true));
        Files.delete(file);
        Path elsewhere = Files.write(temp.resolve("elsewhere"), ONE);
        Files.createSymbolicLink(file, elsewhere);
        assertThrows(Storage.RefusedException.class, () -> storage.read("pending", 10));
        storage.replace("pending", TWO);
        assertArrayEquals(ONE, Files.readAllBytes(elsewhere));
    }

    @Test
    void shouldRefuseWhatBelongsToAnother() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a file away");
        storage.replace("pending", ONE);
        Files.setAttribute(directory.resolve("pending"), "unix:uid", 12345);
        assertThrows(Storage.RefusedException.class, () -> storage.read("pending", 10));
        Files.setAttribute(directory, "unix:uid", 12345);
        assertThrows(Storage.RefusedException.class, () -> storage.replace("history.jsonl", ONE));
    }

    @Test
    void shouldNotReadMoreThanAsked() throws Exception {
        storage.replace("pending", new byte[11]);
        assertThrows(Storage.RefusedException.class, () -> storage.read("pending", 10));
        assertEquals(11, storage.read("pending", 11).orElseThrow().length);
    }

    @Test
    void shouldKeepNamesInside() {
        assertThrows(IOException.class, () -> storage.replace("../outside", ONE));
        assertFalse(Files.exists(temp.resolve("var/outside")));
    }

    @Test
    void shouldFinishAWriteWhenTheThreadWasInterrupted() throws Exception {
        Thread.currentThread().interrupt();
        storage.replace("pending", ONE);
        storage.append("pending", TWO, true);
        assertArrayEquals(new byte[] {1, 2, 3}, storage.read("pending", 10).orElseThrow());
        storage.rename("pending", "done");
        storage.lock(Duration.ZERO).close();
        assertTrue(Thread.interrupted(), "and it stays interrupted");
    }

    @Test
    void shouldLetAThreadTakeTheLockAgain() throws Exception {
        Storage.Held outer = storage.lock(Duration.ZERO);
        storage.lock(Duration.ZERO).close();
        assertTrue(otherThreadIsLockedOut());
        outer.close();
        assertFalse(otherThreadIsLockedOut());
    }

    private boolean otherThreadIsLockedOut() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        String[] refusal = {null};
        Thread other = new Thread(() -> {
            try {
                new DiskStorage(directory).lock(Duration.ZERO).close();
            } catch (IOException e) {
                refusal[0] = e.getMessage();
            }
            done.countDown();
        });
        other.start();
        assertTrue(done.await(60, TimeUnit.SECONDS));
        return refusal[0] != null;
    }

    @Test
    void shouldNameTheProcessThatHasTheLock() throws Exception {
        Process holder = LockHolder.start(directory);
        try {
            assertEquals("locked", holder.inputReader().readLine());
            String message = assertThrows(Storage.LockedException.class, () -> storage.lock(Duration.ofMillis(20)))
                    .getMessage();
            assertEquals(
                    directory.resolve("lock") + " is held by another nethook (pid " + holder.pid()
                            + "); waited 0 s for it",
                    message);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        storage.lock(Duration.ofSeconds(60)).close();
    }
}
