package org.nethook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.api.ConfigKey;
import org.nethook.api.ExitStatus;
import org.nethook.api.UsageException;

/** Commands, and what they read: files and configuration. */
class CommandsTest {
    private static final ConfigKey<Path> MOTD = ConfigKey.file("motd", Path.of("/etc/motd"));
    private static final ConfigKey<Duration> DELAY =
            ConfigKey.duration("delay", Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(9));
    private static final ProbeCommand READING = new ProbeCommand(List.of(MOTD), (arguments, out, context) -> {
        out.print(context.files().read(MOTD).orElse("no file"));
        return ExitStatus.OK;
    });
    private static final ProbeCommand TELLING = new ProbeCommand(List.of(DELAY), (arguments, out, context) -> {
        out.print(context.config().get(DELAY).toSeconds());
        return ExitStatus.OK;
    });

    private static CommandOutcome run(ProbeCommand.Work work, String... arguments) {
        try (TestHost host = TestHost.with(new ProbeCommand(work)).boot()) {
            return host.run("probe", arguments);
        }
    }

    @Test
    void shouldGiveWhatACommandPrintsAndItsStatus() {
        CommandOutcome outcome = run(
                (arguments, out, context) -> {
                    out.print("h\u00e9 " + arguments + "\n");
                    return ExitStatus.TEMPFAIL;
                },
                "a",
                "b c");
        assertEquals(new CommandOutcome(ExitStatus.TEMPFAIL, "h\u00e9 [a, b c]\n", List.of()), outcome);
    }

    @Test
    void shouldGiveWhatAFailedCommandPrintedBeforeAndTheComplaint() {
        CommandOutcome usage = run((arguments, out, context) -> {
            out.print("before");
            throw new UsageException("one word is wanted");
        });
        assertEquals(ExitStatus.USAGE, usage.status());
        assertEquals("before", usage.out());
        assertEquals(List.of("one word is wanted; usage: nethook run probe WORD"), usage.complaints());

        CommandOutcome unreadable = run((arguments, out, context) -> {
            throw new IOException("the disk is gone");
        });
        assertEquals(new CommandOutcome(ExitStatus.NOINPUT, "", List.of("probe: the disk is gone")), unreadable);
    }

    @Test
    void shouldKnowOnlyThePluginsCommands() {
        try (TestHost host = TestHost.with(READING).boot()) {
            CommandOutcome outcome = host.run("prob");
            assertEquals(ExitStatus.USAGE, outcome.status());
            assertTrue(outcome.complaints().get(0).startsWith("no plugin has a command prob"));
        }
    }

    @Test
    void shouldKeepWhatACommandReportsApartFromWhatItPrints() {
        ProbeCommand reporting = new ProbeCommand((arguments, out, context) -> {
            context.report().note("by the way");
            out.print("the answer");
            return ExitStatus.OK;
        });
        try (TestHost host = TestHost.with(reporting).boot()) {
            assertEquals("the answer", host.run("probe").out());
            assertEquals(List.of("by the way"), host.texts(Told.Kind.NOTE));
        }
    }

    @Test
    void shouldHaveTheFilesOfTheTestAndNoOthers() {
        try (TestHost host = TestHost.with(READING)
                .mayReadFiles("/etc/*")
                .file(Path.of("/etc/motd"), "hello\n")
                .boot()) {
            assertEquals("hello\n", host.run("probe").out());
        }
        TestHostBuilder elsewhere = TestHost.with(READING)
                .file(Path.of("/etc/motd"), "hello\n")
                .file(Path.of("/etc/issue"), "welcome\n")
                .config(MOTD, Path.of("/etc/issue"));
        try (TestHost host = elsewhere.boot()) {
            assertEquals("welcome\n", host.run("probe").out());
        }
        try (TestHost host = TestHost.with(READING)
                .config(MOTD, Path.of("").toAbsolutePath().resolve("pom.xml"))
                .boot()) {
            assertEquals("no file", host.run("probe").out(), "this machine's files are not the simulated one's");
        }
        assertThrows(
                IllegalArgumentException.class, () -> TestHost.with(READING).file(Path.of("motd"), ""));
    }

    @Test
    void shouldReadFilesByteForByteAsTheHostDoes() {
        try (TestHost host = TestHost.with(READING)
                .mayReadFiles("/etc/*")
                .file(Path.of("/etc/motd"), "\u00e9")
                .boot()) {
            assertEquals("\u00c3\u00a9", host.run("probe").out(), "two bytes of UTF-8, read as ISO 8859-1");
        }
        TestHostBuilder large =
                TestHost.with(READING).mayReadFiles("/etc/*").file(Path.of("/etc/motd"), "x".repeat((1 << 20) + 1));
        try (TestHost host = large.boot()) {
            assertEquals(
                    List.of("probe: /etc/motd is larger than a mebibyte"),
                    host.run("probe").complaints());
        }
    }

    @Test
    void shouldGiveConfiguredValuesAndDefaults() {
        try (TestHost host = TestHost.with(TELLING).boot()) {
            assertEquals("2", host.run("probe").out());
        }
        try (TestHost host =
                TestHost.with(TELLING).config(DELAY, Duration.ofSeconds(7)).boot()) {
            assertEquals("7", host.run("probe").out());
        }
    }

    @Test
    void shouldRefuseConfigurationThatTheHostWouldRefuse() {
        TestHostBuilder tooLong = TestHost.with(TELLING).config(DELAY, Duration.ofSeconds(10));
        assertEquals(
                "key delay must be a time from 1s to 9s, not PT10S",
                assertThrows(IllegalArgumentException.class, tooLong::boot).getMessage());
        TestHostBuilder undeclared = TestHost.with(TELLING).config(MOTD, Path.of("/etc/motd"));
        assertEquals(
                "key motd is not among the declared configKeys()",
                assertThrows(IllegalArgumentException.class, undeclared::boot).getMessage());
    }

    @Test
    void shouldRefuseAPluginAKeyItDoesNotDeclare() {
        CommandOutcome outcome = run((arguments, out, context) -> {
            out.print(context.config().get(DELAY));
            return ExitStatus.OK;
        });
        assertEquals(ExitStatus.SOFTWARE, outcome.status());
        assertTrue(outcome.complaints().get(0).contains("key delay is not among the declared configKeys()"));
    }
}
