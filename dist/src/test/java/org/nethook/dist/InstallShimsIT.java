package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nethook install-shims} over scripts that stand where base's would. */
class InstallShimsIT {
    @TempDir
    private Path temporary;

    private Image image;
    private Path directory;
    private Map<String, String> before;

    @BeforeEach
    void putBasesOwn() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("nethook-0.1.0"));
        Files.createSymbolicLink(temporary.resolve("nethook"), Path.of("nethook-0.1.0"));
        Path resolvConf = Files.writeString(temporary.resolve("resolv.conf"), "nameserver 10.0.0.53\n");
        Files.writeString(
                image.home().resolve("etc/nethook.conf"), "plugins.dns-info.resolv-conf = \"" + resolvConf + "\"\n");
        directory = Files.createDirectory(temporary.resolve("hyperv"));
        for (String name : image.names("libexec/hyperv")) {
            Files.writeString(directory.resolve(name), "#!/bin/sh\necho base\n");
        }
        before = everything();
    }

    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return all;
    }

    private Outcome installShims(String... words) throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("install-shims", "--directory", directory.toString()), Stream.of(words))
                .toArray(String[]::new);
        return image.nethook(all);
    }

    private String run(String script) throws IOException, InterruptedException {
        return Image.run(
                        List.of("sh", directory.resolve(script).toString()),
                        temporary,
                        Map.of("NETHOOK_ANSWERS", temporary.resolve("answers").toString()))
                .out();
    }

    @Test
    void shouldHaveTheDaemonAnsweredByNethookAndGoBack() throws IOException, InterruptedException {
        Outcome refused = installShims();
        assertEquals(69, refused.status());
        assertTrue(refused.err().endsWith("nethook: nothing was changed\n"), refused.err());
        assertEquals(before, everything());

        assertEquals(5, installShims("--force").assertClean().lines().size());
        assertEquals("10.0.0.53\n", run("hv_get_dns_info"));
        assertTrue(
                Files.readString(directory.resolve("hv_get_dns_info"))
                        .contains(temporary.resolve("nethook") + "/libexec"),
                "by way of the link, which a newer nethook takes over");

        JsonNode again =
                new ObjectMapper().readTree(installShims("--json").assertClean().out());
        assertEquals(
                List.of("in_place"),
                again.get("scripts").findValuesAsText("outcome").stream()
                        .distinct()
                        .toList());
        assertTrue(again.get("done").asBoolean());

        installShims("--undo").assertClean();
        assertEquals(before, everything());
        assertEquals("base\n", run("hv_get_dns_info"));
    }

    @Test
    @Tag("D1")
    void shouldNotRunWhatTheHostWrote() throws IOException, InterruptedException {
        installShims("--force").assertClean();
        Path ran = temporary.resolve("ran");
        Path data = Files.writeString(
                temporary.resolve("data"), "HWADDR=;touch " + ran + "\nIF_NAME=$(touch " + ran + ")\n");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rw-r--r--"));

        Outcome outcome = Image.run(
                List.of("sh", directory.resolve("hv_set_ifconfig").toString(), data.toString()), temporary, Map.of());

        assertEquals(65, outcome.status(), outcome.err());
        assertTrue(Files.notExists(ran));
    }

    @Test
    void shouldSayThatThereIsNoSuchDirectory() throws IOException, InterruptedException {
        directory = temporary.resolve("none");
        installShims()
                .assertRefused(
                        66,
                        "nethook: " + directory
                                + ": no such directory; FreeBSD has it, where hv_kvp_daemon is installed. --directory DIR names another");
    }
}
