package org.nethook.host.pending;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.LaggStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.host.journal.Cause;
import org.nethook.host.state.MemoryStorage;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.Storage;

@Tag("B9")
class PendingLogTest {
    private static final List<Step> STEPS = List.of(
            new InterfaceStep.Create("lagg0"),
            new LaggStep.SetProtocol("lagg0", LaggProtocol.FAILOVER, LaggProtocol.NONE),
            new LaggStep.AddPort("lagg0", "hn0"));
    private static final Instant LATER = Instant.parse("2026-01-01T00:01:00Z");

    private final MemoryStorage storage = new MemoryStorage();
    private final StateDirectory state = new StateDirectory(storage, () -> "a boot");
    private final PendingLog log = new PendingLog(state);

    private static PendingPlan plan(List<Step> earlier) {
        return new PendingPlan(
                "a boot",
                Instant.EPOCH,
                "hyperv-vf",
                Cause.of(Cause.Kind.EVENT, "HYPERV_NIC_VF hn0 VF_UP", "hn0"),
                new Plan(
                        "hn0", "a \"reason\"\n", List.of("why", "why not"), STEPS, Optional.of(Duration.ofSeconds(90))),
                "ROUTED",
                earlier,
                earlier.isEmpty() ? Optional.empty() : Optional.of(LATER));
    }

    private static void assertSame(PendingPlan expected, PendingPlan actual) {
        assertEquals(expected.boot(), actual.boot());
        assertEquals(expected.began(), actual.began());
        assertEquals(expected.pluginId(), actual.pluginId());
        assertEquals(expected.cause().kind(), actual.cause().kind());
        assertEquals(expected.cause().text(), actual.cause().text());
        assertEquals(expected.cause().ifName(), actual.cause().ifName());
        assertEquals(expected.plan(), actual.plan());
        assertEquals(expected.path(), actual.path());
        assertEquals(expected.earlier(), actual.earlier());
        assertEquals(expected.earlierUntil(), actual.earlierUntil());
        assertEquals(expected.steps(), actual.steps());
        assertEquals(expected.backTo(), actual.backTo());
        assertEquals(expected.backReason(), actual.backReason());
        assertEquals(expected.watchedUntil(), actual.watchedUntil());
        for (int i = 0; i < expected.steps().size(); i++) {
            assertEquals(expected.progress(i), actual.progress(i), "step " + i);
        }
    }

    private PendingPlan read() throws Exception {
        return log.read().orElseThrow();
    }

    @Test
    void shouldKnowEverythingOfAPlanAgain() throws Exception {
        for (List<Step> earlier : List.of(List.<Step>of(), List.<Step>of(new InterfaceStep.BringUp("em0")))) {
            PendingPlan plan = plan(earlier);
            log.write(plan);
            assertSame(plan, read());
            int first = earlier.size();
            log.progress(plan, first, Progress.DOING);
            assertSame(plan, read());
            log.progress(plan, first, Progress.DONE);
            log.progress(plan, first + 1, Progress.FOUND);
            assertSame(plan, read());
            log.watch(plan, LATER);
            assertSame(plan, read());
            log.backIfPossible(plan, 0, "no \"path\"\n");
            log.progressIfPossible(plan, first, Progress.UNDOING);
            assertSame(plan, read());
            log.write(plan);
            assertSame(plan, read());
        }
    }

    @Test
    void shouldSayWhatIsLeft() throws Exception {
        PendingPlan plan = plan(List.of());
        log.write(plan);
        log.progress(plan, 0, Progress.DONE);
        log.progress(plan, 1, Progress.DOING);
        assertEquals(STEPS.subList(1, 3), plan.left());
        log.backIfPossible(plan, 0, "because");
        assertEquals(
                List.of("set protocol of lagg0 to none", "destroy lagg0"),
                plan.left().stream().map(Step::describe).toList());
    }

    @Test
    void shouldTakeATornLastRecordAsNotWritten() throws Exception {
        PendingPlan plan = plan(List.of());
        log.write(plan);
        long head = storage.size(StateDirectory.PENDING);
        log.progress(plan, 0, Progress.DOING);
        byte[] whole = storage.read(StateDirectory.PENDING, 1 << 20).orElseThrow();
        for (int length = (int) head; length < whole.length; length++) {
            storage.replace(StateDirectory.PENDING, Arrays.copyOf(whole, length));
            assertEquals(Progress.WAITING, read().progress(0), "torn after " + length + " bytes");
        }
        storage.replace(StateDirectory.PENDING, whole);
        assertEquals(Progress.DOING, read().progress(0));
    }

    @Test
    void shouldNeverReadALogThatWasAltered() throws Exception {
        PendingPlan plan = plan(List.of());
        log.write(plan);
        log.progress(plan, 0, Progress.DOING);
        log.progress(plan, 0, Progress.DONE);
        byte[] whole = storage.read(StateDirectory.PENDING, 1 << 20).orElseThrow();
        for (int i = 0; i < whole.length - 1; i++) {
            for (int mask : new int[] {1, 0x20, 0x80}) {
                byte[] altered = whole.clone();
                altered[i] ^= (byte) mask;
                storage.replace(StateDirectory.PENDING, altered);
                assertThrows(Storage.RefusedException.class, log::read, "byte " + i + " changed by " + mask);
            }
        }
        for (int length = 0; length < whole.length / 2; length++) {
            storage.replace(StateDirectory.PENDING, Arrays.copyOf(whole, length));
            assertThrows(Storage.RefusedException.class, log::read, "cut to " + length);
        }
    }

    @Test
    void shouldPutALogThatWasRefusedOutOfTheWay() throws Exception {
        byte[] foreign = "rm -rf /\n".getBytes(StandardCharsets.US_ASCII);
        storage.replace(StateDirectory.PENDING, foreign);
        assertThrows(Storage.RefusedException.class, log::read);
        assertEquals("pending.refused", log.putAside());
        assertFalse(log.exists());
        assertArrayEquals(foreign, storage.read("pending.refused", 100).orElseThrow());
    }

    @Test
    void shouldNotGrowWhenItIsWrittenAnew() throws Exception {
        PendingPlan plan = plan(List.of());
        log.write(plan);
        for (int i = 0; i < 1000; i++) {
            log.progress(plan, 0, Progress.DOING);
        }
        assertTrue(storage.size(StateDirectory.PENDING) > 10_000);
        log.write(plan);
        assertTrue(storage.size(StateDirectory.PENDING) < 1_500);
    }
}
