package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nethook.host.oneshot.Invocation;

/** Runs command lines in this process, on a fake machine. */
final class Session {
    final FakeMachine machine = new FakeMachine();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs one; returns its status. */
    int run(String... args) {
        out.reset();
        err.reset();
        return Main.run(
                args,
                new Invocation(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        machine));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    List<String> errors() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Asserts a status, and one line of complaint and nothing else. */
    void assertComplaint(int status, String line, String... args) {
        int actual = run(args);
        assertEquals(List.of("nethook: " + line), errors());
        assertEquals("", out());
        assertEquals(status, actual);
    }
}
