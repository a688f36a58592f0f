package org.nethook.host.resident.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final List<String> overflows = new ArrayList<>();
    private Lanes lanes = new Lanes(new Bounds(4, 10, 3), ready::add, overflows::add);

    @ParameterizedTest
    @Tag("A6")
    @CsvSource(
            delimiter = '|',
            value = {
                "em0 LINK_UP, em0 LINK_DOWN                           | em0 LINK_DOWN",
                "em0 LINK_DOWN, em0 LINK_UP                           | em0 LINK_UP",
                "hn0 VF_UP, hn0 VF_DOWN, hn0 VF_UP                    | hn0 VF_UP",
                "em0 ADDR_ADD address=192.0.2.1, em0 ADDR_DEL address=192.0.2.1 | em0 ADDR_DEL",
                "em0 ADDR_ADD address=192.0.2.1, em0 ADDR_DEL address=192.0.2.2 | em0 ADDR_ADD, em0 ADDR_DEL",
                "hn0 VF_UP, hn0 LINK_DOWN, hn0 VF_DOWN                | hn0 LINK_DOWN, hn0 VF_DOWN",
                "em0 ATTACH, em0 ATTACH                               | em0 ATTACH, em0 ATTACH",
                "em0 LINK_DOWN, em0 DETACH, em0 ATTACH, em0 LINK_DOWN | em0 LINK_DOWN, em0 DETACH, em0 ATTACH, em0 LINK_DOWN",
                "em0 LINK_DOWN, em0 IFATTACH, em0 LINK_DOWN           | em0 LINK_DOWN, em0 IFATTACH, em0 LINK_DOWN",
                "DEVFS CDEV CREATE cdev=a, DEVFS CDEV CREATE cdev=a   | CDEV CREATE",
                "DEVFS CDEV CREATE cdev=a, DEVFS CDEV CREATE cdev=b   | CDEV CREATE, CDEV CREATE",
            })
    void shouldReplaceThePendingEventOfItsKind(String offered, String expected) {
        offer(offered.split(", "));
        run();
        assertEquals(List.of(expected.split(", ")), ran);
        assertBalanced();
    }

    @ParameterizedTest
    @Tag("A7")
    @CsvSource(
            delimiter = '|',
            value = {
                "em0 LINK_UP  | em0 LINK_DOWN | true",
                "hn0 VF_UP    | hn0 VF_DOWN   | true",
                "em0 LINK_UP  | em0 DETACH    | true",
                "em0 ADDR_ADD | em0 DETACH    | true",
                "em0 LINK_DOWN| em0 LINK_UP   | false",
                "em0 LINK_UP  | em0 LINK_UP   | false",
                "em0 DETACH   | em0 ATTACH    | false",
                "hn0 VF_UP    | hn0 LINK_DOWN | false",
            })
    void shouldTakeARunningUpBackWhenTheDownComes(String running, String later, boolean takenBack) {
        offer(running.strip());
        Lane lane = ready.poll();
        EventItem item = (EventItem) lanes.take(lane);
        offer(later.strip());
        assertEquals(takenBack, item.isTakenBack());
    }

    @Test
    @Tag("A7")
    void shouldNotRunAnUpThatWaitsWhenItsInterfaceGoes() {
        offer("em0 ATTACH", "em0 LINK_UP", "em0 ADDR_ADD address=192.0.2.1", "em0 DETACH");
        run();
        assertEquals(List.of("em0 ATTACH", "em0 DETACH"), ran);
        assertEquals(new LaneCounts(4, 2, 2, 0, 0, 0), lanes.counts());
        assertEquals(Set.of("LINK_UP COALESCED", "ADDR_ADD COALESCED"), Set.copyOf(ends.subList(0, 2)));
        assertEquals(List.of("ATTACH HANDLED", "DETACH HANDLED"), ends.subList(2, 4));
    }

    @Test
    void shouldDropWhatWaitsAndResyncOnceWhenALaneIsFull() {
        for (int i = 0; i < 7; i++) {
            offer("em0 ADDR_ADD address=192.0.2." + i);
        }
        assertEquals(new LaneCounts(7, 0, 0, 5, 2, 0), lanes.counts());
        run();
        assertEquals(List.of("em0 resync", "em0 ADDR_ADD", "em0 ADDR_ADD"), ran);
        assertEquals(List.of("em0"), overflows);
        assertBalanced();
    }

    @Test
    void shouldResyncOnceAndSayItOnceHoweverOftenALaneOverflows() {
        for (int i = 0; i < 100; i++) {
            offer("em0 ADDR_ADD address=192.0.2." + i);
        }
        run();
        assertEquals("em0 resync", ran.get(0));
        assertEquals(1, ran.stream().filter("em0 resync"::equals).count());
        assertEquals(List.of("em0"), overflows);
        for (int i = 0; i < 5; i++) {
            offer("em0 ADDR_ADD address=192.0.2." + i);
        }
        assertEquals(List.of("em0", "em0"), overflows);
        assertBalanced();
    }

    @Test
    void shouldStayBoundedUnderTenThousandNames() {
        for (int i = 0; i < 10_000; i++) {
            offer("tap" + i + " ATTACH");
            assertTrue(lanes.counts().waiting() <= 10);
        }
        assertTrue(lanes.all().size() <= 10 + 3, lanes.all().size() + " lanes");
        assertEquals(List.of(Lanes.EVERYTHING), overflows);
        assertEquals(10_000, lanes.counts().received());
        assertEquals(9_990, lanes.counts().dropped());
        run();
        assertTrue(ran.contains("* resync"));
        assertTrue(lanes.all().size() <= 3, lanes.all().size() + " lanes are remembered");
        assertBalanced();
    }

    @Test
    void shouldForgetTheLaneOfAnInterfaceThatHasGone() {
        offer("em0 ATTACH");
        run();
        assertEquals(1, lanes.all().size());
        offer("em0 DETACH");
        run();
        assertEquals(0, lanes.all().size());
        assertEquals(new LaneCounts(2, 2, 0, 0, 0, 0), lanes.counts());
    }

    @Test
    void shouldKeepTheNewNameWaitingUntilTheRenameHasRun() {
        offer("hn0 RENAME name=wan0", "wan0 LINK_UP");
        Lane newName = takeReady("wan0");
        assertEquals(null, lanes.take(newName));
        run();
        assertEquals(List.of("hn0 RENAME", "wan0 LINK_UP"), ran);
    }

    @Test
    void shouldNotDeadlockWhenTwoInterfacesSwapNames() {
        offer("a0 RENAME name=t0", "b0 RENAME name=a0", "t0 RENAME name=b0", "a0 LINK_UP", "b0 LINK_DOWN", "t0 ATTACH");
        run();
        assertEquals(6, ran.size());
        assertTrue(ran.indexOf("b0 RENAME") < ran.indexOf("a0 LINK_UP"));
        assertTrue(ran.indexOf("t0 RENAME") < ran.indexOf("b0 LINK_DOWN"));
    }

    @Test
    void shouldLetTheNewNameGoOnWhenTheRenameIsDropped() {
        offer("hn0 RENAME name=wan0", "wan0 LINK_UP");
        for (int i = 0; i < 4; i++) {
            offer("hn0 ADDR_ADD address=192.0.2." + i);
        }
        run();
        assertTrue(ran.contains("wan0 LINK_UP"));
        assertTrue(ran.contains("wan0 resync"), ran.toString());
        assertBalanced();
    }

    @Test
    @Tag("A7")
    void shouldRunATaskAfterTheEventsThatWait() {
        lanes.add("em0", new TaskItem(() -> {}));
        offer("em0 LINK_UP", "em0 LINK_DOWN");
        run();
        assertEquals(List.of("em0 LINK_DOWN", "em0 task"), ran);
    }

    @Test
    void shouldNotLetEventsKeepATaskWaitingForEver() {
        lanes.add("em0", new TaskItem(() -> {}));
        for (int i = 0; i < 1000; i++) {
            offer("em0 ATTACH", "em0 DETACH");
            Lane lane = ready.poll();
            Item item = lanes.take(lane);
            ran.add(item.getClass().getSimpleName());
            lanes.finish(lane, item, true);
        }
        assertEquals(256, ran.indexOf("TaskItem"));
    }

    @Test
    void shouldKeepTasksThroughAnOverflow() {
        lanes.add("em0", new TaskItem(() -> {}));
        for (int i = 0; i < 5; i++) {
            offer("em0 ADDR_ADD address=192.0.2." + i);
        }
        run();
        assertEquals(List.of("em0 resync", "em0 task"), ran);
    }

    @Test
    void shouldHandOverTheRunningItemAndNotTakeTheNext() {
        offer("em0 ATTACH", "em0 DETACH");
        Lane lane = ready.poll();
        Item item = lanes.take(lane);
        lane.handOver();
        assertEquals(lane, ready.poll());
        assertEquals(item, lanes.take(lane));
    }

    @Test
    void shouldPauseALaneThatIsEmptyToo() {
        offer("em0 ATTACH");
        Lane lane = ready.poll();
        Item item = lanes.take(lane);
        lane.pauseAfterThis();
        assertFalse(lanes.finish(lane, item, false));
        offer("em0 LINK_UP");
        assertTrue(ready.isEmpty());
        lane.wake();
        assertEquals(lane, ready.poll());
    }

    private void offer(String... events) {
        for (String event : events) {
            lanes.offer(EventsOf.event(event), 0, (ended, result) -> ends.add(event.split(" ")[1] + " " + ended));
        }
    }

    private Lane takeReady(String key) {
        Lane found = ready.stream()
                .filter(lane -> lane.key().equals(key))
                .findFirst()
                .orElseThrow();
        ready.remove(found);
        return found;
    }

    private void run() {
        for (Lane lane = ready.poll(); lane != null; lane = ready.poll()) {
            Item item = lanes.take(lane);
            if (item == null) {
                continue;
            }
            if (item instanceof EventItem event) {
                ran.add(event.event().subsystem() + " " + event.event().type());
            } else {
                ran.add(lane.key() + (item instanceof TaskItem ? " task" : " resync"));
            }
            assertBalanced();
            lanes.finish(lane, item, true);
        }
    }

    private void assertBalanced() {
        assertTrue(lanes.counts().balances(), lanes.counts().toString());
    }
}
