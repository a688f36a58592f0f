package org.nethook.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.plugin.trust.TrustPolicy;

@Tag("E4")
class PluginSetTest {
    @TempDir
    Path scratch;

    private Path plugins;

    @BeforeEach
    void makeDirectories() throws IOException {
        plugins = Files.createDirectory(scratch.resolve("plugins"));
    }

    private static String answer(PluginSet set) throws Exception {
        return set.plugins().plugins().get(0).commands().get(0).summary();
    }

    private void install(String summary) throws IOException {
        PluginJarBuilder.plugin("p")
                .extension(
                        "Say",
                        "@org.pf4j.Extension public class Say implements HostCommand {"
                                + " public String name() { return \"say\"; }"
                                + " public String summary() { return Later.TEXT.trim(); }"
                                + " public int run(List<String> a, java.io.PrintStream o, PluginContext c) { return 0; } }")
                .type("Later", "class Later { static final String TEXT = \" " + summary + "\".concat(\"\"); }")
                .write(plugins, "p.jar");
    }

    @Test
    void shouldGoOnWhenTheJarIsWrittenOverBeforeAllItsClassesWereLoaded() throws Exception {
        install("first");
        try (PluginSet set = PluginLoader.load(plugins, TrustPolicy.FILES)) {
            assertEquals(
                    plugins.resolve("p.jar"), set.plugins().plugins().get(0).jar(), "people know the original");
            install("second, and of another length");
            assertEquals("first", answer(set));
        }
    }

    @Test
    void shouldReportAJarThatCannotBeUsedByItsOwnName() throws Exception {
        Files.writeString(plugins.resolve("bad.jar"), "no jar");
        try (PluginSet set = PluginLoader.load(plugins, TrustPolicy.FILES)) {
            assertEquals(
                    List.of(plugins.resolve("bad.jar")),
                    set.plugins().problems().stream().map(PluginProblem::jar).toList());
        }
    }

    @Test
    @Timeout(60)
    void shouldLetItsClassesBeCollectedOnceItIsClosed() throws Exception {
        install("x");
        WeakReference<ClassLoader> classes = loadAndClose();
        Instant limit = Instant.now().plus(Duration.ofSeconds(30));
        while (classes.get() != null && Instant.now().isBefore(limit)) {
            System.gc();
            Thread.onSpinWait();
        }
        assertTrue(classes.get() == null, "something still holds the plugin's classes");
    }

    private WeakReference<ClassLoader> loadAndClose() throws Exception {
        try (PluginSet set = PluginLoader.load(plugins, TrustPolicy.FILES)) {
            assertEquals("x", answer(set));
            return new WeakReference<>(
                    set.plugins().plugins().get(0).commands().get(0).getClass().getClassLoader());
        }
    }
}
