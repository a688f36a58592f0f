package org.nethook.netif.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RecordedSourceTest {
    @TempDir
    private Path directory;

    private final HeardSink sink = new HeardSink();

    /** Gives the bytes in pieces of random sizes. */
    private static final class Pieces implements ReadableByteChannel {
        private final ByteBuffer bytes;
        private final Random random;

        Pieces(byte[] bytes, int seed) {
            this.bytes = ByteBuffer.wrap(bytes);
            this.random = new Random(seed);
        }

        @Override
        public int read(ByteBuffer into) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int count = Math.min(1 + random.nextInt(40), Math.min(bytes.remaining(), into.remaining()));
            into.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    @Tag("A1")
    void shouldGiveTheSameEventsEveryTimeHoweverTheFileIsRead() throws Exception {
        String text = """
                # recorded
                !system=IFNET subsystem=hn0 type=LINK_UP

                !system=ETHERNET subsystem=mlxen0 type=IFATTACH
                nonsense
                !system=IFNET subsystem=em0 type=ADDR_ADD address=192.0.2.4""";
        Path file = Files.writeString(directory.resolve("trace"), text);
        RecordedSource.file(file, Clock.systemUTC()).run(sink);

        List<String> expected = List.of(
                "LISTENING reading " + file,
                "event IFNET hn0 LINK_UP",
                "event ETHERNET mlxen0 IFATTACH",
                "malformed starts with \"n\"; must start with !, +, - or ?",
                "event IFNET em0 ADDR_ADD address=192.0.2.4",
                "ENDED read " + file + " to its end");
        assertEquals(expected, sink.all());
        for (int seed = 0; seed < 50; seed++) {
            HeardSink again = new HeardSink();
            RecordedSource.channel(
                            file.toString(), new Pieces(text.getBytes(StandardCharsets.UTF_8), seed), Clock.systemUTC())
                    .run(again);
            assertEquals(expected, again.all(), "seed " + seed);
        }
    }

    @Test
    void shouldEndWhenItIsClosedWhileItWaitsForInput() throws Exception {
        Pipe pipe = Pipe.open();
        RunningSource running =
                new RunningSource(RecordedSource.channel("pipe", pipe.source(), Clock.systemUTC()), sink);
        try (Pipe.SinkChannel writer = pipe.sink()) {
            writer.write(ByteBuffer.wrap("!system=IFNET subsystem=a type=LINK_UP\n".getBytes(StandardCharsets.UTF_8)));
            sink.await("event", 1);
            running.close();
        }
        assertEquals(0, sink.all("ENDED").size());
    }

    @Test
    void shouldNotBeginWhenItWasClosedBefore() {
        RecordedSource source = RecordedSource.file(directory.resolve("x"), Clock.systemUTC());
        source.close();
        source.run(sink);
        assertEquals(List.of(), sink.all());
        assertThrows(IllegalStateException.class, () -> source.run(sink));
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        Path file = directory.resolve("missing");
        RecordedSource.file(file, Clock.systemUTC()).run(sink);
        assertEquals("ENDED there is no file " + file, sink.all().get(sink.all().size() - 1));
        HeardSink other = new HeardSink();
        RecordedSource.file(directory, Clock.systemUTC()).run(other);
        assertTrue(
                other.all("ENDED").get(0).startsWith("cannot read "),
                other.all().toString());
    }

    @Test
    void shouldWaitForRoomBeforeEachEvent() throws Exception {
        Path file = Files.writeString(directory.resolve("trace"), "!system=A subsystem=b type=C\n".repeat(3));
        int[] waits = {0};
        EventSink narrow = new EventSink() {
            private boolean room;

            @Override
            public void awaitRoom() {
                waits[0]++;
                room = true;
            }

            @Override
            public void event(org.nethook.api.event.InterfaceEvent event) {
                assertTrue(room);
                room = false;
            }

            @Override
            public void malformed(String reason) {
                throw new AssertionError(reason);
            }

            @Override
            public void gap(String reason) {
                throw new AssertionError(reason);
            }

            @Override
            public void state(SourceState state, String message) {}
        };
        RecordedSource.file(file, Clock.systemUTC()).run(narrow);
        assertEquals(3, waits[0]);
    }
}
