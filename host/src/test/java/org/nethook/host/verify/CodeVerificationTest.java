package org.nethook.host.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.plugin.HostVersion;
import org.nethook.host.plugin.PluginJarBuilder;
import org.nethook.host.plugin.apiuse.ApiDescription;
import org.nethook.host.plugin.apiuse.ApiUse;
import org.nethook.host.plugin.classfile.ClassUse;
import org.nethook.host.plugin.trust.TrustPolicy;

/** What verify sees in the classes of a jar, wherever they stand and whoever made them. */
class CodeVerificationTest {
    private static ApiDescription current;

    @TempDir
    Path directory;

    @BeforeAll
    static void readTheApi() throws IOException {
        current = ApiDescription.read(Path.of("..", "plugin-api", "api"), HostVersion.VERSION);
    }

    private static PluginJarBuilder watcher(String onEvent) {
        return plugin("watch")
                .manifest("Plugin-Requires", "0.1.0")
                .manifest("Plugin-Provider", "somebody")
                .manifest("Plugin-License", "MIT")
                .manifest("Plugin-Description", "Watches.")
                .listener("Watch", onEvent);
    }

    private static byte[] classOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getInputStream(file.getEntry("example/Watch.class")).readAllBytes();
        }
    }

    /** All but what is said of every jar, when none of its code is run. */
    private List<String> findings(PluginJarBuilder builder) throws Exception {
        Path jar = builder.write(directory, "watch.jar");
        return JarVerification.of(jar, TrustPolicy.FILES, List.of(current), null, directory.resolve("none"))
                .findings()
                .all()
                .stream()
                .filter(finding -> !List.of("file", "permissions", "run").contains(finding.topic()))
                .map(Finding::toString)
                .toList();
    }

    @Test
    void shouldLookAtClassesForACertainJavaToo() throws Exception {
        byte[] other =
                classOf(watcher("own(); System.exit(1); } static void own() {").write(directory, "other.jar"));
        assertEquals(
                List.of(
                        "warning: code: example.Watch calls System.exit(int): it would end the host, and fails instead"),
                findings(watcher("")
                        .manifest("Multi-Release", "true")
                        .entry("META-INF/versions/17/example/Watch.class", other)));
    }

    @Test
    void shouldNameWhatAClassHasFromTheApiAndTheApiDoesNotHave() throws Exception {
        assertEquals(
                List.of("error: api: example.Watch uses Watch.ordar(), which nethook " + HostVersion.VERSION
                        + " does not have"),
                findings(watcher(
                                "order(); hashCode(); own(); new Kind(\"x\").name(); Shade.DARK.compareTo(Shade.DARK);"
                                        + " } static void own() {} int number; record Kind(String name) {} enum Shade { DARK } {")
                        .naming("order", "ordar")));
        assertEquals(
                List.of(),
                findings(watcher(
                        "order(); configKeys(); toString(); getClass(); new Both().reversed(); new Both().order();"
                                + " } public static class Both extends Watch implements Comparator<String> {"
                                + " public int compare(String a, String b) { return 0; }")));
    }

    @Test
    void shouldSayWhatNoPermissionCovers() throws Exception {
        assertEquals(
                List.of(
                        "warning: code: reads or writes files by itself (example.Watch calls Files.readString(Path)):"
                                + " nethook's permissions do not cover that; use context.files()",
                        "warning: code: loads native code (example.Watch calls System.load(String)): nethook's"
                                + " permissions do not cover what that does",
                        "note: code: talks over the network by itself (example.Watch calls new Socket(String, int)):"
                                + " nethook's permissions do not cover that",
                        "note: code: reaches into other classes by reflection (example.Watch calls"
                                + " Method.invoke(Object, Object[])): what it calls that way is not told here"),
                findings(watcher("java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/motd\"));"
                        + " System.load(\"/x.so\"); new java.net.Socket(\"x\", 1);"
                        + " Object.class.getMethod(\"toString\").invoke(event);")));
    }

    @Test
    void shouldSayThatAJarInTheJarIsOfNoUse() throws Exception {
        assertEquals(
                List.of(
                        "warning: jar: its entry lib/gson.jar is a jar, in which nobody looks for classes; put them into"
                                + " the plugin's own (maven-shade-plugin)"),
                findings(watcher("").entry("lib/gson.jar", new byte[] {1})));
    }

    @Test
    void shouldSayWhichJavaItIsFor() throws Exception {
        String start = "\u00ca\u00fe\u00ba\u00be\0\0\0";
        assertEquals(
                List.of("error: jar: its entry example/Watch.class is compiled for Java 55, and this is Java "
                        + Runtime.version().feature() + "; compile it with --release 17"),
                findings(watcher("").naming(start + "=", start + "c")));
    }

    @Test
    void shouldNotWaitForAConstructorThatLoops() throws Exception {
        Path jar = watcher(
                        "} public Watch() { while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); }")
                .write(directory, "watch.jar");
        List<Finding> all = JarVerification.of(
                        jar,
                        TrustPolicy.FILES,
                        List.of(current),
                        Path.of("..", "examples"),
                        directory.resolve("none"),
                        Duration.ofSeconds(1))
                .findings()
                .all();
        assertEquals(
                "error: run: it is not loaded after 1 s; a constructor, a static initializer, filter() or configKeys()"
                        + " loops, or waits",
                all.get(all.size() - 1).toString());
    }

    @Test
    void shouldSurviveEveryChangeOfAByteOfAClass() throws Exception {
        byte[] good = classOf(watcher("context.report().note(java.nio.file.Files.readString(java.nio.file.Path.of("
                        + "\"/etc/motd\")) + new int[0][0].clone() + order());")
                .write(directory, "watch.jar"));
        int read = 0;
        for (int at = 0; at < good.length; at++) {
            for (int change : new int[] {1, 0x80, 0xFF}) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) change;
                ClassUse use;
                try {
                    use = ClassUse.read(bad);
                } catch (IllegalArgumentException e) {
                    continue; // which is said in a line
                }
                Findings findings = new Findings();
                ApiFindings api = new ApiFindings(findings);
                new ApiUse(List.of(use)).against(current, api.of(current.version()));
                api.beyondTheApi(List.of(use), false);
                new CodeUse(findings).check(List.of(use));
                read++;
            }
        }
        assertTrue(read > good.length, "only " + read + " could be read");
    }
}
