package org.nethook.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.HostCommand;
import org.nethook.host.plugin.trust.TrustPolicy;

class PluginLoaderTest {
    @TempDir
    Path directory;

    @BeforeEach
    void addOneGoodPlugin() throws IOException {
        plugin("good")
                .manifest("Plugin-Description", "Does good.")
                .manifest("Plugin-Requires", HostVersion.VERSION)
                .manifest("Nethook-Control", "hn*, lagg0")
                .manifest("Nethook-Sysctls", "hw.hn.*")
                .manifest("Nethook-Scripts", "*/good.*")
                .manifest("Nethook-Settings", "ifconfig_*")
                .listener("Good", "")
                .command("Deed", "good-deed", "return 0;")
                .write(directory, "good.jar");
    }

    @Test
    void shouldLoadListenersCommandsAndGrants() throws Exception {
        LoadedPlugins loaded = PluginLoader.load(directory, TrustPolicy.FILES).plugins();
        assertEquals(List.of(), loaded.problems());
        LoadedPlugin good = loaded.plugins().get(0);
        assertEquals("good", good.id());
        assertEquals("1.0.0", good.version());
        assertEquals("Does good.", good.description());
        assertEquals(directory.resolve("good.jar"), good.jar());
        assertEquals(
                "Nethook-Control: hn*, lagg0\nNethook-Sysctls: hw.hn.*\nNethook-Scripts: */good.*\n"
                        + "Nethook-Settings: ifconfig_*",
                good.grants().toString());
        assertEquals("example.Good", good.listeners().get(0).getClass().getName());
        assertEquals("good-deed", good.commands().get(0).name());
    }

    @Test
    void shouldLoadNoneWhoseDeclarationsMeanNothingAndRunNoneOfItsCode() throws Exception {
        plugin("typo")
                .manifest("Nethook-Control", "hn0 (upp)")
                .extension(
                        "Typo",
                        "public class Typo implements Extension { static { System.setProperty(\"typo\", \"ran\"); } }")
                .write(directory, "typo.jar");
        LoadedPlugins loaded = PluginLoader.load(directory, TrustPolicy.FILES).plugins();
        assertEquals(
                "Nethook-Control of its manifest: \"hn0 (upp)\": there is no operation upp; did you mean up?",
                loaded.problems().get(0).reason());
        assertEquals(1, loaded.problems().size());
        assertEquals("good", loaded.plugins().get(0).id());
        assertNull(System.getProperty("typo"));
    }

    @Test
    void shouldLoadWhatTheRealAnnotationProcessorIndexed() throws Exception {
        plugin("indexed")
                .command("Indexed", "indexed", "return 0;")
                .withProcessor()
                .write(directory, "indexed.jar");
        assertEquals(List.of("good", "indexed"), ids());
    }

    @Test
    void shouldGiveEachPluginItsOwnClassesAndTheHostsContract() throws Exception {
        plugin("second").listener("Good", "").type("Own", "class Own {}").write(directory, "second.jar");
        LoadedPlugins loaded = PluginLoader.load(directory, TrustPolicy.FILES).plugins();
        Class<?> first = loaded.plugins().get(0).listeners().get(0).getClass();
        Class<?> second = loaded.plugins().get(1).listeners().get(0).getClass();
        assertEquals(first.getName(), second.getName());
        assertNotSame(first, second);
        ClassLoader classes = second.getClassLoader();
        assertSame(HostCommand.class, classes.loadClass("org.nethook.api.HostCommand"));
        assertSame(classes, classes.loadClass("example.Own").getClassLoader());
        assertEquals("java.sql.Date", classes.loadClass("java.sql.Date").getName());
        assertEquals(
                "javax.crypto.Cipher", classes.loadClass("javax.crypto.Cipher").getName());
        assertThrows(ClassNotFoundException.class, () -> classes.loadClass(PluginLoader.class.getName()));
        assertThrows(ClassNotFoundException.class, () -> classes.loadClass("com.typesafe.config.Config"));
    }

    @Test
    void shouldMakeExtensionsWithTheirClassLoaderAsTheThreads() throws Exception {
        plugin("context")
                .extension(
                        "Context",
                        "@org.pf4j.Extension public class Context implements HostCommand {\n"
                                + "  private final String name = Thread.currentThread().getContextClassLoader()"
                                + " == Context.class.getClassLoader() ? \"own\" : \"other\";\n"
                                + "  public String name() { return name; }\n"
                                + "  public String summary() { return name; }\n"
                                + "  public int run(List<String> a, java.io.PrintStream o, PluginContext c) { return 0; }\n}")
                .write(directory, "context.jar");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        LoadedPlugin context = PluginLoader.load(directory, TrustPolicy.FILES)
                .plugins()
                .plugins()
                .get(0);
        assertEquals("own", context.commands().get(0).name());
        assertSame(before, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void shouldStartThePluginClassAndPluginsAfterTheirDependencies() throws Exception {
        plugin("base")
                .manifest("Plugin-Class", "example.Base")
                .type(
                        "Base",
                        "public class Base extends org.pf4j.Plugin { static String state = \"made\";\n"
                                + "  public void start() { state = \"started\"; }\n"
                                + "  public static String state() { return state; } }")
                .command("BaseCommand", "base", "return 0;")
                .write(directory, "z-base.jar");
        plugin("a-top")
                .manifest("Plugin-Dependencies", "base@>=1.0.0, absent?")
                .type("Base", "public class Base { public static String state() { return \"own\"; } }")
                .without("Base")
                .command("Top", "top", "out.print(Base.state()); return 0;")
                .write(directory, "a-top.jar");
        LoadedPlugins loaded = PluginLoader.load(directory, TrustPolicy.FILES).plugins();
        assertEquals(List.of(), loaded.problems());
        HostCommand top = loaded.plugins().get(0).commands().get(0);
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        top.run(List.of(), new PrintStream(bytes), null);
        assertEquals("started", bytes.toString());
    }

    @Test
    @Tag("E6")
    void shouldNoteWhatIsNoJar() throws Exception {
        Files.writeString(directory.resolve("README.txt"), "read me");
        Files.createDirectory(directory.resolve("old.jar"));
        LoadedPlugins loaded = PluginLoader.load(directory, TrustPolicy.FILES).plugins();
        assertEquals(List.of("good"), ids());
        assertEquals(List.of(), loaded.problems());
        assertEquals(List.of(directory.resolve("README.txt"), directory.resolve("old.jar")), loaded.ignored());
    }

    @Test
    void shouldFindNothingInAnEmptyDirectory() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertEquals(
                new LoadedPlugins(List.of(), List.of(), List.of()),
                PluginLoader.load(empty, TrustPolicy.FILES).plugins());
    }

    @Test
    void shouldNameADirectoryThatIsNotThere() {
        Path absent = directory.resolve("absent");
        PluginDirectoryException e = assertThrows(
                PluginDirectoryException.class,
                () -> PluginLoader.load(absent, TrustPolicy.FILES).plugins());
        assertEquals(absent + ": no such directory", e.getMessage());
        Path file = directory.resolve("good.jar");
        e = assertThrows(
                PluginDirectoryException.class,
                () -> PluginLoader.load(file, TrustPolicy.FILES).plugins());
        assertEquals(file + ": is not a directory of plugins", e.getMessage());
    }

    private List<String> ids() throws PluginDirectoryException {
        return PluginLoader.load(directory, TrustPolicy.FILES).plugins().plugins().stream()
                .map(LoadedPlugin::id)
                .toList();
    }
}
