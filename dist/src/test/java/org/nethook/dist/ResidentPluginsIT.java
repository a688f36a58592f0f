package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.netif.sim.devd.SimDevd;

/** Plugins that come, go, and misbehave while a resident host runs as a process. */
class ResidentPluginsIT {
    /** Each exchange leaves garbage; what is left after it was collected counts. */
    private static final int EXCHANGES = 50;

    private static final long SLACK_KIB = 16 * 1024;

    private static final String BAD = """
            String how = event.data().getOrDefault("how", "");
            if (how.equals("exit")) {
                System.exit(3);
            } else if (how.equals("halt")) {
                Runtime.getRuntime().halt(3);
            } else if (how.equals("loop")) {
                long n = 0;
                while (true) {
                    n++;
                }
            } else if (how.equals("heap")) {
                List<byte[]> hoard = new ArrayList<>();
                while (true) {
                    hoard.add(new byte[1 << 20]);
                }
            } else if (how.equals("threads")) {
                for (int i = 0; i < 20; i++) {
                    new Thread(() -> {
                        try {
                            Thread.sleep(600_000);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }, "leak").start();
                }
                throw new IllegalStateException("with threads left behind");
            } else if (how.equals("stack")) {
                new Object() {
                    int deeper(int n) {
                        return deeper(n + 1) + 1;
                    }
                }.deeper(0);
            }
            """;

    @TempDir
    private Path temporary;

    private Image image;
    private Path scratch;
    private Path done;
    private SimDevd devd;
    private ResidentHost host;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        for (String name : image.names("plugins")) {
            Files.delete(plugin(name));
        }
        scratch = Files.createDirectory(temporary.resolve("scratch"));
        done = Files.createFile(temporary.resolve("done"));
        devd = new SimDevd(temporary.resolve("devd.pipe")).start();
        host = new ResidentHost(image, temporary)
                .environment("NETHOOK_JAVA_OPTS", "-Xmx64m")
                .option("--source", "devd:" + devd.socket());
    }

    @AfterEach
    void end() throws InterruptedException {
        host.close();
        devd.close();
    }

    private Path plugin(String name) {
        return image.home().resolve("plugins").resolve(name);
    }

    /** A plugin that says its version; when an event says so it waits for a file first. */
    private Path probe(String version) throws IOException, InterruptedException {
        Path jar = temporary.resolve("probe-" + version);
        PluginJar.writeTo(jar, image, "probe", scratch, """
                if (event.data().containsKey(InterfaceEvent.RESYNC)) {
                    return;
                }
                if (event.data().containsKey("until")) {
                    append(Path.of("%1$s"), "%2$s begins " + event.ifName());
                    while (!Files.exists(Path.of(event.data().get("until")))) {
                        Thread.sleep(5);
                    }
                }
                append(Path.of("%1$s"), "%2$s " + event.ifName());
                """.formatted(done, version), "return Optional.empty();");
        return jar;
    }

    private void put(Path jar) throws IOException {
        Files.move(jar, plugin("probe.jar"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void send(String ifName, String more) {
        devd.send("!system=IFNET subsystem=" + ifName + " type=LINK_UP" + more);
    }

    private void awaitDone(String line) throws IOException, InterruptedException {
        host.await("not done: " + line, () -> Files.readAllLines(done).contains(line));
    }

    private int plugins() throws IOException, InterruptedException {
        return host.status().get("plugins").size();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("E4")
    void shouldTakeUpReplaceAndLetGoOfAPluginWhileItsHookRuns() throws IOException, InterruptedException {
        host.startAndAwait();
        devd.awaitClients(1);
        assertEquals(0, plugins());

        put(probe("v1"));
        host.awaitLog("plugins changed: now 1 plugins");
        Path go = temporary.resolve("go");
        send("em0", " until=" + go);
        awaitDone("v1 begins em0");
        put(probe("v2"));
        // of the old one nothing is left to be told, and its hook still runs
        host.await("not replaced", () -> {
            send("em1", "");
            return Files.readAllLines(done).contains("v2 em1");
        });
        assertFalse(Files.readAllLines(done).contains("v1 em0"));
        Files.createFile(go);
        awaitDone("v1 em0");

        Files.delete(plugin("probe.jar"));
        host.awaitLog("plugins changed: now 0 plugins");
        assertEquals(0, plugins());
        assertFalse(host.log().contains("ALARM"), host.log());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("E4")
    void shouldLeaveAJarAloneThatIsStillBeingCopied() throws IOException, InterruptedException {
        host.startAndAwait();
        byte[] jar = Files.readAllBytes(probe("v1"));
        byte[] half = Arrays.copyOf(jar, jar.length / 2);
        try (OutputStream file = Files.newOutputStream(plugin("probe.jar"))) {
            // longer than the host takes for two looks
            long end = System.nanoTime() + 6_000_000_000L;
            for (int i = 0; i < half.length && System.nanoTime() < end; i++) {
                file.write(half[i]);
                int written = i + 1;
                long until = System.nanoTime() + 6_000_000_000L / half.length;
                host.await("", () -> System.nanoTime() >= until || written == half.length);
            }
            int size = (int) Files.size(plugin("probe.jar"));
            assertFalse(host.log().contains("probe.jar"), host.log());
            file.write(jar, size, jar.length - size);
        }

        host.awaitLog("plugins changed: now 1 plugins");
        assertFalse(host.log().contains("WARN"), host.log());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "halt", "loop", "heap", "threads", "stack"})
    @Tag("E5")
    void shouldGoOnWithTheOthersWhenAPlugin(String how) throws IOException, InterruptedException {
        put(probe("good"));
        PluginJar.write(image, "bad", scratch, BAD, "return Optional.empty();");
        host.configure("host.hook-timeout = 1s\nhost.park-after = 2\nhost.drain = 1s")
                .startAndAwait();
        devd.awaitClients(1);

        send("em0", " how=" + how);
        host.await(
                "no fault of it is known",
                () -> host.plugin("bad").path("faults").asInt() == 1);
        for (int i = 1; i < 20; i++) {
            send("em" + i, "");
            awaitDone("good em" + i);
        }
        assertFalse(host.plugin("bad").get("last_fault").asText().isEmpty());
        send("em20", " how=" + how);
        host.await("it is not parked", () -> host.plugin("bad").has("parked_at"));
        send("em21", "");
        awaitDone("good em21");
        assertEquals(0, host.plugin("good").path("faults").asInt());
        assertTrue(host.log().contains("bad"), host.log());

        host.signal("TERM");
        assertEquals(0, host.awaitEnd(), host.log());
    }

    @Test
    @Tag("E5")
    void shouldParkAndUnparkWhenTold() throws IOException, InterruptedException {
        put(probe("v1"));
        host.startAndAwait();
        devd.awaitClients(1);

        host.nethook("park", "probe").assertClean();
        assertTrue(host.plugin("probe").has("parked_at"));
        send("em0", "");
        host.await("not heard", () -> host.host().get("events").get("received").asInt() == 1);
        host.nethook("unpark", "probe").assertClean();
        send("em1", "");
        awaitDone("v1 em1");

        assertEquals(List.of("v1 em1"), Files.readAllLines(done));
        assertEquals(64, host.nethook("unpark", "nobody").status());
    }

    @Test
    @Tag("E4")
    void shouldNotGrowWhenPluginsAreExchangedAgainAndAgain() throws IOException, InterruptedException {
        put(probe("v1"));
        host.startAndAwait();
        devd.awaitClients(1);
        long early = 0;
        for (int i = 1; i <= EXCHANGES; i++) {
            Outcome reloaded = host.ask("reload");
            assertEquals(0, reloaded.status(), () -> reloaded + "\n" + host.log());
            send("em0", "");
            int handled = i;
            host.await("not handled", () -> Files.readAllLines(done).size() == handled);
            if (i == EXCHANGES / 2) {
                early = host.rssKiB();
            }
        }

        long grown = host.rssKiB() - early;
        assertTrue(grown < SLACK_KIB, "it grew by " + grown + " KiB");
        JsonNode events = host.host().get("events");
        assertEquals(
                EXCHANGES,
                events.get("handled").asInt() + events.get("coalesced").asInt());
    }
}
