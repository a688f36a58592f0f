package org.nethook.host.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.waiting.Due.Kind;

class WaitingRoomTest {
    private static final InterfaceEvent EVENT = new InterfaceEvent(
            "ETHERNET", "mlxen0", "IFATTACH", Map.of("text", "two  words=\"x\""), Instant.ofEpochSecond(90));

    @TempDir
    private Path temporary;

    private final FakeWaiters waiters = new FakeWaiters();
    private Instant now = Instant.ofEpochSecond(100, 250_000_000);

    private Path directory() {
        return temporary.resolve("state/waiting");
    }

    /** Another process' view of the same directory. */
    private WaitingRoom room() {
        return new WaitingRoom(directory(), () -> now, waiters);
    }

    private WaitingWork work(int seconds) {
        return new WaitingWork("vf", "up.hn0", "bring up mlxen0", now.plusSeconds(seconds), EVENT);
    }

    private Path file() {
        return directory().resolve("vf@up.hn0");
    }

    private void passes(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldHandOutWorkWholeAndOnce() throws IOException {
        WaitingWork work = work(10);
        assertEquals(101, room().handOver(work));
        assertEquals(List.of("vf@up.hn0"), waiters.started);
        assertEquals(List.of(work), room().list());
        assertTrue(Files.readString(file()).startsWith("110 101 "), "the line that the shell reads");

        assertEquals(Kind.NOT_YET, room().takeDue(file()).kind());
        passes(10);
        Due due = room().takeDue(file());
        assertEquals(Kind.NOW, due.kind());
        assertEquals(work, due.work());
        assertFalse(due.again());
        assertEquals(Kind.NOTHING, room().takeDue(file()).kind());
        assertEquals(List.of(), room().list());
    }

    @Test
    void shouldLeaveNothingToDoForThoseWhoWaitOnceAResidentHostSeesToIt() throws IOException {
        WaitingWork waiting = work(10);
        room().handOver(waiting);
        WaitingWork held = new WaitingWork("vf", "up.hn1", "bring up mlxen1", now.plusSeconds(5), EVENT);
        room().hold(held, "token");
        room().handOver(new WaitingWork("vf", "up.hn2", "not this", now.plusSeconds(5), EVENT));
        room().cancel("vf", "up.hn2");

        assertEquals(List.of(waiting, held), WaitingRoom.dissolve(directory()));

        assertEquals(List.of(), room().list());
        assertFalse(room().take("vf", "up.hn1", "token"));
        passes(10);
        assertEquals(Kind.NOTHING, room().takeDue(file()).kind());
    }

    @Test
    void shouldMakeNoDirectoryWhereNothingWaits() throws IOException {
        assertEquals(List.of(), WaitingRoom.dissolve(directory()));
        assertFalse(Files.exists(temporary.resolve("state")));
    }

    @Test
    void shouldWriteNothingBeforeThereIsSomethingToKeep() throws IOException {
        assertFalse(room().cancel("vf", "up.hn0"));
        assertEquals(Kind.NOTHING, room().takeDue(file()).kind());
        assertEquals(List.of(), room().adoptOrphans());
        assertFalse(Files.exists(temporary.resolve("state")));
    }

    @Test
    @Tag("A6")
    void shouldNeedOneWaiterHoweverOftenWorkIsPutOff() throws IOException {
        for (int i = 0; i < 300; i++) {
            assertEquals(101, room().handOver(work(10)));
            passes(1);
        }
        assertEquals(1, waiters.started.size());
        assertEquals(Kind.NOT_YET, room().takeDue(file()).kind());
        passes(9);
        assertEquals(Kind.NOW, room().takeDue(file()).kind());
    }

    @Test
    @Tag("A6")
    void shouldUseTheWaiterOfCancelledWorkAgain() throws IOException {
        for (int i = 0; i < 300; i++) {
            room().handOver(work(120));
            assertTrue(room().cancel("vf", "up.hn0"));
        }
        assertEquals(1, waiters.started.size());
    }

    @Test
    @Tag("B7")
    void shouldNotHandOutWorkThatAnotherProcessCancelled() throws IOException {
        room().handOver(work(10));
        assertTrue(room().cancel("vf", "up.hn0"));
        assertFalse(room().cancel("vf", "up.hn0"), "cancelled twice");
        assertEquals(List.of(), room().list());
        passes(10);
        assertEquals(Kind.NOTHING, room().takeDue(file()).kind());
        assertFalse(Files.exists(file()));
    }

    @Test
    void shouldStartAnotherWaiterForWorkThatIsDueEarlier() throws IOException {
        room().handOver(work(60));
        assertEquals(102, room().handOver(work(5)));
        passes(5);
        assertEquals(Kind.NOW, room().takeDue(file()).kind());
        passes(55);
        assertEquals(Kind.NOTHING, room().takeDue(file()).kind(), "the first waiter's");
    }

    @Test
    void shouldLetAWaitingNethookDoItsOwnWorkOnly() throws IOException {
        room().hold(work(10), "a");
        assertFalse(room().take("vf", "up.hn0", "b"));
        assertEquals(Kind.NOTHING, room().takeDue(file()).kind(), "it is no waiter's");
        assertTrue(room().take("vf", "up.hn0", "a"));
        assertFalse(room().take("vf", "up.hn0", "a"));

        room().hold(work(10), "a");
        room().handOver(work(10));
        assertFalse(room().take("vf", "up.hn0", "a"), "replaced");
        room().hold(work(10), "c");
        assertTrue(room().cancel("vf", "up.hn0"));
        assertFalse(room().take("vf", "up.hn0", "c"), "cancelled");
    }

    @Test
    @Tag("B9")
    void shouldGiveTheWorkOfAKilledWaiterToAnother() throws IOException {
        room().handOver(work(10));
        waiters.living.remove(101L);
        passes(20);
        assertEquals(List.of(), room().adoptOrphans());
        assertEquals(2, waiters.started.size());
        Due due = room().takeDue(file());
        assertEquals(Kind.NOW, due.kind());
        assertFalse(due.again(), "the event leads to the work again");
    }

    @Test
    @Tag("B9")
    void shouldRunTheWholeEventAgainWhenANethookDiedThatHadTheWorkInMemory() throws IOException {
        room().hold(work(10), "a");
        waiters.living.remove(1L);
        room().adoptOrphans();
        passes(10);
        assertTrue(room().takeDue(file()).again());
    }

    @Test
    void shouldTellOfACommandsWorkThatDiedWithIt() throws IOException {
        WaitingWork work = new WaitingWork("vf", "up.hn0", "look", now.plusSeconds(9), null);
        room().hold(work, "a");
        waiters.living.remove(1L);
        assertEquals(List.of(work), room().adoptOrphans());
        assertEquals(List.of(), room().adoptOrphans());
    }

    @Test
    void shouldNotTakeALaterProcessOfTheSameNumberForTheWaiter() throws IOException {
        room().handOver(work(10));
        waiters.living.put(101L, 101_000L + 60_000);
        room().adoptOrphans();
        assertEquals(2, waiters.started.size());
        waiters.living.put(102L, 102_000L + 1_000);
        room().adoptOrphans();
        assertEquals(2, waiters.started.size(), "the clock was set a little");
    }

    @Test
    void shouldForgetWhatIsNotWhole() throws IOException {
        room().handOver(work(10));
        String text = Files.readString(file());
        for (int length = 0; length < text.length(); length += 7) {
            Files.writeString(file(), text.substring(0, length));
            passes(20);
            Due due = room().takeDue(file());
            assertTrue(due.kind() == Kind.NOTHING || due.work().purpose().equals("bring up mlxen0"), text);
        }
        Files.writeString(file(), "110 x y\n");
        room().adoptOrphans();
        assertFalse(Files.exists(file()));
    }

    @Test
    void shouldKeepNothingThatNobodyWaitsFor() throws IOException {
        waiters.refuses = true;
        assertThrows(IOException.class, () -> room().handOver(work(10)));
        assertFalse(Files.exists(file()));
    }

    @Test
    void shouldRefuseAFileOfAnotherPlace() {
        assertThrows(IOException.class, () -> room().takeDue(temporary.resolve("vf@up.hn0")));
    }
}
