package org.nethook.host.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hook that eats the whole heap while other hooks run, in a JVM of its own that has little of it. */
class HeapTest {

    @Test
    @Tag("E5")
    void shouldGoOnAfterAHookThatExhaustsTheHeap() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Eater.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, jvm.waitFor(), output);
        assertEquals("all accounted for", output.lines().reduce("", (a, b) -> b), output);
    }

    /** What runs in that JVM. */
    static final class Eater {
        private Eater() {}

        public static void main(String[] args) throws InterruptedException {
            List<String> ran = new ArrayList<>();
            try (Host host = new Host(
                    Plugins.plugin("eater", (event, context) -> {
                        if (event.ifName().equals("eater0")) {
                            List<byte[]> eaten = new ArrayList<>();
                            while (true) {
                                eaten.add(new byte[4096]);
                            }
                        }
                    }),
                    Plugins.plugin("other", (event, context) -> {
                        synchronized (ran) {
                            ran.add(event.ifName());
                        }
                    }))) {
                int sent = 0;
                for (int i = 0; i < 300; i++) {
                    try {
                        host.event(i % 100 == 50 ? "eater0 LINK_UP" : "em" + i + " LINK_UP");
                        sent++;
                    } catch (OutOfMemoryError e) {
                        // whoever sends while the heap is full is told, and nothing was taken
                        sent += 0;
                    }
                    if (i % 100 == 99) {
                        host.settle();
                    }
                }
                host.settle();
                var counts = host.dispatcher.counts();
                boolean told = host.told.has("eater ALARM IFNET eater0 LINK_UP failed: java.lang.OutOfMemoryError")
                        || host.dispatcher.status().plugins().get(0).faults() > 0;
                boolean accounted = counts.received() == sent && counts.handled() + counts.coalesced() == sent;
                System.out.println(
                        accounted && told ? "all accounted for" : counts + " of " + sent + ": " + host.told.lines);
                System.exit(accounted && told ? 0 : 1);
            }
        }
    }
}
