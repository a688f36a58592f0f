package org.nethook.netif.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.netif.Platform;
import org.nethook.netif.ffi.LibcUnavailableException;
import org.nethook.netif.selfcheck.SelfCheck;

/** The FreeBSD code over a shared library with FreeBSD's ABI, through jnr-ffi, in a JVM of its own. */
@Tag("abi")
class ForeignLibcTest {
    private static final String SOURCE = "/foreign-libc/kernel.c";

    @TempDir
    Path scratch;

    private Path output;

    @BeforeEach
    void nameTheOutput() {
        output = scratch.resolve("output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void shouldRunOverALibraryOfFreeBsdsAbi(String generatedCode) throws Exception {
        List<String> lines = run(compile(), "-Djnr.ffi.asm.enabled=" + generatedCode);

        assertEquals(
                List.of(
                        "FreeBSD 14.0-FOREIGN",
                        "vtnet0 vtnet1 lo0 hn0 hn0p mlxen0 mlxen0p lagg0 bridge0 gif0 tap0 tun0 vlan0",
                        "hn0 [10.1.0.4/24, 10.1.0.5/32]",
                        "down and up again",
                        "ENXIO (6)",
                        "EADDRNOTAVAIL (49)",
                        "ENETUNREACH (51)",
                        "libc OK",
                        "socket-inet OK",
                        "socket-inet6 SKIPPED",
                        "socket-route OK",
                        "interfaces OK"),
                lines);
    }

    @Test
    void shouldNotTakeAFailureWithoutErrnoForSuccess() throws Exception {
        Path silent = scratch.resolve("silent.c");
        Files.writeString(
                silent,
                "#include <errno.h>\n#include <stddef.h>\nstatic int fail(void) { errno = 0; return -1; }\n"
                        + "int socket(int d, int t, int p) { (void)d; (void)t; (void)p; return fail(); }\n"
                        + "int sysctl(const int *n, unsigned c, void *o, size_t *l, const void *f, size_t s) {"
                        + " (void)n; (void)c; (void)o; (void)l; (void)f; (void)s; return fail(); }\n");

        List<String> lines = run(compile(silent));

        assertTrue(
                lines.get(lines.size() - 1)
                        .contains("failed without setting errno; it must set that of the libc which this JVM runs on"),
                lines.toString());
    }

    @Test
    void shouldSayWhichFunctionTheLibraryLacks() throws Exception {
        Path bare = scratch.resolve("bare.c");
        Files.writeString(bare, "int nothing(void) { return 0; }\n");

        for (String generatedCode : List.of("true", "false")) {
            List<String> lines = run(compile(bare), "-Djnr.ffi.asm.enabled=" + generatedCode);
            assertTrue(lines.get(lines.size() - 1).contains(" has no function socket; "), lines.toString());
        }
    }

    /** The shared library of {@link #SOURCE}. */
    private Path compile() throws Exception {
        return compile(Path.of(ForeignLibcTest.class.getResource(SOURCE).toURI()));
    }

    private Path compile(Path source) throws Exception {
        Path library = scratch.resolve("libkernel.so");
        int status;
        try {
            status = status("gcc", "-shared", "-fPIC", "-Wall", "-Wextra", "-o", library + "", source + "");
        } catch (IOException e) {
            status = -1;
        }
        assumeTrue(status >= 0, "needs gcc");
        assertEquals("", Files.readString(output), "what gcc says");
        assertEquals(0, status);
        return library;
    }

    private List<String> run(Path library, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Dnethook.platform=freebsd", "-Dnethook.libc=" + library));
        command.addAll(List.of(options));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        status(command.toArray(new String[0]));
        return Files.readAllLines(output);
    }

    private int status(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> List.of(command) + " still runs");
        return process.exitValue();
    }

    /** Reads, changes and is refused. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws NetifException {
            try (Platform platform = Platforms.detect()) {
                refusal(() -> platform.control().create("nosuch0"));
                System.out.println(platform.name() + " " + platform.release());
                StringBuilder names = new StringBuilder();
                for (Netif netif : platform.query().list()) {
                    names.append(names.length() == 0 ? "" : " ").append(netif.ifName());
                }
                System.out.println(names);
                List<InterfaceAddress> v4 = new ArrayList<>();
                for (InterfaceAddress address :
                        platform.query().find("hn0").orElseThrow().addresses()) {
                    if (address.address().isV4()) {
                        v4.add(address);
                    }
                }
                System.out.println("hn0 " + v4);
                platform.control().setUp("hn0", false);
                platform.control().setUp("hn0", true);
                System.out.println("down and up again");
                System.out.println(refusal(() -> platform.control().setUp("nosuch0", true)));
                InterfaceAddress address = InterfaceAddress.parse("10.1.0.9/24");
                System.out.println(refusal(() -> platform.control().removeAddress("hn0", address)));
                Route route = Route.defaultVia(IpAddress.parse("192.0.2.1"), "");
                System.out.println(refusal(() -> platform.control().addRoute(route)));
                for (SelfCheck check : platform.selfChecks(false).subList(0, 6)) {
                    if (!check.name().equals("native-stub")) {
                        System.out.println(check.name() + " " + check.run().status());
                    }
                }
            } catch (LibcUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }

        private interface Change {
            void make() throws NetifException;
        }

        private static String refusal(Change change) {
            try {
                change.make();
                return "not refused";
            } catch (NetifException e) {
                return e.errno().map(Object::toString).orElse(e.getMessage());
            }
        }
    }
}
