package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resident host as a process in a network namespace of its own: rtnetlink in, changes of interfaces out. */
@Tag("L")
class ResidentNamespaceIT {
    @TempDir
    private Path temporary;

    private final String namespace = "nethook" + ProcessHandle.current().pid();
    private boolean made;
    private ResidentHost host;
    private Path done;

    /**
     * A plugin that sets the MTU of what comes up, and writes down when it is told, and what is really so. On an interface
     * that begins with slow it then sleeps.
     */
    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        assumeTrue(run("sh", "-c", "command -v ip && test $(id -u) = 0").status() == 0, "needs ip(8) and root");
        assumeTrue(run("ip", "netns", "add", namespace).status() == 0, "needs leave to make a network namespace");
        made = true;
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
                var netif = context.netif().find(event.ifName());
                String really = netif.isEmpty() ? "gone" : netif.get().linkState().toString();
                append(Path.of("%1$s"), java.time.Instant.now() + " " + event.ifName() + " " + event.type() + " " + really);
                if (event.eventType() != EventType.LINK_UP || !really.equals("UP")) {
                    return;
                }
                if (event.ifName().startsWith("slow")) {
                    Thread.sleep(60_000);
                }
                if (event.ifName().startsWith("fast") && netif.get().mtu() != 1400) {
                    context.apply(new Plan(event.ifName(), "it is up",
                            List.of(new InterfaceStep.SetMtu(event.ifName(), 1400, netif.get().mtu()))));
                }
                """.formatted(done),
                "return Optional.empty();");
        ip("link", "add", "fast0", "type", "veth", "peer", "name", "peerf");
        ip("link", "add", "slow0", "type", "veth", "peer", "name", "peers");
        ip("link", "set", "fast0", "up");
        ip("link", "set", "slow0", "up");
        host = new ResidentHost(image, temporary, "ip", "netns", "exec", namespace);
        host.startAndAwait();
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (host != null) {
            host.close();
        }
        if (made) {
            run("ip", "netns", "del", namespace).assertClean();
        }
    }

    private Outcome run(String... command) throws IOException, InterruptedException {
        return Image.run(List.of(command), temporary, Map.of());
    }

    private Outcome ip(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
        command.addAll(List.of(words));
        return Image.run(command, temporary, Map.of()).assertClean();
    }

    private boolean isSaid(String text) throws IOException {
        return Files.readString(done).contains(text);
    }

    private void awaitSaid(String text) throws IOException, InterruptedException {
        host.await("no " + text, () -> isSaid(text));
    }

    private boolean hasMtu(String ifName, int mtu) throws IOException, InterruptedException {
        return ip("link", "show", ifName).out().contains(" mtu " + mtu + " ");
    }

    @Test
    @Tag("A3")
    void shouldReactToACarrierWhileAnotherInterfacesHookSleeps() throws IOException, InterruptedException {
        ip("link", "set", "peers", "up");
        awaitSaid("slow0 LINK_UP UP");
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ip("link", "set", "fast0", "mtu", "1500");
            Files.writeString(done, "");
            Instant before = Instant.now();
            ip("link", "set", "peerf", "up");
            awaitSaid("fast0 LINK_UP UP");
            for (String line : Files.readAllLines(done)) {
                if (line.contains(" fast0 LINK_UP UP")) {
                    late.add(java.time.Duration.between(before, Instant.parse(line.substring(0, line.indexOf(' '))))
                            .toMillis());
                    break;
                }
            }
            host.await("no plan was applied", () -> hasMtu("fast0", 1400));
            ip("link", "set", "peerf", "down");
            awaitSaid("fast0 LINK_DOWN DOWN");
        }

        assertTrue(late.stream().mapToLong(each -> each).min().orElseThrow() < 100, late + " ms");
        assertEquals(1, host.host().get("events").get("running").asInt());
        assertTrue(host.host().get("sources").get(0).get("received").asInt() >= 10);
    }

    @Test
    @Tag("A8")
    void shouldSeeTheRealStateWhateverTheEventSays() throws IOException, InterruptedException {
        assertFalse(hasMtu("fast0", 1400));

        host.nethook("event", "IFNET", "fast0", "LINK_UP", "mark=lie").assertClean();

        awaitSaid("fast0 LINK_UP DOWN");
        assertFalse(hasMtu("fast0", 1400));
    }

    @Test
    void shouldDoWithTheCapabilitiesThatItsUnitLeavesIt() throws IOException, InterruptedException {
        assumeTrue(run("setpriv", "--version").status() == 0, "needs setpriv");
        String unit = Files.readString(Image.built().home().resolve("share/systemd/nethook.service"));
        String capabilities = unit.lines()
                .filter(line -> line.startsWith("CapabilityBoundingSet="))
                .findFirst()
                .orElseThrow()
                .replace("CapabilityBoundingSet=CAP_", "+")
                .replace(" CAP_", ",+")
                .toLowerCase(java.util.Locale.ROOT);
        host.close();
        host = new ResidentHost(
                        new Image(temporary.resolve("image")),
                        temporary,
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        "setpriv",
                        "--no-new-privs",
                        "--bounding-set",
                        "-all," + capabilities)
                .configure("host.socket-group = daemon");
        Files.deleteIfExists(host.socket());
        host.startAndAwait();

        ip("link", "set", "peerf", "up");

        host.await("no plan was applied", () -> hasMtu("fast0", 1400));
        assertEquals("daemon", Files.getAttribute(host.socket(), "posix:group").toString());
    }

    @Test
    void shouldFollowANewName() throws IOException, InterruptedException {
        ip("link", "set", "fast0", "down");
        ip("link", "set", "fast0", "name", "fast9");
        ip("link", "set", "fast9", "up");
        ip("link", "set", "peerf", "up");

        awaitSaid("fast9 LINK_UP UP");
        host.await("no plan was applied", () -> hasMtu("fast9", 1400));
    }

    @Test
    void shouldEndWithTheRightStateAfterMoreThanItCouldHear() throws IOException, InterruptedException {
        host.signal("STOP");
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < 4000; i++) {
            batch.append("link set peerf up\nlink set peerf down\n");
        }
        batch.append("link add fast1 type veth peer name peer1\nlink set fast1 up\nlink set peer1 up\n");
        batch.append("link set peerf up\nlink del slow0\n");
        Path file = Files.writeString(temporary.resolve("batch"), batch);
        ip("-batch", file.toString());
        host.signal("CONT");

        host.await("fast0 is not as it should be", () -> hasMtu("fast0", 1400));
        host.await("fast1 is not as it should be", () -> hasMtu("fast1", 1400));
        host.awaitLog("the state of all interfaces is read: ");
        host.await("not all is handled", () -> {
            var events = host.host().get("events");
            return events.get("waiting").asInt() + events.get("running").asInt() == 0
                    && events.get("received").asLong()
                            == events.get("handled").asLong()
                                    + events.get("coalesced").asLong()
                                    + events.get("dropped").asLong();
        });
        awaitSaid("slow0 DETACH gone");
    }
}
