package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.nethook.host.control.ControlClient;
import org.nethook.host.log.HostLog;
import org.nethook.host.log.LogLevel;
import org.nethook.host.oneshot.Invocation;

/** {@code nethook daemon} in this process, on a fake machine, with a plugin whose listener does as the interface's name says. */
final class ResidentHost {
    private static final Duration LONG = Duration.ofSeconds(30);
    /** How a plugin reaches the test's gate: by the system properties, which all class loaders share. */
    static final String GATE = "org.nethook.test.gate";

    final Path directory;
    final FakeMachine machine = new FakeMachine();
    final Semaphore gate = new Semaphore(0);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    ResidentHost(Path directory) throws IOException {
        this.directory = directory;
        machine.controlSocket = directory.resolve("run/nethook.sock");
        Files.createDirectories(directory.resolve("plugins"));
        Files.createDirectories(directory.resolve("etc"));
        config("");
        Files.writeString(directory.resolve("events"), "");
        System.getProperties().put(GATE, gate);
        plugin("keeper")
                .manifest("Nethook-Control", "em*")
                .listener("Hear", """
                        switch (event.ifName()) {
                          case "bad0" -> throw new IllegalStateException("a bad event");
                          case "alarm0" -> context.report().alarm("look at this");
                          case "slow0" -> {
                            context.report().note("begun");
                            ((java.util.concurrent.Semaphore) System.getProperties().get("org.nethook.test.gate")).acquire();
                            context.report().note("ended");
                          }
                          case "quiet0" -> { }
                          default -> context.report().note("hello " + event.ifName());
                        }
                        """)
                .command("Talk", "talk", """
                        if (arguments.contains("wait")) {
                          ((java.util.concurrent.Semaphore) System.getProperties().get("org.nethook.test.gate")).acquire();
                        }
                        context.report().note("talked");
                        out.println("said " + arguments);
                        return 3;
                        """)
                .extension("Keeper", """
                        @org.pf4j.Extension public class Keeper implements Reconciler {
                          public List<String> interfaces(PluginContext context) { return List.of("em0"); }
                          public Proposal reconcile(String ifName, PluginContext context) throws Exception {
                            if (!ifName.equals("em0")) { return Proposal.notMine(ifName, "only em0"); }
                            if (context.netif().find(ifName).get().isUp()) {
                              return Proposal.asWanted(ifName, "it is up");
                            }
                            return Proposal.of(new org.nethook.api.plan.Plan(ifName, "em0 is to be up", List.of(),
                                List.of(new org.nethook.api.plan.InterfaceStep.BringUp(ifName)), Optional.empty()));
                          }
                          public Proposal release(String ifName, PluginContext context) {
                            return Proposal.asWanted(ifName, "nothing to give back");
                          }
                          public void hold(String ifName, boolean held, PluginContext context) { }
                          public List<Fact> facts(String ifName, PluginContext context) { return List.of(); }
                        }
                        """)
                .write(directory.resolve("plugins"), "keeper.jar");
    }

    void config(String text) throws IOException {
        Files.writeString(directory.resolve("etc/nethook.conf"), text);
    }

    ResidentHost start() {
        Thread thread = new Thread(() -> ended.complete(Main.run(
                new String[] {
                    "daemon",
                    "--plugins",
                    directory.resolve("plugins").toString(),
                    "--config",
                    directory.resolve("etc/nethook.conf").toString(),
                    "--run-dir",
                    directory.resolve("run").toString(),
                    "--source",
                    directory.resolve("events").toString()
                },
                new Invocation(new PrintStream(log, true), new PrintStream(log, true), machine))));
        thread.setDaemon(true);
        thread.start();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        await(
                "an answer",
                () -> Files.exists(machine.controlSocket)
                        && new ControlClient(machine.controlSocket, LONG).ask(List.of("ping"), nowhere, nowhere) == 0);
        return this;
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** Asks the socket itself. */
    Asked ask(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new ControlClient(machine.controlSocket, LONG)
                .ask(List.of(words), new PrintStream(out, true), new PrintStream(err, true));
        return new Asked(status, out, err);
    }

    /** Runs a command line that may ask it. */
    Asked run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        return new Asked(Main.run(args, call(out, err)), out, err);
    }

    /** A call of another process: the log stays the host's. */
    Invocation call(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        Invocation call = new Invocation(new PrintStream(out, true), new PrintStream(err, true), machine);
        HostLog.configure(LogLevel.INFO, new PrintStream(log, true));
        return call;
    }

    /** Answers that were given, or are being given. */
    record Asked(int status, ByteArrayOutputStream outBytes, ByteArrayOutputStream errBytes) {
        String out() {
            return outBytes.toString(StandardCharsets.UTF_8);
        }

        String err() {
            return errBytes.toString(StandardCharsets.UTF_8);
        }

        void assertIs(int expected, String expectedOut, String expectedErr) {
            assertEquals(expectedOut, out());
            assertEquals(expectedErr, err());
            assertEquals(expected, status);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < limit, "waited for " + what);
            Thread.onSpinWait();
        }
    }

    int awaitEnd() {
        return ended.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    void end() {
        gate.release(1000);
        if (Files.exists(machine.controlSocket)) {
            ask("stop");
            assertEquals(0, awaitEnd());
        }
        System.getProperties().remove(GATE);
    }
}
