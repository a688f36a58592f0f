package org.nethook.host.plugin.classfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.api.HostCommand;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginJarBuilder;
import org.nethook.host.plugin.PluginLoader;
import org.nethook.host.plugin.trust.TrustPolicy;

@Tag("E5")
class ExitCallsTest {
    @TempDir
    Path directory;

    /** Were a call let through, the JVM that runs the tests would end here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "System.exit(3);                                             | java.lang.System.exit",
                "Runtime.getRuntime().exit(3);                               | java.lang.Runtime.exit",
                "Runtime.getRuntime().halt(3);                               | java.lang.Runtime.halt",
                "java.util.function.IntConsumer c = System::exit; c.accept(3); | java.lang.System.exit",
                "Arrays.asList(3).forEach(System::exit);                     | java.lang.System.exit",
            })
    void shouldRefuseACallThatWouldEndTheHost(String code, String called) throws Exception {
        HostCommand command = command("if (arguments.isEmpty()) { " + code + " } return 0;");
        Error refused = assertThrows(Error.class, () -> command.run(List.of(), System.out, null));
        assertEquals(called + " was called, which would end the host; refused", ExitCalls.inWords(refused));
        assertEquals(0, command.run(List.of("x"), System.out, null), "what is not called does no harm");
    }

    @Test
    void shouldLeaveOtherMethodsOfTheseNamesAndClassesAlone() throws Exception {
        assertEquals(
                42,
                command("class Own { int exit(int i) { return i; } int halt(int i) { return i; } }"
                                + " long l = 1L << 40; double d = 2.0; System.nanoTime();"
                                + " Runtime.getRuntime().availableProcessors();"
                                + " return new Own().exit(20) + new Own().halt(20) + (int) (l >> 40) + (int) (d / 2);")
                        .run(List.of(), System.out, null));
    }

    @Test
    void shouldKeepEveryOtherFailureAsItIs() {
        assertEquals("java.lang.NoSuchMethodError: x", ExitCalls.inWords(new NoSuchMethodError("x")));
        assertEquals("java.lang.NoSuchMethodError", ExitCalls.inWords(new NoSuchMethodError()));
    }

    @Test
    void shouldLeaveAClassWithoutSuchCallsAsItIs() throws IOException {
        byte[] bytes = bytesOf(String.class);
        assertSame(bytes, ExitCalls.disarm(bytes));
    }

    @Test
    void shouldLeaveWhatIsNoClassToTheJvm() throws IOException {
        byte[] bytes = bytesOf(getClass());
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            byte[] before = cut.clone();
            ExitCalls.disarm(cut);
            assertArrayEquals(before, cut);
        }
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private HostCommand command(String code) throws Exception {
        PluginJarBuilder.plugin("exiting").command("Exiting", "exiting", code).write(directory, "exiting.jar");
        LoadedPlugins loaded = PluginLoader.load(directory, TrustPolicy.FILES).plugins();
        assertEquals(List.of(), loaded.problems());
        return loaded.plugins().get(0).commands().get(0);
    }
}
