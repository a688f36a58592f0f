package org.nethook.netif.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.netif.event.EventLine;

@Tag("A11")
class LineFramerTest {
    private final List<String> lines = new ArrayList<>();
    private final LineFramer framer = new LineFramer();

    private final LineFramer.Lines collector = new LineFramer.Lines() {
        @Override
        public void line(byte[] line) {
            lines.add(new String(line, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void tooLong() {
            lines.add("TOO LONG");
        }
    };

    private void feed(String text, int piece) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(at + piece, bytes.length));
            framer.feed(part, part.length, collector);
        }
    }

    @Test
    void shouldGiveTheSameLinesHoweverTheyAreCut() {
        String longest = "x".repeat(EventLine.MAX_BYTES);
        String text = "a\n\nbc\0\u00ff\n" + longest + "\n" + longest + "y\nz\n";
        for (int piece : new int[] {1, 2, 3, 7, 8190, 8191, 8192, 100_000}) {
            lines.clear();
            feed(text, piece);
            assertEquals(List.of("a", "", "bc\0\u00ff", longest, "TOO LONG", "z"), lines, "in pieces of " + piece);
            assertEquals(0, framer.unfinished());
        }
    }

    @Test
    void shouldTakeTheRestForALineWhenTold() {
        feed("a\nrest", 100);
        assertEquals(4, framer.unfinished());
        framer.end(collector);
        framer.end(collector);
        assertEquals(List.of("a", "rest"), lines);
    }

    @Test
    void shouldKeepNothingOfALineThatNeverEnds() {
        for (int i = 0; i < 1000; i++) {
            feed("x".repeat(10_000), 10_000);
        }
        assertEquals(-1, framer.unfinished());
        framer.end(collector);
        feed("b\n", 1);
        assertEquals(List.of("TOO LONG", "b"), lines);
    }
}
