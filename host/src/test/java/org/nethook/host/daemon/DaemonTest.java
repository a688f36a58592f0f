package org.nethook.host.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.cli.FakeMachine;
import org.nethook.host.control.ControlClient;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import org.nethook.host.resident.lane.LaneCounts;
import org.nethook.netif.sim.devd.SimDevd;

/** A whole resident host in this process: real sockets, real jars, a machine with one interface. */
@Timeout(120)
class DaemonTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final CompletableFuture<Resident> resident = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private Path plugins;
    private SimDevd devd;

    @BeforeEach
    void makeDirectories() throws Exception {
        plugins = Files.createDirectory(directory.resolve("plugins"));
        Files.writeString(directory.resolve("nethook.conf"), "");
        devd = new SimDevd(directory.resolve("devd.pipe"));
        devd.start();
    }

    @AfterEach
    void end() throws Exception {
        if (resident.isDone() && !resident.isCompletedExceptionally()) {
            resident.join().end();
            assertEquals(0, ended.join());
        }
        devd.stop();
    }

    private Path socket() {
        return directory.resolve("run/nethook.sock");
    }

    private Invocation invocation() {
        PrintStream err = new PrintStream(log, true);
        Invocation call = new Invocation(err, err, new FakeMachine());
        call.plugins(plugins.toString());
        call.config(directory.resolve("nethook.conf").toString());
        return call;
    }

    private DaemonOptions options() {
        Path run = directory.resolve("run");
        return new DaemonOptions(
                run,
                run.resolve("nethook.pid"),
                socket(),
                "devd:" + directory.resolve("devd.pipe"),
                Optional.of(LONG),
                false);
    }

    private void start() {
        begin();
        resident.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
        await("a control socket", () -> Files.exists(socket()));
    }

    private void begin() {
        Thread thread = new Thread(() -> {
            try {
                ended.complete(Daemon.run(invocation(), options(), host -> {
                    resident.complete(host);
                    return (args, reply) -> {
                        reply.out("heard " + String.join(" ", args));
                        return 0;
                    };
                }));
            } catch (Failure | RuntimeException e) {
                ended.completeExceptionally(e);
                resident.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    private void await(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < limit, "waited for " + what + "; the log is\n" + log());
            Thread.onSpinWait();
        }
    }

    /** A plugin that notes each VF_UP with this word; EventType VF_UP is what its listener wants. */
    private void install(String word) throws Exception {
        Path made = Files.createDirectories(directory.resolve("made"));
        plugin("p")
                .listener(
                        "Hear",
                        "context.report().note(\"" + word + " \" + event.ifName());"
                                + " context.scheduler().after(\"later\", java.time.Duration.ofHours(1), \"look\", new Look(this));")
                .type(
                        "Look",
                        "class Look implements Scheduler.Task { final Object listener;"
                                + " Look(Object listener) { this.listener = listener; } public void run() {} }")
                .write(made, "p.jar");
        Files.move(made.resolve("p.jar"), plugins.resolve("p.jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void vfUp(String ifName) throws Exception {
        devd.awaitClients(1);
        devd.send("!system=HYPERV_NIC_VF subsystem=" + ifName + " type=VF_UP");
    }

    @Test
    void shouldTakeEventsFromItsSourceToThePluginsAndAnswerAtItsSocket() throws Exception {
        install("first");
        start();
        vfUp("hn0");
        await("the hook", () -> log().contains("first hn0"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(
                0,
                new ControlClient(socket(), LONG)
                        .ask(List.of("status"), new PrintStream(out, true), new PrintStream(out, true)));
        assertEquals("heard status\n", out.toString(StandardCharsets.UTF_8));
        assertTrue(log().contains("ready: 1 plugins, events from "), log());

        resident.join().end();
        assertEquals(0, ended.join());
        assertFalse(Files.exists(socket()));
        assertFalse(Files.exists(directory.resolve("run/nethook.pid")));
        try (var left = Files.list(directory.resolve("run"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    @Tag("E11")
    void shouldBeReadyOnlyOnceThePluginsHaveSeenEveryInterface() throws Exception {
        Semaphore gate = new Semaphore(0);
        System.getProperties().put("org.nethook.test.first-look", gate);
        plugin("p").extension("Hear", """
                        @org.pf4j.Extension public class Hear implements InterfaceEventListener {
                          public EventFilter filter() { return EventFilter.any(); }
                          public void onEvent(InterfaceEvent event, PluginContext context) throws Exception {
                            context.report().note("looks at " + event.ifName());
                            ((java.util.concurrent.Semaphore) System.getProperties().get("org.nethook.test.first-look")).acquire();
                          }
                        }
                        """).write(plugins, "p.jar");
        begin();
        await("the first look", () -> log().contains("looks at em0"));
        assertFalse(Files.exists(socket()), "nobody is answered before");
        assertFalse(log().contains("ready:"), log());
        gate.release(100);
        await("readiness", () -> log().contains("ready:"));
        assertTrue(Files.exists(socket()));
        System.getProperties().remove("org.nethook.test.first-look");
    }

    /**
     * By themselves only the look at the plugins directory wakes up, every two seconds, and the timer, when its next task is
     * due. bench/latency counts the wake-ups.
     */
    @Test
    @Tag("E11")
    void shouldWaitWithoutLimitWhileNothingHappens() throws Exception {
        install("first");
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        start();
        vfUp("hn0");
        await("the hook", () -> log().contains("first hn0"));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        assertEquals(0, new ControlClient(socket(), LONG).ask(List.of("status"), nowhere, nowhere));
        List<String> waking = new ArrayList<>();
        await("rest", () -> {
            waking.clear();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (!before.contains(thread)
                        && thread.getName().startsWith("nethook-")
                        && thread.getState() == Thread.State.TIMED_WAITING) {
                    waking.add(thread.getName());
                }
            }
            waking.removeAll(List.of("nethook-plugins", "nethook-timer"));
            return waking.isEmpty();
        });
    }

    @Test
    @Tag("A2")
    void shouldLoseNothingUnnoticedWhenItsSourceIsRestarted() throws Exception {
        install("first");
        start();
        vfUp("hn0");
        await("the hook", () -> log().contains("first hn0"));
        devd.restart();
        vfUp("hn1");
        await(
                "the state after the gap",
                () -> log().contains("first hn1")
                        || resident.join().dispatcher().status().resyncs() > 1);
        LaneCounts counts = resident.join().dispatcher().counts();
        assertTrue(counts.balances(), counts.toString());
    }

    @Test
    @Tag("E4")
    void shouldExchangeAJarWhileItRunsAndLetGoOfTheOldOne() throws Exception {
        install("first");
        start();
        vfUp("hn0");
        await("the first jar", () -> log().contains("first hn0"));
        WeakReference<ClassLoader> old = new WeakReference<>(classes());
        assertNotNull(old.get());

        install("second");
        await("the exchange", () -> log().contains("plugins changed: now 1 plugins"));
        vfUp("hn0");
        await("the second jar", () -> log().contains("second hn0"));
        assertFalse(log().contains("ALARM"), log());
        await("the old classes to be collected", () -> {
            System.gc();
            return old.get() == null;
        });
        assertNull(old.get());
    }

    private ClassLoader classes() {
        return resident.join()
                .plugins()
                .plugins()
                .get(0)
                .listeners()
                .get(0)
                .getClass()
                .getClassLoader();
    }

    @Test
    @Tag("E4")
    void shouldKeepThePluginThatRunsWhenItsReplacementCannotBeUsed() throws Exception {
        install("first");
        start();
        Files.writeString(plugins.resolve("p.jar"), "half a jar");
        await("the refusal", () -> log().contains("plugins changed: nothing was changed"));
        vfUp("hn0");
        await("the first jar", () -> log().contains("first hn0"));

        install("third");
        await("the exchange", () -> log().contains("now 1 plugins"));
        vfUp("hn0");
        await("the third jar", () -> log().contains("third hn0"));
    }

    @Test
    void shouldNotStartTwice() throws Exception {
        install("first");
        start();
        Failure e = org.junit.jupiter.api.Assertions.assertThrows(
                Failure.class, () -> Daemon.run(invocation(), options(), host -> null));
        assertEquals(75, e.status());
        assertTrue(
                e.lines().get(0).startsWith("another nethook daemon is running: process "),
                e.lines().get(0));
    }
}
