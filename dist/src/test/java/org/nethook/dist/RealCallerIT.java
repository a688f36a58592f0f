package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole GET of hv_kvp_daemon's, which asks twice for each of 30 addresses, against the image. */
@Tag("C3")
class RealCallerIT {
    private static final int ADDRESSES = 30;
    /** The kernel's own limit for one GET (hv_kvp.c). */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String SERVERS = "10.0.0.53;2001:db8::53;";

    @TempDir
    private Path temporary;

    private Image image;
    private HypervScripts scripts;
    private Path caller;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        caller = temporary.resolve("caller");
        Path source = Path.of("src/test/resources/kvp/caller.c").toAbsolutePath();
        try {
            Image.run(
                            List.of("gcc", "-O", "-Wall", "-Werror", "-o", caller.toString(), source.toString()),
                            temporary,
                            Map.of())
                    .assertClean();
        } catch (IOException e) {
            assumeTrue(false, "needs gcc");
        }
        image = Image.built().copyTo(temporary.resolve("image"));
        scripts = new HypervScripts(image.home().resolve("libexec"), Files.createDirectory(temporary.resolve("root")));
        Path resolvConf = scripts.write("etc/resolv.conf", "nameserver 10.0.0.53\nnameserver 2001:db8::53\n");
        configuration = "system.rc-conf = [\"" + scripts.root().resolve("etc/rc.conf")
                + "\"]\nplugins.dns-info.resolv-conf = \"" + resolvConf + "\"\n";
        Files.writeString(image.home().resolve("etc/nethook.conf"), configuration);
    }

    private String configuration;

    private void get(String how) throws IOException, InterruptedException {
        List<String> lines = Image.run(
                        List.of(caller.toString(), scripts.directory().toString(), "hn1", Integer.toString(ADDRESSES)),
                        Path.of("/"),
                        scripts.environment())
                .lines();
        assertEquals(List.of("dns=" + SERVERS, "dhcp=1"), lines.subList(0, 2));
        Duration took = Duration.ofMillis(Long.parseLong(lines.get(2).substring("ms=".length())));
        System.out.println("GET of " + ADDRESSES + " addresses, " + how + ": " + took.toMillis() + " ms");
        assertTrue(took.compareTo(LIMIT) < 0, "the kernel would have given up: " + took);
    }

    @Test
    void shouldBeInTimeWithTheResidentHost() throws IOException, InterruptedException {
        ResidentHost host = residentHost();
        try {
            get("resident host");
            assertTrue(Files.notExists(scripts.answers()), "the host's answers need no remembering");
        } finally {
            host.close();
        }
    }

    @Test
    void shouldBeInTimeWithoutTheResidentHost() throws IOException, InterruptedException {
        get("no resident host");
    }

    @Test
    void shouldBeInTimeWithoutJava() throws IOException, InterruptedException {
        scripts.environment("JAVA_HOME", temporary.resolve("none").toString());
        get("no Java");
    }

    @Test
    @Tag("C4")
    void shouldBeInTimeWhileTheResidentHostHangs() throws IOException, InterruptedException {
        assumeTrue(
                Image.run(List.of("sh", "-c", "command -v nc"), temporary, Map.of())
                                .status()
                        == 0,
                "needs nc");
        ResidentHost host = residentHost();
        try {
            host.signal("STOP");
            get("hanging resident host");
        } finally {
            host.close();
        }
    }

    private ResidentHost residentHost() throws IOException, InterruptedException {
        ResidentHost host = new ResidentHost(image, temporary).configure(configuration);
        host.option("--source", Files.createFile(temporary.resolve("events")).toString());
        host.startAndAwait();
        scripts.environment("NETHOOK_SOCKET", host.socket().toString());
        return host;
    }
}
