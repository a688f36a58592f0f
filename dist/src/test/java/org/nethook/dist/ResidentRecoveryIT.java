package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resident host finds when it starts: work that other processes wait for, and a plan that another one died in. */
class ResidentRecoveryIT {
    private static final int INTERFACES = 400;

    @TempDir
    private Path temporary;

    private final String namespace = "nethookr" + ProcessHandle.current().pid();
    private boolean made;
    private Image image;
    private Path scratch;
    private Path done;
    private ResidentHost host;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        for (String name : image.names("plugins")) {
            Files.delete(image.home().resolve("plugins").resolve(name));
        }
        scratch = Files.createDirectory(temporary.resolve("scratch"));
        done = Files.createFile(temporary.resolve("done"));
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

    @Test
    void shouldSeeToWhatProcessesOfEventsBeforeItWaitFor() throws IOException, InterruptedException {
        PluginJar.write(image, "probe", scratch, """
                if (event.ifName().equals("lo")) {
                    context.scheduler().after("work", Duration.ofSeconds(6), "work", () ->
                            append(Path.of("%s"), "by " + ProcessHandle.current().pid()));
                }
                """.formatted(done), "return Optional.empty();");
        Path events = Files.createFile(temporary.resolve("events"));
        host = new ResidentHost(image, temporary).option("--source", events.toString());
        String line = host.nethook("event", "IFNET", "lo", "LINK_UP")
                .assertClean()
                .lines()
                .get(1);
        long waiter = Long.parseLong(line.replaceAll(".*process (\\d+):.*", "$1"));
        try {
            assertEquals(1, waiting().size());

            host.startAndAwait();

            assertEquals(List.of(), waiting());
            assertTrue(
                    host.log().contains("probe: a process waited for this, which this host sees to now: "), host.log());
            host.await("the process still waits", () -> ProcessHandle.of(waiter).isEmpty());
            host.await("the work is not done", () -> !Files.readString(done).isEmpty());
            assertEquals("by " + host.pid() + "\n", Files.readString(done));
        } finally {
            ProcessHandle.of(waiter).ifPresent(process -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            });
        }
    }

    private List<String> waiting() throws IOException {
        return new Image(temporary)
                .names("state/waiting").stream()
                        .filter(name -> name.contains("@"))
                        .toList();
    }

    @Test
    @Tag("L")
    @Tag("B9")
    void shouldEndThePlanThatAKilledHostHadBegun() throws IOException, InterruptedException {
        assumeTrue(run("sh", "-c", "command -v ip && test $(id -u) = 0").status() == 0, "needs ip(8) and root");
        assumeTrue(run("ip", "netns", "add", namespace).status() == 0, "needs leave to make a network namespace");
        made = true;
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < INTERFACES / 2; i++) {
            batch.append("link add a" + i + " type veth peer name b" + i + "\n");
        }
        run("ip", "-n", namespace, "-batch", Files.writeString(temporary.resolve("batch"), batch) + "")
                .assertClean();
        PluginJar.write(image, "probe", scratch, """
                if (event.data().containsKey("now")) {
                    List<Step> steps = new ArrayList<>();
                    for (int i = 0; i < %d; i++) {
                        steps.add(new InterfaceStep.SetMtu("a" + i, 1400, 1500));
                        steps.add(new InterfaceStep.BringUp("a" + i));
                    }
                    context.apply(new Plan("a0", "all of them", steps));
                }
                """.formatted(INTERFACES / 2), "return Optional.empty();");
        Path events = temporary.resolve("events");
        host = new ResidentHost(image, temporary, "ip", "netns", "exec", namespace);
        host.startAndAwait();
        Process event = host.client("event", "IFNET", "a0", "ATTACH", "now=1")
                .redirectErrorStream(true)
                .redirectOutput(events.toFile())
                .start();
        try {
            host.await(
                    "the plan does not begin",
                    () -> host.log().contains("bring a3 up: done") || host.log().contains("set MTU of a3"));
        } catch (AssertionError e) {
            event.destroyForcibly().waitFor();
            throw e;
        }
        host.signal("KILL");
        host.awaitEnd();
        event.destroyForcibly().waitFor();
        assertTrue(Files.exists(host.state().resolve("pending")), "the plan had ended already: " + changed());

        host.start();
        host.await("the plan is still pending", () -> !Files.exists(host.state().resolve("pending")));

        List<String> changed = changed();
        assertTrue(changed.isEmpty() || changed.size() == INTERFACES / 2, "half done: " + changed);
        assertFalse(host.log().contains("half done"), host.log());
    }

    /** Who of the interfaces has the new MTU. */
    private List<String> changed() throws IOException, InterruptedException {
        List<String> changed = new ArrayList<>();
        for (String line :
                run("ip", "-n", namespace, "-o", "link").assertClean().lines()) {
            if (line.contains(" mtu 1400 ")) {
                changed.add(line.split(": ", 3)[1]);
            }
        }
        return changed;
    }
}
