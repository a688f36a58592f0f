package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the image, as a folder and as an archive. */
class ImageIT {
    private static final String VERSION = System.getProperty("nethookVersion");
    private static final Path ARCHIVE = Path.of(System.getProperty("archive"));
    private static final int BLOCK = 512;

    private final Image image = Image.built();

    @Test
    void shouldHaveAPlaceForEverything() throws IOException {
        assertEquals(List.of("bin", "etc", "lib", "libexec", "plugins", "share"), image.names("."));
        assertEquals(List.of("nethook"), image.names("bin"));
        assertEquals(List.of("nethook.conf"), image.names("etc"));
        assertEquals(
                List.of(
                        "ask-host",
                        "class-archive",
                        "gateway-answers",
                        "hyperv",
                        "hyperv-answers",
                        "is-lagg-port",
                        "wait-until-due"),
                image.names("libexec"));
        assertEquals(
                List.of("hv_get_dhcp_info", "hv_get_dns_info", "hv_set_ifconfig", "hyperv_vfattach", "hyperv_vfup"),
                image.names("libexec/hyperv"));
        assertEquals(
                List.of(
                        "dhcp-info-" + VERSION + ".jar",
                        "dns-info-" + VERSION + ".jar",
                        "hyperv-vf-" + VERSION + ".jar",
                        "ip-injection-" + VERSION + ".jar"),
                image.names("plugins"));
        assertTrue(image.names("share").containsAll(List.of("LICENSE", "devd", "doc", "examples")));
        assertTrue(image.names("share/examples").contains("live-migration.conf"));
    }

    @Test
    void shouldHoldEachLibraryOnce() throws IOException {
        List<String> names = image.names("lib").stream()
                .filter(name -> name.endsWith(".jar"))
                .map(name -> name.replaceFirst("-[0-9].*", ""))
                .toList();

        assertEquals(Set.copyOf(names).size(), names.size(), names.toString());
        assertTrue(names.containsAll(List.of("host", "netif", "plugin-api", "pf4j", "slf4j-api", "jffi")));
        assertFalse(names.contains("plugin-testkit"));
        assertFalse(image.names("lib").stream().anyMatch(name -> name.endsWith("-native.jar")));
    }

    @Test
    void shouldBundleNothingIntoAPlugin() throws IOException {
        for (String name : image.names("plugins")) {
            try (ZipFile jar =
                    new ZipFile(image.home().resolve("plugins").resolve(name).toFile())) {
                String own = "org/nethook/"
                        + name.substring(0, name.lastIndexOf('-')).replace("-", "") + "/";
                List<String> foreign = jar.stream()
                        .map(entry -> entry.getName())
                        .filter(entry -> entry.endsWith(".class") && !entry.startsWith(own))
                        .toList();
                assertEquals(List.of(), foreign, name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aarch64-FreeBSD", "aarch64-Linux", "x86_64-FreeBSD", "x86_64-Linux"})
    void shouldShipNoLibraryThatWantsAnExecutableStack(String system) throws IOException {
        byte[] library = Files.readAllBytes(image.home().resolve("lib/native/" + system + "/libjffi-1.2.so"));

        assertFalse(ExecutableStack.isWanted(library));
    }

    @Test
    void shouldBeTheSameAsTheArchive(@TempDir Path temporary) throws IOException, InterruptedException {
        Image.run(List.of("tar", "xzpf", ARCHIVE.toString()), temporary, Map.of())
                .assertClean();

        assertEquals(List.of("nethook-" + VERSION), new Image(temporary).names("."));
        Map<String, String> unpacked = contents(temporary.resolve("nethook-" + VERSION));
        assertEquals(contents(image.home()), unpacked);
        assertTrue(unpacked.get("bin/nethook").startsWith("rwxr-xr-x"));
    }

    @Test
    void shouldGiveTheArchiveNothingThatChangesFromBuildToBuild() throws IOException {
        byte[] packed = Files.readAllBytes(ARCHIVE);
        assertArrayEquals(
                new byte[4], new byte[] {packed[4], packed[5], packed[6], packed[7]}, "time in gzip's header");
        byte[] tar;
        try (InputStream file = new FileInputStream(ARCHIVE.toFile());
                InputStream unpacked = new GZIPInputStream(file)) {
            tar = unpacked.readAllBytes();
        }
        Set<String> times = new TreeSet<>();
        Set<String> owners = new TreeSet<>();
        for (int at = 0; tar[at] != 0; ) {
            owners.add(field(tar, at + 108, 8) + ":" + field(tar, at + 116, 8));
            times.add(field(tar, at + 136, 12));
            long size = Long.parseLong(field(tar, at + 124, 12), 8);
            at += BLOCK + (int) ((size + BLOCK - 1) / BLOCK) * BLOCK;
        }
        assertEquals(1, times.size(), times.toString());
        assertEquals(Set.of("0000000:0000000"), owners);
    }

    private static String field(byte[] tar, int at, int length) {
        return new String(tar, at, length, StandardCharsets.US_ASCII)
                .replace("\0", "")
                .strip();
    }

    /** Every path under a directory, with its mode and, for a file, the sum of its bytes. */
    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.filter(file -> !file.equals(directory)).toList();
        }
        for (Path file : all) {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            String sum = Files.isDirectory(file) ? "" : NativeLibraries.sha256(Files.readAllBytes(file));
            contents.put(directory.relativize(file).toString(), mode + " " + sum);
        }
        return contents;
    }
}
