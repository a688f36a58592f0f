package org.nethook.host.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.host.timeline.LineCounts;
import org.nethook.host.timeline.Style;
import org.nethook.host.timeline.TextTimeline;
import org.nethook.netif.sim.VirtualTime;

class LinesReplayTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int failures;

    private LineCounts run(Path file, Listener listener) throws Exception {
        VirtualTime time = SimulatedHost.clock();
        TextTimeline timeline =
                new TextTimeline(new PrintStream(bytes, false, StandardCharsets.UTF_8), Style.PLAIN, time::elapsed);
        try (LinesReplay replay = new LinesReplay(
                "title", LinesReplay.read(file), "12.1", List.of(listener.asPlugin()), Map.of(), time, timeline)) {
            LineCounts counts = replay.run().lines().orElseThrow();
            failures = replay.failures();
            return counts;
        }
    }

    @Test
    @Tag("A11")
    void shouldAccountForEveryLine() throws Exception {
        String text = """
                # a comment
                !system=IFNET subsystem=em0 type=LINK_UP

                !system=IFNET subsystem=em0
                +ram0 at   on nexus0
                !system=IFNET subsystem=../x type=LINK_UP
                what is this
                !system=IFNET subsystem=em0 type=LINK_DOWN""";
        Path file = Files.writeString(directory.resolve("lines"), text + "\n\0\n", StandardCharsets.ISO_8859_1);
        Listener listener =
                new Listener(EventFilter.of(EventType.LINK_UP, EventType.LINK_DOWN), (event, context) -> {});

        LineCounts counts = run(file, listener);

        assertEquals(9, counts.read());
        assertEquals(2, counts.comments());
        assertEquals(3, counts.events());
        assertEquals(1, counts.unwanted());
        assertEquals(
                List.of(4, 6, 7, 9),
                counts.malformed().stream().map(LineCounts.Malformed::line).toList());
        listener.heard.remove("IFNET lo0 LINK_UP"); // of the machine's own boot
        assertEquals(List.of("IFNET em0 LINK_UP", "IFNET em0 LINK_DOWN"), listener.heard);
    }

    @Test
    void shouldRunEveryLineThatRealKernelsWrote() throws Exception {
        Listener listener = new Listener();

        LineCounts counts = run(ExamplesTest.EXAMPLES.resolve("freebsd-devctl.lines"), listener);

        assertEquals(List.of(), counts.malformed());
        assertEquals(0, counts.unwanted());
        assertEquals(counts.read(), counts.comments() + counts.events());
        assertEquals(268, counts.events());
        assertEquals(0, failures);
        assertTrue(listener.heard.contains("IFNET mlxen0 DETACH"), listener.heard.toString());
    }

    @Test
    @Tag("A1")
    void shouldGiveTheSameHookTraceByteForByteEveryTime() throws Exception {
        Path file = ExamplesTest.EXAMPLES.resolve("freebsd-devctl.lines");
        Listener first = new Listener();
        run(file, first);
        String trace = bytes.toString(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            bytes.reset();
            Listener again = new Listener();
            run(file, again);
            assertEquals(first.heard, again.heard);
            assertEquals(trace, bytes.toString(StandardCharsets.UTF_8));
        }
        assertTrue(first.heard.size() > 250, "hooks ran");
    }

    @Test
    void shouldNotCountWhatPluginsCause() throws Exception {
        Path file = Files.writeString(directory.resolve("lines"), "!system=IFNET subsystem=em0 type=LINK_UP\n");
        Listener listener = new Listener(EventFilter.of(EventType.LINK_UP), (event, context) -> {
            if (event.ifName().equals("em0")) {
                context.control().create("lagg0");
            }
        });

        LineCounts counts = run(file, listener);

        assertEquals(1, counts.events());
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("IFNET lagg0 ATTACH"));
        assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("ALARM"));
    }
}
