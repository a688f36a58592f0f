package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unpacked image calls libc: with the native code it brings, and without a word from the JVM about that. */
class NativeCallsIT {
    private static final String NEWER = "NEWER_JAVA_HOME";
    private static final Path FOREIGN = Path.of("../netif/src/test/resources/foreign-libc/kernel.c");

    @TempDir
    private Path temporary;

    private final Image image = Image.built();

    @Test
    void shouldPassItsOwnSelftest() throws IOException, InterruptedException {
        JsonNode report = selftest(Map.of());

        assertTrue(report.get("clean").asBoolean(), report.toString());
        assertTrue(
                detail(report, "native-stub").startsWith(image.home().toRealPath() + "/lib/native/"),
                report.toString());
        assertTrue(detail(report, "libc").contains("errno comes through"), report.toString());
    }

    @Test
    void shouldUnpackNoNativeCode() throws IOException, InterruptedException {
        Path tmp = Files.createDirectory(temporary.resolve("tmp"));
        Map<String, String> environment =
                Map.of("NETHOOK_JAVA_OPTS", "-Djava.io.tmpdir=" + tmp + " -Djffi.extract.dir=" + tmp);

        run(environment, "netif", "list").assertClean();

        assertEquals(List.of(), new Image(temporary).names("tmp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "now"})
    void shouldSayNothingOnANewerJava(String archive) throws IOException, InterruptedException {
        String home = System.getenv(NEWER);
        assumeTrue(home != null, "needs " + NEWER + " to name a JDK newer than the one of the build");
        Image copy = image.copyTo(temporary.resolve("image"));
        Map<String, String> environment = Map.of("JAVA_HOME", home);
        if (archive.equals("now")) {
            copy.nethook(Map.of("JAVA_HOME", home, "NETHOOK_CLASS_ARCHIVE", "now"))
                    .assertClean();
            environment = Map.of("JAVA_HOME", home, "NETHOOK_CLASS_ARCHIVE", "later");
        }

        assertTrue(
                copy.nethook(environment, "netif", "list").assertClean().out().contains("lo"));
        copy.nethook(environment, "event", "--dry-run", "IFNET", "lo", "LINK_UP")
                .assertClean();
        copy.nethook(environment, "selftest").assertClean();
    }

    @Test
    void shouldRunTheFreeBsdCodeOverANamedLibrary() throws IOException, InterruptedException {
        assumeTrue(
                Image.run(List.of("sh", "-c", "command -v gcc"), temporary, Map.of())
                                .status()
                        == 0,
                "needs gcc");
        Path library = temporary.resolve("libkernel.so");
        Path source = FOREIGN.toAbsolutePath().normalize();
        Image.run(List.of("gcc", "-shared", "-fPIC", "-o", library + "", source + ""), temporary, Map.of())
                .assertClean();
        String options = "-Dnethook.platform=freebsd -Dnethook.libc=" + library;

        List<String> lines = run(Map.of("NETHOOK_JAVA_OPTS", options), "netif", "list")
                .assertClean()
                .lines();

        assertTrue(lines.stream().anyMatch(line -> line.startsWith("hn0 ")), lines.toString());
        JsonNode report = selftest(Map.of("NETHOOK_JAVA_OPTS", options));
        assertEquals("FreeBSD", report.get("system").asText());
        assertEquals("14.0-FOREIGN", report.get("release").asText());
        assertTrue(detail(report, "libc").startsWith(library.toString()), report.toString());
    }

    @Test
    void shouldNotMakeFreeBsdsRequestsToAnotherKernel() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/sys/kernel/ostype")), "needs a Linux kernel");

        run(Map.of("NETHOOK_JAVA_OPTS", "-Dnethook.platform=freebsd"), "netif", "list")
                .assertRefused(
                        78,
                        "nethook: nethook.platform=freebsd on a machine that is Linux needs nethook.libc to name a"
                                + " library with the functions and errnos of that system's libc");
    }

    private JsonNode selftest(Map<String, String> environment) throws IOException, InterruptedException {
        Outcome outcome = run(environment, "selftest", "--json");
        assertEquals("", outcome.err());
        return new ObjectMapper().readTree(outcome.out());
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return image.nethook(environment, arguments);
    }

    private static String detail(JsonNode report, String name) {
        for (JsonNode check : report.get("checks")) {
            if (check.get("name").asText().equals(name)) {
                return check.get("detail").asText();
            }
        }
        throw new AssertionError("no check " + name);
    }
}
