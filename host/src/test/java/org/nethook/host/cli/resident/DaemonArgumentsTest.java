package org.nethook.host.cli.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nethook.host.cli.FakeMachine;
import org.nethook.host.daemon.DaemonOptions;
import org.nethook.host.oneshot.Failure;
import org.nethook.host.oneshot.Invocation;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class DaemonArgumentsTest {
    private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    private final Invocation call = new Invocation(nowhere, nowhere, new FakeMachine());

    private DaemonArguments of(String... words) throws Failure {
        String[] args = new String[words.length + 1];
        args[0] = "daemon";
        System.arraycopy(words, 0, args, 1, words.length);
        return new DaemonArguments(args, 1, call);
    }

    @Test
    void shouldUnderstandEveryOptionThatItsHelpShows() throws Failure {
        for (OptionSpec option :
                new CommandLine(new DaemonCommand()).getCommandSpec().options()) {
            for (String name : option.names()) {
                assertFalse(
                        of(option.arity().max() == 0 ? new String[] {name} : new String[] {name, "word"})
                                .help(),
                        name);
            }
        }
        assertTrue(of("--until-end", "-h").help());
    }

    @Test
    void shouldTakeAValueBesideItsOptionAndBehindTheEqualsSign() throws Failure {
        DaemonOptions options = of("--run-dir", "/run/a", "--socket=/run/s", "--source=devd:/p=q", "--drain", "5s")
                .options();
        assertEquals(
                new DaemonOptions(
                        Path.of("/run/a"),
                        Path.of("/run/a/nethook.pid"),
                        Path.of("/run/s"),
                        "devd:/p=q",
                        Optional.of(Duration.ofSeconds(5)),
                        false),
                options);
    }

    @Test
    void shouldMakeItsSocketInTheRunDirectory() throws Failure {
        assertEquals(
                Path.of("/run/a/nethook.sock"), of("--run-dir=/run/a").options().socket());
        assertEquals(Path.of("/dev/null/run/nethook.sock"), of().options().socket());
        assertEquals("system", of().options().source());
    }

    @Test
    void shouldHandOnWhatEveryCommandUnderstands() throws Failure {
        of("--debug", "--plugins=/p", "--config", "/c");
        assertTrue(call.debug());
        assertEquals(Path.of("/p"), call.pluginDirectory());
    }
}
