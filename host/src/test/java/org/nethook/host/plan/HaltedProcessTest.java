package org.nethook.host.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.DhcpMode;
import org.nethook.api.plan.DhcpStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult.Outcome;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.host.journal.Journal;
import org.nethook.host.journal.StepOutcome;
import org.nethook.host.pending.PendingLog;
import org.nethook.host.state.StateDirectory;
import org.nethook.netif.sim.VirtualTime;

/** A real process that ends in the middle of a plan, and its successor. Files in a directory are what is changed. */
@Tag("B9")
class HaltedProcessTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"before a", "after a", "before b", "after b", "after c"})
    void shouldBringToAnEndWhatAHaltedProcessBegan(String halt) throws Exception {
        Path machine = Files.createDirectory(temp.resolve("machine"));
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HaltedProcessTest.class.getName(),
                        temp.toString(),
                        halt)
                .inheritIO()
                .start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        assertEquals(9, process.exitValue());
        assertTrue(new PendingLog(state(temp)).exists());

        executor(temp, "never").recover();
        assertEquals(Set.of("a", "b", "c"), new Marks(machine, "never").running());
        assertFalse(new PendingLog(state(temp)).exists());
    }

    /** The process that is halted. */
    public static void main(String[] arguments) {
        List<Step> steps = List.of(new DhcpStep.Start("a"), new DhcpStep.Start("b"), new DhcpStep.Start("c"));
        Outcome outcome = executor(Path.of(arguments[0]), arguments[1])
                .apply("test", new Plan("a", "test", steps))
                .outcome();
        System.err.println("was not halted: " + outcome);
    }

    private static StateDirectory state(Path temp) {
        return StateDirectory.at(temp.resolve("state"), () -> "boot");
    }

    private static PlanExecutor executor(Path temp, String halt) {
        VirtualTime time = new VirtualTime(Instant.EPOCH);
        StepTarget target =
                new StepTarget(new Interfaces("a", "b", "c"), null, new Marks(temp.resolve("machine"), halt));
        return new PlanExecutor(target, new Silent(), state(temp), time, time, false);
    }

    /** A client runs while there is a file of its interface's name. */
    private record Marks(Path machine, String halt) implements DhcpClients {
        Set<String> running() {
            try (Stream<Path> files = Files.list(machine)) {
                return new TreeSet<>(
                        files.map(file -> file.getFileName().toString()).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean isRunning(String ifName) {
            return running().contains(ifName);
        }

        @Override
        public void start(String ifName, DhcpMode mode, List<String> flags) {
            haltAt("before " + ifName);
            try {
                Files.createFile(machine.resolve(ifName));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            haltAt("after " + ifName);
        }

        private void haltAt(String moment) {
            if (moment.equals(halt)) {
                Runtime.getRuntime().halt(9);
            }
        }

        @Override
        public void stop(String ifName) {
            throw new AssertionError("nothing is to be undone");
        }
    }

    private static final class Silent implements Journal {
        @Override
        public void event(InterfaceEvent event) {}

        @Override
        public void plan(String pluginId, Plan plan, boolean dryRun) {}

        @Override
        public void step(String pluginId, Step step, StepOutcome outcome, String message) {}

        @Override
        public void note(String source, String message) {}

        @Override
        public void alarm(String source, String message) {}
    }
}
