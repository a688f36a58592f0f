package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.netif.sim.devd.FullHouse;
import org.nethook.netif.sim.devd.SimDevd;

/** The resident host as a process, and a devd that behaves as devd does. */
class ResidentDevdIT {
    @TempDir
    private Path temporary;

    private SimDevd devd;
    private ResidentHost host;
    private Path done;

    /** A plugin that writes down what it hears. */
    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        Image image = Image.built().copyTo(temporary.resolve("image"));
        for (String name : image.names("plugins")) {
            Files.delete(image.home().resolve("plugins").resolve(name));
        }
        done = Files.createFile(temporary.resolve("done"));
        PluginJar.write(
                image,
                "probe",
                Files.createDirectory(temporary.resolve("scratch")),
                """
                boolean real = !event.data().containsKey(InterfaceEvent.RESYNC);
                append(Path.of("%s"), real ? event.ifName() : "state of " + event.ifName());
                """.formatted(done),
                "return Optional.empty();");
        devd = new SimDevd(temporary.resolve("devd.pipe"));
        host = new ResidentHost(image, temporary).option("--source", "devd:" + devd.socket());
    }

    @AfterEach
    void end() throws InterruptedException {
        host.close();
        devd.close();
    }

    /** The interfaces of real events that were handled. */
    private List<String> heard() throws IOException {
        List<String> heard = new ArrayList<>();
        for (String line : Files.readAllLines(done)) {
            if (!line.startsWith("state of ")) {
                heard.add(line);
            }
        }
        return heard;
    }

    private long looks() throws IOException {
        return Files.readAllLines(done).stream()
                .filter(line -> line.equals("state of lo"))
                .count();
    }

    private int send(String ifName) {
        return devd.send("!system=IFNET subsystem=" + ifName + " type=LINK_UP");
    }

    /** Everything that came is handled, coalesced or known to be dropped, and devd's share of it is this. */
    private JsonNode assertAccounted(int sent) throws IOException, InterruptedException {
        host.await("not all is handled", () -> {
            JsonNode events = host.host().get("events");
            return received("devd") == sent
                    && events.get("waiting").asInt() + events.get("running").asInt() == 0;
        });
        JsonNode events = host.host().get("events");
        assertEquals(
                events.get("received").asLong(),
                events.get("handled").asLong()
                        + events.get("coalesced").asLong()
                        + events.get("dropped").asLong(),
                events.toString());
        return events;
    }

    private long received(String name) throws IOException, InterruptedException {
        for (JsonNode source : host.host().get("sources")) {
            if (source.get("name").asText().equals(name)) {
                return source.get("received").asLong();
            }
        }
        throw new AssertionError("no source " + name);
    }

    private String source() throws IOException, InterruptedException {
        return host.host().get("sources").get(0).get("state").asText();
    }

    @Test
    @Tag("A4")
    void shouldBeReadyWithoutDevdAndHearItWhenItIsThere() throws IOException, InterruptedException {
        host.startAndAwait();
        assertTrue(source().startsWith("lost: there is no " + devd.socket()), source());
        long before = looks();

        devd.start();
        devd.awaitClients(1);
        host.await("the interfaces were not looked at", () -> looks() > before);
        send("em0");

        assertAccounted(1);
        assertEquals(List.of("em0"), heard());
    }

    @Test
    @Tag("A4")
    void shouldWaitForASlot() throws IOException, InterruptedException {
        devd.slots(0, FullHouse.HUNG_UP).start();
        host.start();
        host.await("it did not try", () -> devd.turnedAway() >= 3);
        host.await("not ready", () -> Files.exists(host.socket()));

        devd.slots(SimDevd.SLOTS, FullHouse.HUNG_UP);
        devd.awaitClients(1);
        send("em0");

        assertAccounted(1);
        assertEquals(List.of("em0"), heard());
    }

    @Test
    @Tag("A2")
    void shouldLoseNothingUnnoticedAndDoNothingTwiceWhenDevdRestarts() throws IOException, InterruptedException {
        devd.start();
        host.startAndAwait();
        devd.awaitClients(1);
        List<String> sent = new ArrayList<>();
        for (int restart = 0; restart < 3; restart++) {
            long before = looks();
            for (int i = 0; i < 100; i++) {
                sent.add("em" + sent.size());
                assertEquals(1, send(sent.get(sent.size() - 1)));
            }
            devd.restart();
            devd.awaitClients(1);
            host.await("the interfaces were not looked at", () -> looks() > before);
        }
        sent.add("em" + sent.size());
        send(sent.get(sent.size() - 1));

        JsonNode events = assertAccounted(sent.size());

        assertEquals(0, events.get("dropped").asLong(), events.toString());
        assertEquals(new HashSet<>(sent), new HashSet<>(heard()));
        assertEquals(sent.size(), heard().size(), "some were handled twice");
    }

    @Test
    @Tag("A2")
    void shouldLookAtTheStateWhenItWasThrownOutAsASlowClient() throws IOException, InterruptedException {
        devd.sendBuffer(4608).start();
        host.startAndAwait();
        devd.awaitClients(1);
        long before = looks();
        host.signal("STOP");
        int whole = 0;
        while (devd.evicted() == 0) {
            whole += send("em" + whole);
        }
        host.signal("CONT");
        devd.awaitAccepted(2);
        host.await("the interfaces were not looked at", () -> looks() > before);
        send("em" + whole);

        assertAccounted(whole + 1);

        assertEquals(whole + 1, heard().size(), "lost or twice");
        assertEquals(heard().size(), new HashSet<>(heard()).size(), "some were handled twice");
        assertEquals(1, devd.evicted());
    }
}
