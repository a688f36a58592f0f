package org.nethook.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.host.plugin.trust.TrustPolicy;

/** Each jar that cannot be used is one line; the good one next to it loads. */
class UnusableJarTest {
    @TempDir
    Path directory;

    @BeforeEach
    void addOneGoodPlugin() throws IOException {
        plugin("good").command("Deed", "good-deed", "return 0;").write(directory, "good.jar");
    }

    @Test
    @Tag("E6")
    void shouldRefuseACorruptJar() throws Exception {
        Files.writeString(directory.resolve("bad.jar"), "not a zip file");
        assertRefused("bad.jar: it is not a readable jar: no zip directory at its end; copy it anew");
    }

    @Test
    @Tag("E6")
    void shouldRefuseATruncatedJar() throws Exception {
        byte[] good = Files.readAllBytes(directory.resolve("good.jar"));
        Files.write(directory.resolve("bad.jar"), java.util.Arrays.copyOf(good, good.length / 2));
        assertRefused("bad.jar: it is not a readable jar: no zip directory at its end; copy it anew");
    }

    @Test
    void shouldRefuseAJarWithoutPluginId() throws Exception {
        new PluginJarBuilder().write(directory, "bad.jar");
        assertRefused("bad.jar: its manifest has no Plugin-Id, so it is not a plugin");
    }

    @Test
    void shouldRefuseAnIdThatIsNoName() throws Exception {
        plugin("../Up").write(directory, "bad.jar");
        assertRefused("bad.jar: Plugin-Id of its manifest must be lower-case letters, digits and hyphens, at most 40,"
                + " starting with a letter, not \"../Up\"");
    }

    @Test
    void shouldRefuseAVersionThatIsNone() throws Exception {
        plugin("bad").manifest("Plugin-Version", "one").write(directory, "bad.jar");
        assertRefused("bad.jar: Plugin-Version of its manifest must be a version such as 1.2.3, not \"one\"");
    }

    @Test
    @Tag("E6")
    void shouldRefuseASecondJarOfTheSameId() throws Exception {
        plugin("good").command("Other", "other", "return 0;").write(directory, "good2.jar");
        assertRefused("good2.jar: its plugin id good is already that of good.jar");
    }

    @Test
    @Tag("E2")
    void shouldSayThatTheAnnotationProcessorDidNotRun() throws Exception {
        plugin("bad").command("Deed", "bad", "return 0;").withoutIndex().write(directory, "bad.jar");
        assertRefused("bad.jar: it has no META-INF/extensions.idx: the annotation processor did not run when it was"
                + " built (pf4j belongs on javac's processor path)");
    }

    @Test
    void shouldRefuseAnEmptyIndex() throws Exception {
        plugin("bad").write(directory, "bad.jar");
        assertRefused("bad.jar: its META-INF/extensions.idx names no class");
    }

    @Test
    @Tag("E1")
    void shouldNameBothVersionsWhenAPluginNeedsANewerHost() throws Exception {
        plugin("bad")
                .manifest("Plugin-Requires", "2.0.0")
                .command("A", "a", "return 0;")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: it requires nethook 2.0.0 or newer, this is nethook 0.1.0");
    }

    @Test
    @Tag("E1")
    void shouldNameBothVersionsWhenAPluginNeedsARange() throws Exception {
        plugin("bad")
                .manifest("Plugin-Requires", ">=0.2.0 & <1.0.0")
                .command("A", "a", "return 0;")
                .write(directory, "bad.jar");
        plugin("fits")
                .manifest("Plugin-Requires", ">=0.1.0 & <1.0.0")
                .command("B", "b", "return 0;")
                .write(directory, "fits.jar");
        LoadedPlugins loaded = PluginLoader.load(directory, TrustPolicy.FILES).plugins();
        assertEquals(2, loaded.plugins().size());
        assertEquals(
                "it requires nethook >=0.2.0 & <1.0.0, this is nethook 0.1.0",
                loaded.problems().get(0).reason());
    }

    @Test
    void shouldRefuseARequirementThatIsNoVersion() throws Exception {
        plugin("bad")
                .manifest("Plugin-Requires", "new 100%")
                .command("A", "a", "return 0;")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: Plugin-Requires of its manifest must be a version such as 0.1.0 or a range,"
                + " not \"new 100%\"");
    }

    @Test
    void shouldRefuseAnIndexedClassThatIsNotThere() throws Exception {
        plugin("bad").indexed("example.Gone").write(directory, "bad.jar");
        assertRefused("bad.jar: class example.Gone, named by META-INF/extensions.idx, is not in it");
    }

    @Test
    void shouldNameAClassThatAnExtensionNeedsAndTheJarLacks() throws Exception {
        plugin("bad")
                .type("Base", "public abstract class Base implements InterfaceEventListener {}")
                .without("Base")
                .extension(
                        "Bad",
                        "public class Bad extends Base {"
                                + " public EventFilter filter() { return EventFilter.any(); }"
                                + " public void onEvent(InterfaceEvent e, PluginContext c) {} }")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: class example.Bad cannot be loaded: class example.Base is missing");
    }

    @Test
    void shouldSayWhyAConstructorFailed() throws Exception {
        plugin("bad")
                .extension(
                        "Bad",
                        "public class Bad implements InterfaceEventListener {"
                                + " public Bad() { throw new IllegalStateException(\"no 100% {} luck\"); }"
                                + " public EventFilter filter() { return EventFilter.any(); }"
                                + " public void onEvent(InterfaceEvent e, PluginContext c) {} }")
                .write(directory, "bad.jar");
        assertRefused(
                "bad.jar: the constructor of example.Bad failed: java.lang.IllegalStateException: no 100% {} luck");
    }

    @Test
    void shouldRefuseAnExtensionWithoutPublicConstructor() throws Exception {
        plugin("bad")
                .extension(
                        "Bad",
                        "public class Bad implements InterfaceEventListener { Bad() {}"
                                + " public EventFilter filter() { return EventFilter.any(); }"
                                + " public void onEvent(InterfaceEvent e, PluginContext c) {} }")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: class example.Bad has no public constructor without arguments");
    }

    @Test
    void shouldRefuseAnIndexedClassThatIsNoExtension() throws Exception {
        plugin("bad").extension("Bad", "public class Bad {}").write(directory, "bad.jar");
        assertRefused("bad.jar: class example.Bad, named by META-INF/extensions.idx, is no"
                + " InterfaceEventListener, HostCommand or Reconciler");
    }

    @Test
    void shouldRefuseAPluginThatCannotTellItsFilter() throws Exception {
        plugin("bad")
                .extension(
                        "Bad",
                        "public class Bad implements InterfaceEventListener {"
                                + " public EventFilter filter() { return null; }"
                                + " public void onEvent(InterfaceEvent e, PluginContext c) {} }")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: class example.Bad cannot tell what it wants: filter() returns null");
    }

    @Test
    void shouldRefuseAPluginClassThatFails() throws Exception {
        plugin("bad")
                .manifest("Plugin-Class", "example.Start")
                .type(
                        "Start",
                        "public class Start extends org.pf4j.Plugin {"
                                + " public void start() { throw new IllegalStateException(\"not today\"); } }")
                .command("A", "a", "return 0;")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: it cannot be started: java.lang.IllegalStateException: not today");
    }

    @Test
    void shouldRefuseAPluginClassThatIsNotThere() throws Exception {
        plugin("bad")
                .manifest("Plugin-Class", "example.Gone")
                .command("A", "a", "return 0;")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: class example.Gone, named by Plugin-Class of its manifest, is not in it");
    }

    @Test
    void shouldRefuseASecondCommandOfTheSameName() throws Exception {
        plugin("later")
                .command("Deed", "good-deed", "return 1;")
                .listener("Other", "")
                .write(directory, "later.jar");
        assertRefused("later.jar: its command good-deed is already one of good.jar");
    }

    @Test
    void shouldRefuseACommandWhoseNameIsNone() throws Exception {
        plugin("bad").command("Deed", "Bad Deed", "return 1;").write(directory, "bad.jar");
        assertRefused("bad.jar: the name of command example.Deed must be lower-case letters, digits and hyphens,"
                + " at most 40, starting with a letter, not \"Bad Deed\"");
    }

    @Test
    @Tag("E6")
    void shouldRefuseAPluginWhoseDependencyIsMissingAndThoseThatNeedIt() throws Exception {
        plugin("b")
                .manifest("Plugin-Dependencies", "absent")
                .command("B", "b", "return 0;")
                .write(directory, "b.jar");
        plugin("c")
                .manifest("Plugin-Dependencies", "b")
                .command("C", "c", "return 0;")
                .write(directory, "c.jar");
        plugin("d")
                .manifest("Plugin-Dependencies", "good@>=2.0.0")
                .command("D", "d", "return 0;")
                .write(directory, "d.jar");
        assertRefused(
                "b.jar: it needs plugin absent, which is not there",
                "c.jar: it needs plugin b, which was not loaded either",
                "d.jar: it needs plugin good >=2.0.0, there is 1.0.0");
    }

    @Test
    @Tag("E6")
    void shouldShowADependencyCycle() throws Exception {
        plugin("a")
                .manifest("Plugin-Dependencies", "b")
                .command("A", "a", "return 0;")
                .write(directory, "a.jar");
        plugin("b")
                .manifest("Plugin-Dependencies", "a")
                .command("B", "b", "return 0;")
                .write(directory, "b.jar");
        assertRefused(
                "a.jar: its dependencies go round in a circle: a -> b -> a",
                "b.jar: its dependencies go round in a circle: a -> b -> a");
    }

    @Test
    void shouldRefuseABundledCopyOfTheContract() throws Exception {
        plugin("bad")
                .command("Deed", "bundled", "return 0;")
                .entry("org/nethook/api/HostCommand.class", new byte[] {1})
                .write(directory, "bad.jar");
        assertRefused("bad.jar: it bundles org/nethook/api/HostCommand.class, which nethook provides; build it with"
                + " plugin-api, pf4j and slf4j in scope provided");
    }

    @Test
    void shouldRefuseAnIdThatIsAKeyOfTheConfiguration() throws Exception {
        plugin("pin").command("Deed", "pinned", "return 0;").write(directory, "bad.jar");
        assertRefused("bad.jar: Plugin-Id of its manifest must not be pin, which is a key of nethook.conf");
    }

    @Test
    void shouldRefuseABundledCopyOfTheContractForACertainJava() throws Exception {
        plugin("bad")
                .manifest("Multi-Release", "true")
                .command("Deed", "bundled", "return 0;")
                .entry("META-INF/versions/17/org/nethook/api/HostCommand.class", new byte[] {1})
                .write(directory, "bad.jar");
        assertRefused("bad.jar: it bundles META-INF/versions/17/org/nethook/api/HostCommand.class, which nethook"
                + " provides; build it with plugin-api, pf4j and slf4j in scope provided");
    }

    @ParameterizedTest
    @Tag("E5")
    @CsvSource(
            delimiter = '|',
            value = {
                "throw new AssertionError(100) | List.of() | java.lang.AssertionError: 100",
                "Bad.<RuntimeException>throwIt(new java.io.IOException(\"gone\")) | List.of() | java.io.IOException: gone",
                "filter() | List.of() | java.lang.StackOverflowError",
                "EventFilter.any() | Bad.<Error>throwIt(new Error(\"no keys\")) | java.lang.Error: no keys",
                "EventFilter.any() | Arrays.asList((ConfigKey<?>) null) | configKeys() has a key that is null",
            })
    void shouldLoadTheOthersWhateverOneThrowsWhenItIsAsked(String filter, String keys, String reason) throws Exception {
        plugin("bad")
                .extension(
                        "Bad",
                        "public class Bad implements InterfaceEventListener {"
                                + " @SuppressWarnings(\"unchecked\") static <T extends Throwable> List<ConfigKey<?>>"
                                + " throwIt(Throwable t) throws T { throw (T) t; }"
                                + " public EventFilter filter() { "
                                + (filter.startsWith("throw")
                                        ? filter
                                        : filter.contains("throwIt") ? filter + "; return null" : "return " + filter)
                                + "; }"
                                + " public List<ConfigKey<?>> configKeys() { return " + keys + "; }"
                                + " public void onEvent(InterfaceEvent e, PluginContext c) {} }")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: class example.Bad cannot tell what it wants: " + reason);
    }

    @Test
    void shouldRefuseTwoKeysOfOneNameThatDoNotAgree() throws Exception {
        String listener = "@org.pf4j.Extension public class %s implements InterfaceEventListener {"
                + " public EventFilter filter() { return EventFilter.any(); }"
                + " public List<ConfigKey<?>> configKeys() { return List.of(ConfigKey.bool(\"quiet\", %s)); }"
                + " public void onEvent(InterfaceEvent e, PluginContext c) {} }";
        plugin("bad")
                .extension("A", listener.formatted("A", "true"))
                .extension("B", listener.formatted("B", "false"))
                .write(directory, "bad.jar");
        assertRefused("bad.jar: its key quiet is declared twice, with another type or default; make it one constant");
    }

    @Test
    void shouldSayWhatAStaticInitializerThrew() throws Exception {
        plugin("bad")
                .extension(
                        "Bad",
                        "public class Bad implements InterfaceEventListener {"
                                + " static final int PORT = Integer.parseInt(\"none\");"
                                + " public EventFilter filter() { return EventFilter.any(); }"
                                + " public void onEvent(InterfaceEvent e, PluginContext c) {} }")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: class example.Bad cannot be used: its static initializer failed:"
                + " java.lang.NumberFormatException: For input string: \"none\"");
    }

    @Test
    void shouldSayThatAConstructorWouldHaveEndedTheHost() throws Exception {
        plugin("bad")
                .extension(
                        "Bad",
                        "public class Bad implements InterfaceEventListener {"
                                + " public Bad() { System.exit(0); }"
                                + " public EventFilter filter() { return EventFilter.any(); }"
                                + " public void onEvent(InterfaceEvent e, PluginContext c) {} }")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: the constructor of example.Bad failed: java.lang.System.exit was called, which would"
                + " end the host; refused");
    }

    @Test
    void shouldSayWhichJavaAClassIsFor() throws Exception {
        plugin("bad")
                .command("Deed", "bad", "return 0;")
                .naming("\u00ca\u00fe\u00ba\u00be\0\0\0=", "\u00ca\u00fe\u00ba\u00be\0\0\0c")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: class example.Deed cannot be loaded: it is compiled for Java 55, and this is Java "
                + Runtime.version().feature() + "; compile it with --release 17");
    }

    @Test
    void shouldRefuseDependenciesThatNameNothing() throws Exception {
        plugin("bad")
                .manifest("Plugin-Dependencies", "good@>=1.0.0, @2")
                .command("Deed", "bad", "return 0;")
                .write(directory, "bad.jar");
        assertRefused("bad.jar: Plugin-Dependencies of its manifest must be ids such as dns-info@>=0.1.0, separated by"
                + " commas, not \"good@>=1.0.0, @2\"");
    }

    private void assertRefused(String... expected) throws PluginDirectoryException {
        LoadedPlugins loaded = PluginLoader.load(directory, TrustPolicy.FILES).plugins();
        List<String> problems = new ArrayList<>();
        for (PluginProblem problem : loaded.problems()) {
            problems.add(problem.jar().getFileName() + ": " + problem.reason());
            assertEquals(problem.jar() + ": not loaded: " + problem.reason(), problem.toString());
        }
        assertEquals(List.of(expected), problems);
        assertTrue(loaded.plugins().stream().anyMatch(plugin -> plugin.id().equals("good")));
        assertEquals(1, loaded.plugins().size());
    }
}
