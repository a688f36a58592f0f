package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Work that outlasts the process of its event: real processes, real time. */
class DetachedWaitIT {
    private static final Pattern WAITER = Pattern.compile("probe: in (\\d+) s, process (\\d+): (.*)");
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @TempDir
    private Path temporary;

    private Image image;
    private Path state;
    private Path done;
    private final List<Long> waiters = new ArrayList<>();

    /** IFATTACH waits as many seconds as the event says; DETACH cancels that. After LINK_UP it ticks and tocks. */
    @BeforeEach
    void makePlugin() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        for (String name : image.names("plugins")) {
            Files.delete(image.home().resolve("plugins").resolve(name));
        }
        state = temporary.resolve("state");
        done = temporary.resolve("done");
        PluginJar.write(
                image,
                "probe",
                Files.createDirectory(temporary.resolve("scratch")),
                """
                String key = "up." + event.ifName();
                if (event.eventType() == EventType.LINK_UP) {
                    context.scheduler().after("tick", Duration.ofSeconds(1), "", () -> append(Path.of("%s"), "not this one"));
                } else if (event.eventType() == EventType.DETACH) {
                    context.report().note(context.scheduler().cancel(key) ? "cancelled" : "nothing to cancel");
                } else {
                    Path done = Path.of("%s");
                    String mark = event.data().getOrDefault("mark", "-");
                    context.report().note("saw " + mark);
                    int seconds = Integer.parseInt(event.data().get("seconds"));
                    context.scheduler().after(key, Duration.ofSeconds(seconds), "work " + mark, () -> {
                        append(done, mark + " " + ProcessHandle.current().pid());
                        if (event.data().containsKey("more")) {
                            context.scheduler().after("more", Duration.ofSeconds(1), "more work", () -> append(done, "more"));
                        }
                    });
                }
                """.formatted(done, done),
                """
                if (key.equals("tick")) {
                    return Optional.of(() -> {
                        append(Path.of("%s"), "tick");
                        context.scheduler().after("tock", Duration.ofSeconds(1), "", () -> append(Path.of("%s"), "not this"));
                    });
                }
                return key.equals("tock") ? Optional.of(() -> append(Path.of("%s"), "tock")) : Optional.empty();
                """.formatted(done, done, done));
    }

    /** None of this test's waiters stays. */
    @AfterEach
    void endWaiters() throws InterruptedException {
        for (long pid : waiters) {
            ProcessHandle.of(pid).ifPresent(waiter -> {
                waiter.descendants().forEach(ProcessHandle::destroyForcibly);
                waiter.destroyForcibly();
            });
        }
    }

    private Outcome event(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("event", "--state", state.toString()));
        all.addAll(List.of(words));
        Outcome outcome = image.nethook(all.toArray(new String[0]));
        for (String line : outcome.lines()) {
            Matcher matcher = WAITER.matcher(line);
            if (matcher.matches()) {
                waiters.add(Long.parseLong(matcher.group(2)));
            }
        }
        return outcome;
    }

    private Outcome attach(String mark, int seconds, String... more) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("ETHERNET", "mlxen0", "IFATTACH", "seconds=" + seconds, "mark=" + mark));
        words.addAll(List.of(more));
        return event(words.toArray(new String[0])).assertClean();
    }

    private List<String> done() {
        try {
            return Files.exists(done) ? Files.readAllLines(done) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(GENEROUS);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), what);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void awaitEnd(long pid) throws InterruptedException {
        await("process " + pid + " has not ended", () -> ProcessHandle.of(pid).isEmpty());
    }

    private List<String> waiting() throws IOException {
        Path directory = state.resolve("waiting");
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("@"))
                    .toList();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void shouldReturnAtOnceAndDoTheWorkInAProcessOfItsOwn() throws IOException, InterruptedException {
        Instant start = Instant.now();
        Outcome outcome = attach("a", 8);
        Duration took = Duration.between(start, Instant.now());

        long waiter = waiters.get(0);
        assertEquals(
                List.of("ETHERNET mlxen0 IFATTACH", "probe: saw a", "probe: in 8 s, process " + waiter + ": work a"),
                outcome.lines());
        assertTrue(took.compareTo(Duration.ofSeconds(8)) < 0, "it waited: " + took);
        assertEquals(List.of(), done());
        assertEquals(List.of("probe@up.mlxen0"), waiting());

        await("the work is not done", () -> !done().isEmpty());
        assertFalse(Instant.now().isBefore(start.plusSeconds(8)), "too early");
        awaitEnd(waiter);
        assertEquals(1, done().size());
        assertTrue(done().get(0).startsWith("a "));
        assertEquals(List.of(), waiting());
    }

    @Test
    void shouldWaitInASessionOfItsOwnWithoutAJvm() throws IOException, InterruptedException {
        attach("a", 100);
        long waiter = waiters.get(0);
        String[] stat = Files.readString(Path.of("/proc/" + waiter + "/stat")).split(" ");
        assertEquals(String.valueOf(waiter), stat[5], "session");
        await(
                "no sleep",
                () -> ProcessHandle.of(waiter)
                        .orElseThrow()
                        .children()
                        .findAny()
                        .isPresent());
        for (ProcessHandle each :
                ProcessHandle.of(waiter).orElseThrow().descendants().toList()) {
            assertTrue(
                    each.info().command().orElse("").endsWith("sleep"),
                    each.info().toString());
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("A6")
    void shouldPutOffTheWorkOfAnEarlierProcessWithoutAnotherWaiter() throws IOException, InterruptedException {
        attach("a", 15);
        attach("b", 16);
        assertEquals(waiters.get(0), waiters.get(1));

        awaitEnd(waiters.get(0));
        assertEquals(1, done().size(), done().toString());
        assertTrue(done().get(0).startsWith("b "));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void shouldReplaceLaterWorkByEarlierWork() throws IOException, InterruptedException {
        attach("late", 15);
        attach("early", 2);
        assertNotEquals(waiters.get(0), waiters.get(1));

        awaitEnd(waiters.get(1));
        awaitEnd(waiters.get(0));
        assertEquals(1, done().size(), done().toString());
        assertTrue(done().get(0).startsWith("early "));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("B7")
    @Tag("A7")
    void shouldLetAnotherProcessCancelIt() throws IOException, InterruptedException {
        attach("a", 12);
        assertTrue(event("IFNET", "mlxen0", "DETACH").assertClean().lines().contains("probe: cancelled"));
        assertTrue(event("IFNET", "mlxen0", "DETACH").assertClean().lines().contains("probe: nothing to cancel"));

        awaitEnd(waiters.get(0));
        assertEquals(List.of(), done());
        assertEquals(List.of(), waiting());
    }

    @Test
    @Tag("B9")
    void shouldDoTheWorkOfAKilledWaiterAfterTheNextEvent() throws IOException, InterruptedException {
        attach("a", 1);
        ProcessHandle waiter = ProcessHandle.of(waiters.get(0)).orElseThrow();
        List<ProcessHandle> sleeps = waiter.descendants().toList();
        waiter.destroyForcibly();
        sleeps.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(waiters.get(0));

        event("IFNET", "other0", "DETACH").assertClean();
        await("the work is not done", () -> !done().isEmpty());
        assertTrue(done().get(0).startsWith("a "));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void shouldWaitForWhatTheWorkItselfSchedules() throws IOException, InterruptedException {
        attach("a", 1, "more=yes");
        awaitEnd(waiters.get(0));
        assertEquals(2, done().size());
        assertEquals("more", done().get(1));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void shouldAskAListenerForTheWorkThatItCanResume() throws IOException, InterruptedException {
        event("IFNET", "mlxen0", "LINK_UP").assertClean();
        await("the work is not done", () -> done().size() == 2);
        assertEquals(List.of("tick", "tock"), done());
    }

    @Test
    void shouldStayWhenToldTo() throws IOException, InterruptedException {
        Outcome outcome = attach("a", 1, "--wait");
        assertTrue(outcome.lines().contains("probe: in 1 s: work a"));
        assertEquals(1, done().size());
        assertEquals(List.of(), waiting());
    }

    @Test
    void shouldSayWhatIsNotDoneWhenItCannotBeKept() throws IOException, InterruptedException {
        Files.writeString(state, "no directory");
        Outcome outcome = event("ETHERNET", "mlxen0", "IFATTACH", "seconds=1", "mark=a");
        assertEquals(75, outcome.status());
        assertTrue(
                outcome.out().contains("probe: ALARM: this will not be done: work a: it cannot be kept: "),
                outcome.out());
    }
}
