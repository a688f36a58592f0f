package org.nethook.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.ExitStatus;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.InstalledPlugin;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;

/**
 * What a host relies on in every plugin, as tests. A plugin has them by one class:
 *
 * <pre>{@code
 * class ContractTest implements PluginContract {}
 * }</pre>
 */
public interface PluginContract {

    /**
     * Where the plugin is: its jar, or the directory its build compiles into. By default the one directory on the class path that
     * has the manifest of a plugin. A plugin that bundles libraries names its jar, in a test that runs after there is one.
     */
    default Path plugin() {
        return PluginPlace.ofClassPath(getClass().getClassLoader());
    }

    /** Adds what this plugin cannot do without, such as a value in its section of nethook.conf; by default nothing. */
    default TestHostBuilder prepare(TestHostBuilder machine) {
        return machine;
    }

    /** It is loaded, told of a day in a machine's life and stopped, and then the same again, in the same JVM. */
    @Test
    default void shouldStartAndStopTwice(@TempDir Path scratch) throws IOException {
        for (int round = 1; round <= 2; round++) {
            try (InstalledPlugin installed = InstalledPlugin.install(plugin());
                    TestHost host = prepare(installed.machine().scenario(Day.scenario(scratch)))
                            .boot()) {
                host.play();
                assertEquals(0, host.failures(), () -> "it failed\n" + host.describe());
            }
        }
    }

    /** What its manifest does not declare, it does not touch: neither for an event nor for a command. */
    @Test
    default void shouldTouchNothingUndeclared(@TempDir Path scratch) throws IOException {
        try (InstalledPlugin installed = InstalledPlugin.install(plugin());
                TestHost host = prepare(installed.machine().scenario(Day.scenario(scratch)))
                        .boot()) {
            host.play();
            for (String command : installed.commands()) {
                for (String[] arguments :
                        List.of(new String[0], new String[] {"hn0"}, new String[] {"no such thing"})) {
                    CommandOutcome outcome = host.run(command, arguments);
                    if (outcome.status() == ExitStatus.SOFTWARE) {
                        throw new AssertionError("command " + command + " " + List.of(arguments) + " failed: "
                                + outcome.complaints() + "\n" + host.describe());
                    }
                }
            }
            assertEquals(0, host.failures(), () -> "it failed\n" + host.describe());
        }
    }

    /** When it has been stopped, no thread of its is left; one that is ending has ten seconds. */
    @Test
    default void shouldLeaveNoThreadBehind(@TempDir Path scratch) throws IOException, InterruptedException {
        LeftThreads left = LeftThreads.since();
        try (InstalledPlugin installed = InstalledPlugin.install(plugin());
                TestHost host = prepare(installed.machine().scenario(Day.scenario(scratch)))
                        .boot()) {
            host.play();
        }
        assertEquals(List.of(), left.after(Duration.ofSeconds(10)), "threads it left behind");
    }

    /** Events of systems nobody has heard of, about interfaces that are not there, with words missing: it plans nothing. */
    @Test
    default void shouldIgnoreUnknownEvents() {
        try (InstalledPlugin installed = InstalledPlugin.install(plugin());
                TestHost host = prepare(installed.machine().interfaceNamed("em0", "em", "00:00:5e:00:53:01"))
                        .boot()) {
            int before = host.plans().size();
            for (String line : Day.ODD_LINES) {
                host.hardware().devctlLine(line);
            }
            host.advance(Duration.ofMinutes(30));
            assertEquals(0, host.failures(), () -> "it failed\n" + host.describe());
            assertEquals(before, host.plans().size(), () -> "it made a plan\n" + host.describe());
            assertEquals(List.of(), host.texts(Told.Kind.STEP), "steps it applied");
        }
    }

    /** Neither plugin-api nor pf4j nor SLF4J are in it: it would be refused, or have a copy that the host does not know. */
    @Test
    default void shouldNotBundleTheApi() throws IOException {
        assertEquals(List.of(), PluginPlace.apiClasses(plugin()), "classes of the host in " + plugin());
    }
}
