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
 * Jars that mean harm or are broken, each beside a good one, at {@code nethook event} and, where they harm only when they run, in
 * the resident host. Each costs one clear line, which docs/PLUGINS.md shows, and nothing else; the good one does its work.
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

    @TempDir
    Path resident;

    private Path plugins;
    private String before;
    private String configuration = "";
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
        configuration = text;
        Files.writeString(home.resolve("etc/nethook.conf"), text);
    }

    @Test
    @Tag("E1")
    void shouldRefuseOneForANewerApi() throws IOException {
        bad("").manifest("Plugin-Requires", "2.0.0").write(plugins, "bad.jar");
        assertRefused("needs a newer API", "it requires nethook 2.0.0 or newer, this is nethook 0.1.0");
    }

    @Test
    @Tag("E1")
    void shouldContainOneThatUsesWhatTheApiDoesNotHave() throws IOException {
        bad("context.scheduler();").naming("scheduler", "schedules").write(plugins, "bad.jar");
        assertContained(
                "uses what the API does not have, and does not say so",
                "HYPERV_NIC_VF hn0 VF_UP failed: java.lang.NoSuchMethodError:"
                        + " 'org.nethook.api.Scheduler org.nethook.api.PluginContext.schedules()': built for another nethook;"
                        + " \"nethook plugins verify\" names all that it lacks");
    }

    @Test
    @Tag("E2")
    void shouldRefuseOneWithoutAnIndex() throws IOException {
        bad("").withoutIndex().write(plugins, "bad.jar");
        assertRefused(
                "no index",
                "it has no META-INF/extensions.idx: the annotation processor did not run when it was built"
                        + " (pf4j belongs on javac's processor path)");
    }

    @Test
    void shouldRefuseOneThatBundlesTheApi() throws IOException {
        bad("").entry("org/nethook/api/HostCommand.class", new byte[] {1}).write(plugins, "bad.jar");
        assertRefused(
                "bundles the API",
                "it bundles org/nethook/api/HostCommand.class, which nethook provides; build it with plugin-api,"
                        + " pf4j and slf4j in scope provided");
    }

    @Test
    void shouldContainOneThatCallsSystemExit() throws IOException {
        bad("System.exit(0);").write(plugins, "bad.jar");
        assertContained(
                "System.exit",
                "HYPERV_NIC_VF hn0 VF_UP failed: java.lang.System.exit was called, which would end the host;"
                        + " refused");
    }

    @Test
    void shouldContainOneThatLoopsForEver() throws IOException {
        configure("host.hook-timeout = 1s");
        bad("while (System.getProperty(\"" + LOOPS + "\") != null) { Thread.onSpinWait(); }")
                .write(plugins, "bad.jar");
        List<String> oneShot = List.of(
                "HYPERV_NIC_VF hn0 VF_UP has run for 1 s, longer than host.hook-timeout; interrupted",
                "HYPERV_NIC_VF hn0 VF_UP does not react to its interruption; it is left behind, others go on");
        List<String> toldByResident = List.of(
                "HYPERV_NIC_VF hn0 VF_UP has run for 1000 ms, longer than host.hook-timeout; interrupted",
                "HYPERV_NIC_VF hn0 VF_UP does not react to its interruption; its thread nethook-hooks-1 is given up,"
                        + " others go on; the plugin is parked until it is unparked");
        assertEquals(oneShot, alarmsOfOneShot());
        assertEquals(toldByResident, alarmsOfResident(2, "hn0"));
        assertDocumented("loops for ever", oneShot, toldByResident);
    }

    private static PluginJarBuilder looping() {
        return plugin("bad")
                .extension(
                        "Bad",
                        "public class Bad implements InterfaceEventListener {\n"
                                + "  public Bad() { while (System.getProperty(\"" + LOOPS
                                + "\") != null) { Thread.onSpinWait(); } }\n"
                                + "  public EventFilter filter() { return EventFilter.any(); }\n"
                                + "  public void onEvent(InterfaceEvent event, PluginContext context) {}\n}");
    }

    /** None of its hooks, which are bounded above, is reached. */
    @Test
    void shouldRefuseOneWhoseConstructorLoopsForEver() throws IOException {
        configure("host.hook-timeout = 1s");
        looping().write(plugins, "bad.jar");
        assertRefused(
                "loops for ever in a constructor",
                "plugin bad: the constructor of example.Bad has run for 1 s, longer than host.hook-timeout;"
                        + " interrupted; it does not react and is left behind");
    }

    @Test
    void shouldReloadWithoutOneWhoseConstructorLoopsForEver() throws IOException {
        ResidentHost host = new ResidentHost(resident);
        Files.copy(good, resident.resolve("plugins/good.jar"));
        host.config("host { hook-timeout = 1s, drain = 1s }");
        try {
            host.start();
            looping().write(resident.resolve("plugins"), "bad.jar");
            assertEquals(0, host.run("reload").status(), host.log());
            assertTrue(
                    host.log().contains("bad.jar: not loaded: plugin bad: the constructor of example.Bad has run"),
                    host.log());
            String told = host.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP").out();
            assertTrue(told.contains("good did its work"), told);
        } finally {
            host.end();
        }
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
        assertRefused(
                "waits for ever in `filter()`",
                "plugin bad: example.Bad.filter() has run for 1 s, longer than host.hook-timeout; interrupted");
    }

    @Test
    void shouldContainOneThatTakesAllMemory() throws IOException {
        bad("List<long[]> hoard = new ArrayList<>(); while (true) { hoard.add(new long[Integer.MAX_VALUE - 8]); }")
                .write(plugins, "bad.jar");
        assertContained(
                "takes all memory", "HYPERV_NIC_VF hn0 VF_UP failed: java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void shouldTellOfThreadsThatOneLeavesBehind() throws IOException {
        bad("new Thread(() -> { while (System.getProperty(\"" + LOOPS + "\") != null) { Thread.onSpinWait(); } },"
                        + " \"poller-of-\" + event.ifName()).start();")
                .write(plugins, "bad.jar");
        assertEquals(0, session.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP"), session.out());
        assertTrue(session.out().contains("good did its work"), session.out());
        List<String> told = List.of("left 1 thread running: poller-of-hn0; work for later belongs into the scheduler");
        assertEquals(told, alarmsOfResident(1, "hn0"));
        assertDocumented("leaves threads running", List.of(), told);
    }

    /** As nethook.conf is without a word. */
    @Test
    void shouldParkOneThatFailsAgainAndAgain() throws IOException {
        bad("System.exit(0);").write(plugins, "bad.jar");
        List<String> told = alarmsOfResident(6, "hn0", "hn1", "hn2", "hn3", "hn4");
        String parked =
                "parked after 5 faults in 10 minutes, the last one NoSuchMethodError in HYPERV_NIC_VF hn0 VF_UP;"
                        + " it is told of nothing until it is unparked";
        assertTrue(
                told.stream().map(line -> line.replaceAll("hn\\d", "hn0")).anyMatch(parked::equals), told.toString());
        assertTrue(HostileTable.guide().contains("`" + parked + "`"), parked);
    }

    @Test
    void shouldCoverTheWholeTable() throws IOException {
        assertEquals(
                List.of(
                        "needs a newer API",
                        "uses what the API does not have, and does not say so",
                        "no index",
                        "bundles the API",
                        "System.exit",
                        "loops for ever",
                        "loops for ever in a constructor",
                        "waits for ever in `filter()`",
                        "takes all memory",
                        "leaves threads running",
                        "an entry leads out of it",
                        "unsigned, where signatures are required",
                        "changes what it did not declare"),
                HostileTable.jars());
    }

    @Test
    @Tag("E6")
    void shouldRefuseOneWhoseEntriesLeadOutOfIt() throws IOException {
        bad("").entry("../../../etc/cron.d/x", "* * * * * root x".getBytes(StandardCharsets.US_ASCII))
                .write(plugins, "bad.jar");
        assertRefused(
                "an entry leads out of it",
                "its entry \"../../../etc/cron.d/x\" leads out of the jar; whoever built it meant harm, or used a"
                        + " broken tool");
    }

    @Test
    @Tag("E3")
    void shouldRefuseAnUnsignedOneWhereSignaturesAreRequired() throws IOException {
        configure("plugins { require-signature = true, trusted-certificates = \"" + certificate + "\" }");
        bad("").write(plugins, "bad.jar");
        assertRefused(
                "unsigned, where signatures are required",
                "plugins.require-signature is set and it is not signed (example/Bad.class); have it signed with"
                        + " jarsigner by somebody whose certificate is in plugins.trusted-certificates");
    }

    @Test
    void shouldContainOneThatChangesWhatItDidNotDeclare() throws IOException {
        bad("context.control().setMtu(\"em0\", 9000);")
                .manifest("Nethook-Control", "lagg*")
                .write(plugins, "bad.jar");
        assertContained(
                "changes what it did not declare",
                "HYPERV_NIC_VF hn0 VF_UP failed: plugin bad may not set the MTU of em0;"
                        + " for that, write in the manifest of bad.jar: Nethook-Control: lagg*, em0 (mtu)");
    }

    private void assertRefused(String jar, String reason) throws IOException {
        int status = session.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP");
        assertEquals(List.of("nethook: " + plugins.resolve("bad.jar") + ": not loaded: " + reason), session.errors());
        assertTrue(session.out().contains("good did its work"), session.out());
        assertEquals(0, status);
        ResidentHost host = resident("hn0");
        try {
            host.start();
            ResidentHost.await("the good one", () -> host.log().contains("good: good did its work"));
            assertTrue(host.log().contains("bad.jar: not loaded: " + reason), host.log());
        } finally {
            host.end();
        }
        assertDocumented(jar, List.of(reason), List.of(reason));
    }

    private void assertContained(String jar, String alarm) throws IOException {
        assertEquals(List.of(alarm), alarmsOfOneShot());
        assertEquals(List.of(alarm), alarmsOfResident(1, "hn0"));
        assertDocumented(jar, List.of(alarm), List.of(alarm));
    }

    private List<String> alarmsOfOneShot() {
        int status = session.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP");
        List<String> told = new ArrayList<>();
        for (String line : session.out().lines().toList()) {
            if (line.contains("bad")) {
                told.add(line.substring(line.indexOf("HYPERV")));
            }
        }
        assertTrue(session.out().contains("good did its work"), session.out());
        assertEquals(70, status);
        return told;
    }

    /** The bad one's alarms in the resident host's log, once there are so many; times and numbers of threads made the same each time. */
    private List<String> alarmsOfResident(int count, String... ifNames) throws IOException {
        ResidentHost host = resident(ifNames);
        try {
            host.start();
            ResidentHost.await(count + " alarms", () -> alarms(host).size() >= count);
            ResidentHost.await("the good one", () -> host.log().contains("good: good did its work"));
            return alarms(host);
        } finally {
            System.clearProperty(LOOPS);
            host.end();
        }
    }

    /** A resident host that has both jars, and is told of a VF of each interface. */
    private ResidentHost resident(String... ifNames) throws IOException {
        ResidentHost host = new ResidentHost(resident);
        for (String jar : List.of("bad.jar", "good.jar")) {
            Files.copy(plugins.resolve(jar), resident.resolve("plugins").resolve(jar));
        }
        host.config(configuration + "\nhost.drain = 1s\n");
        StringBuilder events = new StringBuilder();
        for (String ifName : ifNames) {
            events.append("!system=HYPERV_NIC_VF subsystem=").append(ifName).append(" type=VF_UP\n");
        }
        Files.writeString(resident.resolve("events"), events);
        return host;
    }

    private static List<String> alarms(ResidentHost host) {
        String bad = "ERROR bad: ALARM: ";
        return host.log()
                .lines()
                .filter(line -> line.startsWith(bad))
                .map(line -> line.substring(bad.length())
                        .replaceAll("for \\d+ ms", "for 1000 ms")
                        .replaceAll("nethook-hooks-\\d+", "nethook-hooks-1"))
                .toList();
    }

    private static void assertDocumented(String jar, List<String> oneShot, List<String> resident) throws IOException {
        assertEquals(HostileTable.row(jar, oneShot, resident), HostileTable.row(jar));
    }
}
