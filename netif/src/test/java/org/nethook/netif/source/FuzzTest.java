package org.nethook.netif.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.netif.event.InterfaceNames;

/** 100,000 lines that somebody may send: each is an event with a safe name, or is counted; none does anything else. */
@Tag("A11")
class FuzzTest {
    private static final int LINES = 100_000;
    private static final String[] NAMES = {
        "hn0",
        "wan0",
        "../../x",
        "a;b",
        "$(id)",
        "-rf",
        "",
        "hn0\0",
        "ü",
        "x".repeat(16),
        "lagg0.100",
        "\"hn 0\"",
        "hn0\\",
        "`x`"
    };
    private static final String[] WORDS = {
        "!system=IFNET",
        "!system=ETHERNET",
        "!",
        "+",
        "-",
        "?",
        " ",
        "=",
        "\"",
        "\\",
        "type=LINK_UP",
        "type=RENAME",
        "subsystem=",
        "system=IFNET",
        " name=",
        "name=../x",
        "\r",
        "\0",
        "\t",
        "at ",
        " on ",
        "key=value",
        "key=\"a b\""
    };

    /** Counts, and refuses what is not safe. */
    private static final class Guard implements EventSink {
        private final List<InterfaceEvent> events = new ArrayList<>();
        private int malformed;

        @Override
        public void event(InterfaceEvent event) {
            if (event.eventType() != EventType.OTHER) {
                assertTrue(InterfaceNames.isValid(event.ifName()), event.ifName());
                String name =
                        event.eventType() == EventType.RENAME ? event.data().get("name") : null;
                assertTrue(name == null || InterfaceNames.isValid(name), name);
            }
            assertTrue((event + "" + event.data()).chars().noneMatch(c -> c < ' ' || c == 0x7f), "control characters");
            events.add(event);
        }

        @Override
        public void malformed(String reason) {
            assertTrue(reason.chars().noneMatch(c -> c < ' ' || c == 0x7f), reason);
            malformed++;
        }

        @Override
        public void gap(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void state(SourceState state, String message) {
            throw new AssertionError(message);
        }
    }

    private static byte[] line(Random random) {
        switch (random.nextInt(5)) {
            case 0:
                return ("!system=IFNET subsystem=" + NAMES[random.nextInt(NAMES.length)] + " type=LINK_UP")
                        .getBytes(StandardCharsets.UTF_8);
            case 1:
                return ("!system=IFNET subsystem=hn0 type=RENAME name=" + NAMES[random.nextInt(NAMES.length)])
                        .getBytes(StandardCharsets.UTF_8);
            case 2:
                byte[] noise = new byte[random.nextInt(100)];
                random.nextBytes(noise);
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = noise[i] == '\n' ? 0 : noise[i];
                }
                return noise;
            case 3:
                StringBuilder words = new StringBuilder();
                for (int i = random.nextInt(12); i > 0; i--) {
                    words.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextBoolean() ? " " : "");
                }
                return words.toString().getBytes(StandardCharsets.UTF_8);
            default:
                byte[] good = "!system=ETHERNET subsystem=mlxen0 type=IFATTACH key=\"a value\""
                        .getBytes(StandardCharsets.UTF_8);
                good[random.nextInt(good.length)] = (byte) (random.nextInt(256) | 0x80);
                return random.nextInt(500) == 0 ? new byte[10_000] : good;
        }
    }

    @Test
    void shouldMakeOfEachLineOneSafeEventOrCountIt() {
        Random random = new Random(20_261);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Guard whole = new Guard();
        ParsedLines parsed = new ParsedLines(whole, Clock.systemUTC());
        for (int i = 0; i < LINES; i++) {
            byte[] line = line(random);
            stream.writeBytes(line);
            stream.write('\n');
            parsed.line(line);
        }
        assertEquals(LINES, whole.events.size() + whole.malformed);
        assertTrue(whole.events.size() > LINES / 20, whole.events.size() + " events");
        assertTrue(whole.malformed > LINES / 5, whole.malformed + " dropped");

        // the same through the framer, in pieces
        Guard cut = new Guard();
        ParsedLines cutLines = new ParsedLines(cut, Clock.systemUTC());
        LineFramer framer = new LineFramer();
        byte[] bytes = stream.toByteArray();
        byte[] piece = new byte[4096];
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(1 + random.nextInt(piece.length), bytes.length - at);
            System.arraycopy(bytes, at, piece, 0, count);
            framer.feed(piece, count, cutLines);
            at += count;
        }
        assertEquals(whole.malformed, cut.malformed);
        assertEquals(whole.events.size(), cut.events.size());
        for (int i = 0; i < whole.events.size(); i++) {
            assertEquals(whole.events.get(i).toString(), cut.events.get(i).toString());
            assertEquals(whole.events.get(i).data(), cut.events.get(i).data());
        }
    }
}
