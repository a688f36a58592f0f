package org.nethook.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.plugin.trust.TrustPolicy;

@Tag("E3")
class FileTrustTest {
    @TempDir
    Path directory;

    private Path plugins;
    private Path jar;

    @BeforeEach
    void makePlugin() throws IOException {
        assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("unix"),
                "the file system has no owners and modes");
        plugins = Files.createDirectory(directory.resolve("plugins"));
        jar = plugin("good").command("Deed", "deed", "return 0;").write(plugins, "good.jar");
        mode(plugins, "rwxr-xr-x");
        mode(jar, "rw-r--r--");
    }

    @Test
    void shouldTrustWhatOnlyItsOwnerCanWrite() throws Exception {
        assertEquals(
                1,
                PluginLoader.load(plugins, TrustPolicy.FILES)
                        .plugins()
                        .plugins()
                        .size());
    }

    @Test
    void shouldNotTrustAJarThatEverybodyCanWrite() throws Exception {
        mode(jar, "rw-r--rw-");
        assertReason("it can be written to by everybody (mode 646); chmod go-w " + jar);
    }

    @Test
    void shouldQuoteANameThatAShellWouldNotTakeAsOne() throws Exception {
        jar = Files.move(jar, plugins.resolve("it's one.jar"));
        mode(jar, "rw-r--rw-");
        assertReason("it can be written to by everybody (mode 646); chmod go-w '" + plugins + "/it'\\''s one.jar'");
    }

    @Test
    void shouldNotTrustAJarThatAGroupCanWrite() throws Exception {
        mode(jar, "rw-rw-r--");
        assumeTrue(System.getProperty("user.name").equals("root"), "not root: the group may be the user's own");
        assertReason("it can be written to by group " + group(jar) + " (mode 664); chmod g-w " + jar);
    }

    @Test
    void shouldNotTrustADirectoryThatEverybodyCanWrite() throws Exception {
        mode(plugins, "rwxrwxrwx");
        assertReason("directory " + plugins + " can be written to by everybody (mode 777); chmod go-w " + plugins);
    }

    @Test
    void shouldNotTrustADirectoryAboveThatEverybodyCanWrite() throws Exception {
        mode(directory, "rwxrwxrwx");
        assertReason("directory " + directory + " can be written to by everybody (mode 777); chmod go-w " + directory);
    }

    @Test
    void shouldTrustASharedDirectoryWithStickyBit() throws Exception {
        Files.setAttribute(directory, "unix:mode", 01777);
        assertEquals(
                1,
                PluginLoader.load(plugins, TrustPolicy.FILES)
                        .plugins()
                        .plugins()
                        .size());
    }

    @Test
    void shouldNotFollowASymbolicLinkToAJar() throws Exception {
        Path elsewhere = Files.move(jar, directory.resolve("elsewhere.jar"));
        Files.createSymbolicLink(jar, elsewhere);
        assertReason("it is a symbolic link; put the file itself there");
    }

    @Test
    void shouldNotFollowASymbolicLinkToADirectory() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), plugins);
        assertEquals(
                "directory " + link + " is a symbolic link; name the directory it leads to",
                PluginLoader.load(link, TrustPolicy.FILES)
                        .plugins()
                        .problems()
                        .get(0)
                        .reason());
    }

    @Test
    void shouldNotTrustAnotherUsersJar() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "not root: cannot give a file away");
        Files.setAttribute(jar, "unix:uid", 12345);
        assertReason("it is owned by 12345, not by root; look at what it is, then: chown root " + jar);
    }

    private void assertReason(String reason) throws PluginDirectoryException {
        LoadedPlugins loaded = PluginLoader.load(plugins, TrustPolicy.FILES).plugins();
        assertEquals(0, loaded.plugins().size());
        assertEquals(1, loaded.problems().size());
        assertEquals(reason, loaded.problems().get(0).reason());
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static Object group(Path path) throws IOException {
        return Files.getAttribute(path, "unix:group");
    }
}
