package org.nethook.host.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTimelineTest {

    private static String text(Style style, Optional<Duration> outage, Optional<LineCounts> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Run run = new Run();
        TextTimeline timeline =
                new TextTimeline(new PrintStream(bytes, false, StandardCharsets.UTF_8), style, run::elapsed);
        run.tell(timeline, outage, lines);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldReadWellInAPipe() {
        assertEquals("", text(Style.PLAIN, Optional.of(Duration.ofNanos(1)), Optional.empty()));
    }

    @Test
    void shouldDrawOnATerminal() {
        assertEquals("", text(new Style(false, true, 70), Optional.of(Duration.ZERO), Optional.empty()));
    }
}
