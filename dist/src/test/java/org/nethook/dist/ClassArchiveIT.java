package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of parsed classes: made once, used after that, never in the way. */
class ClassArchiveIT {
    private static final String NOBODY = "65534";

    @TempDir
    private Path temporary;

    private Image image;
    private FakeJava java;

    @BeforeEach
    void copyTheImage() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        java = FakeJava.ofVersion(temporary.resolve("jdk"), "17.0.1");
    }

    @Test
    void shouldStartARealJvmFromIt() throws IOException, InterruptedException {
        List<String> without = image.nethook("plugins", "list").assertClean().lines();

        nethook(Map.of("NETHOOK_CLASS_ARCHIVE", "now")).assertClean();

        List<String> archives = archives(image.home().resolve("lib"));
        assertEquals(1, archives.size());
        assertTrue(Files.size(image.home().resolve("lib").resolve(archives.get(0))) > 1_000_000);
        assertEquals(
                without,
                nethook(Map.of("NETHOOK_CLASS_ARCHIVE", ""), "plugins", "list")
                        .assertClean()
                        .lines());
    }

    @Test
    void shouldBeMadeAfterTheFirstCommandHasEnded() throws IOException, InterruptedException {
        List<String> first = started();

        assertEquals(List.of(), archiveOptions(first));
        awaitArchive(image.home().resolve("lib"));
        assertEquals(
                List.of("-XX:SharedArchiveFile=" + image.home().toRealPath() + "/lib/nethook-17.jsa"),
                archiveOptions(started()));
    }

    @Test
    void shouldBeMadeAgainForAnotherJavaImagePlaceOrSetOfPlugins() throws IOException, InterruptedException {
        make();
        assertEquals(1, archiveOptions(started()).size());

        Files.writeString(java.home().resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"17.0.2\"\n");
        assertRemade();
        Files.writeString(image.home().resolve("lib/image-id"), "another\n");
        assertRemade();
        Files.move(image.home().resolve("plugins/dns-info-0.1.0.jar"), temporary.resolve("dns-info.jar"));
        assertRemade();
        image = image.copyTo(temporary.resolve("elsewhere"));
        assertRemade();
    }

    @Test
    void shouldNotBeTriedAgainWhereItCannotBeMade() throws IOException, InterruptedException {
        java = FakeJava.answering(temporary.resolve("other"), "printf '%s\\n' $$ \"$0\" \"$@\"");
        Files.writeString(java.home().resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

        assertEquals(
                69,
                nethook(Map.of("NETHOOK_CLASS_ARCHIVE", "now", "JAVA_HOME", java + ""))
                        .status());

        assertEquals(
                0,
                nethook(Map.of("NETHOOK_CLASS_ARCHIVE", "now", "JAVA_HOME", java + ""))
                        .status());
        assertEquals(List.of(), archiveOptions(started()));
    }

    @Test
    void shouldLeaveNothingHalfDone() throws IOException, InterruptedException {
        Path lib = image.home().resolve("lib");
        Files.writeString(lib.resolve("nethook-17.lock"), "2147483647\n");

        make();

        assertEquals(
                List.of("nethook-17.jsa", "nethook-17.stamp"),
                image.names("lib").stream()
                        .filter(name -> name.startsWith("nethook-"))
                        .toList());
    }

    @Test
    void shouldLeaveItToWhoIsMakingIt() throws IOException, InterruptedException {
        Path lock = image.home().resolve("lib/nethook-17.lock");
        Files.writeString(lock, ProcessHandle.current().pid() + "\n");

        assertEquals(
                75,
                nethook(Map.of("NETHOOK_CLASS_ARCHIVE", "now", "JAVA_HOME", java + ""))
                        .status());

        assertTrue(Files.exists(lock));
        assertEquals(List.of(), archives(image.home().resolve("lib")));
    }

    @Test
    void shouldGoIntoAPrivateCacheWhereTheImageCannotBeWritten() throws IOException, InterruptedException {
        Path cache = unprivilegedCache();
        Path own = cache.resolve("nethook");

        assertEquals(0, asNobody(cache, "now").status());

        assertEquals(List.of("nethook-17.jsa"), archives(own));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
        assertEquals(
                List.of("-XX:SharedArchiveFile=" + own + "/nethook-17.jsa"),
                archiveOptions(asNobody(cache, "").lines()));
    }

    @Test
    void shouldNotTrustACacheThatOthersCanReach() throws IOException, InterruptedException {
        Path cache = unprivilegedCache();
        Path own = cache.resolve("nethook");
        assertEquals(0, asNobody(cache, "now").status());

        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwx---"));
        assertEquals(List.of(), archiveOptions(asNobody(cache, "").lines()));

        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        assertEquals(1, archiveOptions(asNobody(cache, "").lines()).size());
        Files.move(own, cache.resolve("moved"));
        Files.createSymbolicLink(own, cache.resolve("moved"));
        assertEquals(List.of(), archiveOptions(asNobody(cache, "").lines()));
    }

    /** A directory that nobody owns, under which nobody can run an image that only this user can write to. */
    private Path unprivilegedCache() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Image.run(List.of("setpriv", "--reuid", NOBODY, "true"), Path.of("/"), Map.of())
                                .status()
                        == 0,
                "cannot become another user (setpriv as root)");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path cache = Files.createDirectory(temporary.resolve("cache"));
        Image.run(List.of("chown", NOBODY, cache.toString()), Path.of("/"), Map.of())
                .assertClean();
        return cache;
    }

    private Outcome asNobody(Path cache, String when) throws IOException, InterruptedException {
        List<String> command = List.of(
                "setpriv", "--reuid", NOBODY, "--clear-groups", image.launcher().toString());
        return Image.run(
                command,
                temporary,
                Map.of(
                        "NETHOOK_CLASS_ARCHIVE",
                        when,
                        "JAVA_HOME",
                        java.toString(),
                        "XDG_CACHE_HOME",
                        cache.toString()));
    }

    private void make() throws IOException, InterruptedException {
        nethook(Map.of("NETHOOK_CLASS_ARCHIVE", "now", "JAVA_HOME", java.toString()))
                .assertClean();
    }

    private void assertRemade() throws IOException, InterruptedException {
        Path archive = image.home().resolve("lib/nethook-17.jsa");
        Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
        make();
        assertTrue(Files.getLastModifiedTime(archive).toMillis() > 0, "the old archive is still there");
        assertEquals(1, archiveOptions(started()).size());
    }

    /** What a start is made of; it makes an archive in the background when there is none. */
    private List<String> started() throws IOException, InterruptedException {
        return nethook(Map.of("NETHOOK_CLASS_ARCHIVE", "", "JAVA_HOME", java.toString()), "x")
                .assertClean()
                .lines();
    }

    private Outcome nethook(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(image.launcher().toString()));
        command.addAll(List.of(arguments));
        return Image.run(command, temporary, environment);
    }

    private static List<String> archiveOptions(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith("-XX:") && argument.contains("Archive"))
                .toList();
    }

    private static List<String> archives(Path directory) throws IOException {
        return new Image(directory)
                .names(".").stream().filter(name -> name.endsWith(".jsa")).toList();
    }

    /** The maker works in a process of its own; its stamp is the last thing it writes, and its lock the last it removes. */
    private static void awaitArchive(Path lib) throws IOException, InterruptedException {
        try (WatchService changes = lib.getFileSystem().newWatchService()) {
            lib.register(changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            while (!Files.exists(lib.resolve("nethook-17.stamp")) || Files.exists(lib.resolve("nethook-17.lock"))) {
                WatchKey key = changes.poll(1, TimeUnit.MINUTES);
                assertNotNull(key, "no archive was made in a minute");
                key.pollEvents();
                key.reset();
            }
        }
    }
}
