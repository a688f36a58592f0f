package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.plugin.PluginJarBuilder;
import org.nethook.host.plugin.trust.SigningTools;

/**
 * Ten jars that mean harm or are broken, each beside a good one, at {@code nethook event}. Each costs one clear line, which
 * docs/PLUGINS.md shows, and nothing else; the good one does its work.
 */
@Tag("E5")
@Tag("E6")
class HostileJarsTest {
    private static final String LOOPS = "nethook.test.loops";

    @TempDir
    static Path keys;

    private static Path certificate;
    private static Path good;

    @TempDir
    Path home;

    private Path plugins;
    private String before;
    private final Session session = new Session();

    @BeforeAll
    static void signTheGoodOne() throws Exception {
        SigningTools tools = new SigningTools(keys);
        certificate = tools.makeKey("maker");
        good = plugin("good")
                .listener("Good", "context.report().note(\"good did its work\");")
                .write(keys, "good.jar");
        tools.sign(good, "maker");
    }

    @BeforeEach
    void install() throws IOException {
        before = System.getProperty("nethook.home");
        System.setProperty("nethook.home", home.toString());
        plugins = Files.createDirectory(home.resolve("plugins"));
        Files.createDirectory(home.resolve("etc"));
        Files.copy(good, plugins.resolve("good.jar"));
        System.setProperty(LOOPS, "yes");
    }

    @AfterEach
    void forget() {
        System.clearProperty(LOOPS);
        if (before == null) {
            System.clearProperty("nethook.home");
        } else {
            System.setProperty("nethook.home", before);
        }
    }

    private static PluginJarBuilder bad(String onEvent) {
        return plugin("bad").listener("Bad", onEvent);
    }

    private void configure(String text) throws IOException {
        Files.writeString(home.resolve("etc/nethook.conf"), text);
    }

    @Test
    @Tag("E1")
    void shouldRefuseOneForANewerApi() throws IOException {
        bad("").manifest("Plugin-Requires", "2.0.0").write(plugins, "bad.jar");
        assertRefused("it requires nethook 2.0.0 or newer, this is nethook 0.1.0");
    }

    @Test
    @Tag("E1")
    void shouldContainOneThatUsesWhatTheApiDoesNotHave() throws IOException {
        bad("context.scheduler();").naming("scheduler", "schedules").write(plugins, "bad.jar");
        assertContained("HYPERV_NIC_VF hn0 VF_UP failed: java.lang.NoSuchMethodError:"
                + " 'org.nethook.api.Scheduler org.nethook.api.PluginContext.schedules()': built for another nethook;"
                + " \"nethook plugins verify\" names all that it lacks");
    }

    @Test
    @Tag("E2")
    void shouldRefuseOneWithoutAnIndex() throws IOException {
        bad("").withoutIndex().write(plugins, "bad.jar");
        assertRefused("it has no META-INF/extensions.idx: the annotation processor did not run when it was built"
                + " (pf4j belongs on javac's processor path)");
    }

    @Test
    void shouldRefuseOneThatBundlesTheApi() throws IOException {
        bad("").entry("org/nethook/api/HostCommand.class", new byte[] {1}).write(plugins, "bad.jar");
        assertRefused("it bundles org/nethook/api/HostCommand.class, which nethook provides; build it with plugin-api,"
                + " pf4j and slf4j in scope provided");
    }

    @Test
    void shouldContainOneThatCallsSystemExit() throws IOException {
        bad("System.exit(0);").write(plugins, "bad.jar");
        assertContained("HYPERV_NIC_VF hn0 VF_UP failed: java.lang.System.exit was called, which would end the host;"
                + " refused");
    }

    @Test
    void shouldContainOneThatLoopsForEver() throws IOException {
        configure("host.hook-timeout = 1s");
        bad("while (System.getProperty(\"" + LOOPS + "\") != null) { Thread.onSpinWait(); }")
                .write(plugins, "bad.jar");
        assertContained(
                "HYPERV_NIC_VF hn0 VF_UP has run for 1 s, longer than host.hook-timeout; interrupted",
                "HYPERV_NIC_VF hn0 VF_UP does not react to its interruption; it is left behind, others go on");
    }

    /** None of its hooks, which are bounded above, is reached. */
    @Test
    void shouldRefuseOneWhoseConstructorLoopsForEver() throws IOException {
        configure("host.hook-timeout = 1s");
        plugin("bad")
                .extension(
                        "Bad",
                        "public class Bad implements InterfaceEventListener {\n"
                                + "  public Bad() { while (System.getProperty(\"" + LOOPS
                                + "\") != null) { Thread.onSpinWait(); } }\n"
                                + "  public EventFilter filter() { return EventFilter.any(); }\n"
                                + "  public void onEvent(InterfaceEvent event, PluginContext context) {}\n}")
                .write(plugins, "bad.jar");
        assertRefused("plugin bad: the constructor of example.Bad has run for 1 s, longer than host.hook-timeout;"
                + " interrupted; it does not react and is left behind");
    }

    @Test
    void shouldRefuseOneWhoseFilterWaitsForEver() throws IOException {
        configure("host.hook-timeout = 1s");
        plugin("bad")
                .extension(
                        "Bad",
                        "public class Bad implements InterfaceEventListener {\n"
                                + "  public EventFilter filter() { try { new java.util.concurrent.CountDownLatch(1).await(); }"
                                + " catch (InterruptedException e) { throw new IllegalStateException(e); } return null; }\n"
                                + "  public void onEvent(InterfaceEvent event, PluginContext context) {}\n}")
                .write(plugins, "bad.jar");
        assertRefused("plugin bad: example.Bad.filter() has run for 1 s, longer than host.hook-timeout; interrupted");
    }

    @Test
    void shouldContainOneThatTakesAllMemory() throws IOException {
        bad("List<long[]> hoard = new ArrayList<>(); while (true) { hoard.add(new long[Integer.MAX_VALUE - 8]); }")
                .write(plugins, "bad.jar");
        assertContained("HYPERV_NIC_VF hn0 VF_UP failed: java.lang.OutOfMemoryError: Java heap space");
    }

    /** Its threads end with the process; the resident host reports them, as ContainmentTest shows. */
    @Test
    void shouldNotWaitForThreadsThatOneLeavesBehind() throws IOException {
        bad("Thread leak = new Thread(() -> { while (System.getProperty(\"" + LOOPS + "\") != null) {"
                        + " Thread.onSpinWait(); } }); leak.start();")
                .write(plugins, "bad.jar");
        assertEquals(0, session.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP"), session.out());
        assertTrue(session.out().contains("good did its work"), session.out());
    }

    @Test
    @Tag("E6")
    void shouldRefuseOneWhoseEntriesLeadOutOfIt() throws IOException {
        bad("").entry("../../../etc/cron.d/x", "* * * * * root x".getBytes(StandardCharsets.US_ASCII))
                .write(plugins, "bad.jar");
        assertRefused("its entry \"../../../etc/cron.d/x\" leads out of the jar; whoever built it meant harm, or used a"
                + " broken tool");
    }

    @Test
    @Tag("E3")
    void shouldRefuseAnUnsignedOneWhereSignaturesAreRequired() throws IOException {
        configure("plugins { require-signature = true, trusted-certificates = \"" + certificate + "\" }");
        bad("").write(plugins, "bad.jar");
        assertRefused("plugins.require-signature is set and it is not signed (example/Bad.class); have it signed with"
                + " jarsigner by somebody whose certificate is in plugins.trusted-certificates");
    }

    @Test
    void shouldContainOneThatChangesWhatItDidNotDeclare() throws IOException {
        bad("context.control().setMtu(\"em0\", 9000);")
                .manifest("Nethook-Control", "lagg*")
                .write(plugins, "bad.jar");
        assertContained("HYPERV_NIC_VF hn0 VF_UP failed: plugin bad may not set the MTU of em0;"
                + " for that, write in the manifest of bad.jar: Nethook-Control: lagg*, em0 (mtu)");
    }

    private void assertRefused(String reason) throws IOException {
        int status = session.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP");
        assertEquals(List.of("nethook: " + plugins.resolve("bad.jar") + ": not loaded: " + reason), session.errors());
        assertTrue(session.out().contains("good did its work"), session.out());
        assertEquals(0, status);
        assertDocumented(reason);
    }

    private void assertContained(String... alarms) throws IOException {
        int status = session.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP");
        List<String> told = new ArrayList<>();
        for (String line : session.out().lines().toList()) {
            if (line.contains("bad")) {
                told.add(line.substring(line.indexOf("HYPERV")));
            }
        }
        assertEquals(List.of(alarms), told, session.out());
        assertTrue(session.out().contains("good did its work"), session.out());
        assertEquals(70, status);
        for (String alarm : alarms) {
            assertDocumented(alarm);
        }
    }

    private static void assertDocumented(String line) throws IOException {
        String docs = Files.readString(Path.of("..", "docs", "PLUGINS.md"));
        assertTrue(docs.contains("`" + line + "`"), "docs/PLUGINS.md does not show: " + line);
    }
}
