package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands while the resident host hangs: whoever asks does the work itself, before long. */
@Tag("C4")
class StoppedHostIT {
    /** A host that hangs costs 0.7 s (ControlClient.PATIENCE), in the shell 0.8 s; a busy machine adds to that. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    private Path temporary;

    private Image image;
    private ResidentHost host;
    private Path done;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        done = Files.createFile(temporary.resolve("done"));
        PluginJar.write(
                image,
                "probe",
                Files.createDirectory(temporary.resolve("scratch")),
                "append(Path.of(\"%s\"), event.ifName() + \" \" + ProcessHandle.current().pid());".formatted(done),
                "return Optional.empty();");
        Path events = Files.createFile(temporary.resolve("events"));
        host = new ResidentHost(image, temporary).option("--source", events.toString());
        host.startAndAwait();
        Files.writeString(done, "");
    }

    @AfterEach
    void end() throws InterruptedException {
        host.close();
    }

    @Test
    void shouldStartJavaWithinASecondOfTheThinClientsQuestion() throws IOException, InterruptedException {
        assumeTrue(
                Image.run(List.of("sh", "-c", "command -v nc"), temporary, Map.of())
                                .status()
                        == 0,
                "needs nc");
        FakeJava java = FakeJava.ofVersion(temporary.resolve("jdk"), "17");
        Map<String, String> environment = Map.of(
                "JAVA_HOME", java.toString(), "NETHOOK_SOCKET", host.socket().toString());
        Outcome answered = image.nethook(environment, "event", "IFNET", "em0", "LINK_UP");
        assertEquals("IFNET em0 LINK_UP", answered.assertClean().lines().get(0));
        assertTrue(Files.readString(done).contains("em0 " + host.pid()));

        host.signal("STOP");
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Outcome outcome = image.nethook(environment, "event", "IFNET", "em1", "LINK_UP");
            took.add(Duration.ofNanos(System.nanoTime() - start));
            assertTrue(outcome.lines().contains("org.nethook.host.cli.Main"), outcome.out());
        }

        // the shortest: a machine with much else to do says little about time
        assertTrue(took.stream().sorted().findFirst().orElseThrow().compareTo(LIMIT) < 0, took.toString());
    }

    @Test
    void shouldDoItHereWhenTheHostHangs() throws IOException, InterruptedException {
        // not what the thin client hands on, so that it is Java that asks
        String[] event = {"event", "IFNET", "em2", "LINK_UP", "mark=a$b"};
        assertEquals(
                "IFNET em2 LINK_UP", host.nethook(event).assertClean().lines().get(0));
        assertEquals("em2 " + host.pid() + "\n", Files.readString(done));
        host.signal("STOP");
        long shortest = Long.MAX_VALUE;
        long alone = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            Files.writeString(done, "");
            shortest = Math.min(shortest, time(host.socket(), event));
            assertEquals(1, Files.readAllLines(done).size(), "not done here");
            alone = Math.min(alone, time(temporary.resolve("none"), event));
        }

        assertTrue(shortest - alone < LIMIT.toNanos(), "it took " + (shortest - alone) / 1_000_000 + " ms longer");
    }

    private long time(Path socket, String... words) throws IOException, InterruptedException {
        long start = System.nanoTime();
        image.nethook(Map.of("NETHOOK_SOCKET", socket.toString()), words).assertClean();
        return System.nanoTime() - start;
    }
}
