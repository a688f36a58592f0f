package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.api.ExitStatus;

class ReplayCommandTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> common = new ArrayList<>();

    @BeforeEach
    void makeAnInstallationWithoutPlugins() throws IOException {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        Path config = Files.writeString(directory.resolve("nethook.conf"), "");
        common.addAll(List.of("replay", "--plugins", plugins.toString(), "--config", config.toString()));
    }

    private int nethook(String... args) {
        List<String> all = new ArrayList<>(common);
        all.addAll(List.of(args));
        return Main.run(
                all.toArray(new String[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                | replay needs either a SCENARIO or --lines FILE; see nethook replay --help",
                "a.conf --lines b                | replay needs either a SCENARIO or --lines FILE; see nethook replay --help",
                "a.conf --release 13.2           | --release must be 12.1 or 14.0, not \"13.2\"; see nethook replay --help",
                "a.conf --color pink             | --color must be auto, always or never, not \"pink\"; see nethook replay --help",
                "a.conf --jsn                    | unknown option --jsn; did you mean --json?; see nethook replay --help"
            })
    void shouldRefuseWrongUsage(String args, String complaint) {
        int status = args == null ? nethook() : nethook(args.split(" "));

        assertEquals("nethook: " + complaint + "\n", complained());
        assertEquals(ExitStatus.USAGE, status);
        assertEquals("", said());
    }

    @Test
    void shouldNameAFileThatCannotBeRead() {
        assertEquals(ExitStatus.NOINPUT, nethook("none.conf"));
        assertEquals(ExitStatus.NOINPUT, nethook("--lines", "none.lines"));
        assertEquals(ExitStatus.NOINPUT, nethook("--lines", directory.toString()));
        assertEquals(
                "nethook: none.conf: no such file\nnethook: none.lines: no such file\nnethook: " + directory
                        + ": is a directory\n",
                complained());
        assertEquals("", said());
    }

    @Test
    void shouldRunNothingOfAWrongScenario() throws IOException {
        Path file = Files.writeString(directory.resolve("s.conf"), "machine {}\nx = 1\n");

        assertEquals(ExitStatus.DATAERR, nethook(file.toString()));
        assertEquals(
                "nethook: " + file + ":2: unknown key x; known are title, machine, timeline, until\n", complained());
        assertEquals("", said());
    }

    @Test
    void shouldRunNothingWithAWrongConfiguration() throws IOException {
        Path config = Files.writeString(directory.resolve("nethook.conf"), "plugin { }\n");

        assertEquals(ExitStatus.CONFIG, nethook(EXAMPLES.resolve("two-vfs.conf").toString()));
        assertTrue(complained().startsWith("nethook: " + config + ":1: "), complained());
        assertEquals("", said());
    }

    @Test
    void shouldPrintPlainTextWhereThereIsNoTerminal() {
        int status = nethook(EXAMPLES.resolve("live-migration.conf").toString());

        assertEquals("", complained());
        assertEquals(ExitStatus.OK, status);
        assertTrue(said().chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f), said());
        assertTrue(said().contains("| hardware     VF mlxen0 offered for hn0\n"), said());
    }

    @Test
    void shouldDressUpWhenTold() {
        assertEquals(
                ExitStatus.OK,
                nethook(
                        "--color=always",
                        EXAMPLES.resolve("live-migration.conf").toString()));
        assertTrue(said().contains("\033["), said());
    }

    @Test
    void shouldPrintTheSameBytesTwice() {
        String file = EXAMPLES.resolve("migration-storm.conf").toString();

        assertEquals(ExitStatus.OK, nethook("--json", file));
        String first = said();
        out.reset();
        assertEquals(ExitStatus.OK, nethook("--json", file));

        assertEquals(first, said());
        assertFalse(first.isEmpty());
    }

    @Test
    void shouldTakeTheReleaseFromTheCommandLine() {
        String file = EXAMPLES.resolve("vf-gone-before-delay.conf").toString();

        assertEquals(ExitStatus.OK, nethook("--release", "14.0", file));
        assertTrue(said().contains("a simulated FreeBSD 14.0 machine"), said());
    }

    @Test
    void shouldRunRecordedLinesToTheEnd() {
        int status = nethook("--lines", EXAMPLES.resolve("freebsd-devctl.lines").toString());

        assertEquals("", complained());
        assertEquals(ExitStatus.OK, status);
        assertTrue(said().contains("\n275 lines read: 268 events"), said());
    }

    @Test
    void shouldDropMalformedLinesAndEndWell() throws IOException {
        Path file = Files.writeString(directory.resolve("l"), "nonsense\n!system=A subsystem=b type=C\n");

        assertEquals(ExitStatus.OK, nethook("--lines", file.toString()));
        assertTrue(said().contains("\nline 1 dropped: "), said());
    }
}
