package org.nethook.host.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.plugin.HostVersion;
import org.nethook.host.plugin.PluginJarBuilder;
import org.nethook.host.plugin.apiuse.ApiDescription;
import org.nethook.host.plugin.trust.TrustPolicy;

class JarVerificationTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Path LISTS = Path.of("..", "plugin-api", "api");

    private static ApiDescription current;
    private static List<String> lines;

    @TempDir
    Path directory;

    @BeforeAll
    static void readTheApi() throws IOException {
        current = ApiDescription.read(LISTS, HostVersion.VERSION);
        lines = Files.readAllLines(LISTS.resolve(HostVersion.VERSION + ".txt"));
    }

    private static PluginJarBuilder watcher(String onEvent) {
        return plugin("watch")
                .manifest("Plugin-Requires", "0.1.0")
                .manifest("Plugin-Provider", "somebody")
                .manifest("Plugin-License", "MIT")
                .manifest("Plugin-Description", "Watches.")
                .listener("Watch", onEvent);
    }

    /** What is wrong with it; notes are left out. */
    private List<String> complaints(PluginJarBuilder builder, ApiDescription... against) throws Exception {
        Path jar = builder.write(directory, "watch.jar");
        List<ApiDescription> versions = against.length == 0 ? List.of(current) : List.of(against);
        List<String> complaints = new ArrayList<>();
        for (Finding finding : JarVerification.of(jar, TrustPolicy.FILES, versions, EXAMPLES, directory.resolve("none"))
                .findings()
                .all()) {
            if (finding.level() != Finding.Level.NOTE) {
                complaints.add(finding.toString());
            }
        }
        return complaints;
    }

    /** The current API without the lines that contain this, and with others. */
    private static ApiDescription version(String version, String without, String... with) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.removeIf(line -> line.contains(without));
        changed.addAll(List.of(with));
        return ApiDescription.parse(version, changed);
    }

    @Test
    void shouldFindNothingWrongWithAGoodOneAndSayWhatItSaw() throws Exception {
        Path jar = watcher("context.report().note(context.netif().list().toString());")
                .manifest("Nethook-Control", "lagg*, hn*")
                .write(directory, "watch.jar");
        List<String> all = new ArrayList<>();
        JarVerification.of(jar, TrustPolicy.FILES, List.of(current), EXAMPLES, directory.resolve("none"))
                .findings()
                .all()
                .forEach(finding -> all.add(finding.toString()));
        assertEquals(4, all.size(), all.toString());
        assertTrue(all.get(0).matches("note: file: \\d+ bytes, sha256:[0-9a-f]{64}"), all.get(0));
        assertEquals("note: permissions: may change these interfaces: lagg*, hn* (Nethook-Control)", all.get(1));
        assertEquals("note: permissions: not needed in these scenarios: Nethook-Control: lagg*, hn*", all.get(2));
        assertTrue(
                all.get(3).matches("note: run: lived through \\d+ recorded scenarios without a failure"), all.get(2));
    }

    @Test
    @Tag("E1")
    void shouldNameWhatAVersionLacks() throws Exception {
        ApiDescription older = version("0.0.9", "org/nethook/api/PluginContext report ");
        assertEquals(
                List.of(
                        "error: descriptor: it requires nethook 0.1.0 or newer, which nethook 0.0.9 is not",
                        "error: api: example.Watch uses PluginContext.report(), which nethook 0.0.9 does not have"),
                complaints(watcher("context.report().note(\"\");"), older));
    }

    @Test
    void shouldNameWhatAVersionWillNotHaveForEver() throws Exception {
        String report = "method public abstract %s org/nethook/api/PluginContext report ()Lorg/nethook/api/%s";
        String type = lines.stream()
                .filter(line -> line.contains("org/nethook/api/PluginContext report "))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*Lorg/nethook/api/", "");
        ApiDescription warns =
                version("0.2.0", "org/nethook/api/PluginContext report ", report.formatted("deprecated", type));
        ApiDescription refuses = version(
                "0.3.0", "org/nethook/api/PluginContext report ", report.formatted("deprecated-for-removal", type));
        assertEquals(
                List.of(
                        "warning: api: example.Watch uses PluginContext.report(), which is deprecated in nethook 0.2.0",
                        "error: api: example.Watch uses PluginContext.report(), which is deprecated in nethook 0.3.0,"
                                + " and goes with the next"),
                complaints(watcher("context.report().note(\"\");"), warns, refuses));
    }

    @Test
    void shouldSayTheSameOfWhatEndsAsAHostThatLoadsIt() throws Exception {
        List<String> expected = List.of(
                "warning: DEPRECATED deprecated since nethook 0.2.0: use x(); it is refused one version after it is deprecated"
                        + " for removal, which it is not yet",
                "error: LAST deprecated for removal since nethook 0.2.0: use x(); the next version refuses it",
                "error: GONE gone since nethook 0.2.0: use x()");
        for (String each : expected) {
            String[] words = each.split(" ", 3);
            ApiDescription api = version("0.1.0", "nothing");
            String member = "org/nethook/api/PluginContext report ()Lorg/nethook/api/Reporter;";
            if (words[1].equals("GONE")) {
                api = version("0.1.0", "org/nethook/api/PluginContext report ");
            }
            api.end(List.of(words[1] + " 0.2.0 " + member + " # use x()"));
            assertEquals(
                    List.of(words[0] + " api: example.Watch uses PluginContext.report(), which is " + words[2]),
                    complaints(watcher("context.report().note(\"\");"), api));
        }
    }

    @Test
    void shouldNameWhatAVersionCallsAndThePluginLacks() throws Exception {
        ApiDescription asksMore = version(
                "0.2.0",
                "nothing",
                "method public abstract org/nethook/api/InterfaceEventListener patience ()Ljava/time/Duration;");
        assertEquals(
                List.of("error: api: example.Watch lacks InterfaceEventListener.patience(), which nethook 0.2.0 calls"),
                complaints(watcher(""), asksMore));
    }

    /** It is what a plugin says of the machine. */
    @Test
    void shouldNotTakeAPluginsOwnAlarmForAFailure() throws Exception {
        String alarm = "context.report().alarm(\"/etc/hook failed: status 3\");";
        assertEquals(List.of(), complaints(watcher("").extension("Any", ANY.formatted(alarm))));
        List<String> thrown = complaints(watcher("")
                .extension("Any", ANY.formatted(alarm + " throw new IllegalStateException(\"not today\");")));
        assertEquals(1, thrown.size(), thrown.toString());
        assertTrue(thrown.get(0).contains(" failed: java.lang.IllegalStateException: not today"), thrown.get(0));
    }

    @Test
    void shouldNameWhatIsNoPartOfTheApi() throws Exception {
        assertEquals(
                List.of("error: api: example.Watch uses org.nethook.host.VersionManagr, which is no part of the API;"
                        + " plugins do not see it"),
                complaints(watcher("Object o = new org.pf4j.DefaultVersionManager();")
                        .naming("org/pf4j/DefaultVersionManager", "org/nethook/host/VersionManagr")));
    }

    @Test
    void shouldNameAClassThatIsNowhere() throws Exception {
        assertEquals(
                List.of("warning: api: names 1 class that is neither in it nor in the JDK, such as example.Gone; what"
                        + " needs it fails"),
                complaints(watcher("Object o = event.isResync() ? new Gone() : null;")
                        .type("Gone", "public class Gone {}")
                        .without("Gone")));
    }

    @Test
    void shouldWarnOfWhatAPluginHadBetterLeaveAlone() throws Exception {
        assertEquals(
                List.of(
                        "warning: code: example.Watch calls System.exit(int): it would end the host, and fails instead",
                        "warning: code: example.Watch calls Thread.sleep(long): it holds up the interface's other"
                                + " events; use context.scheduler()"),
                complaints(watcher("if (event.isResync()) { Thread.sleep(1); System.exit(1); }")));
    }

    @Test
    void shouldWarnOfPermissionsThatAreNoLimit() throws Exception {
        assertEquals(
                List.of("warning: permissions: Nethook-Control: * fits nearly anything; name what it needs, such as"
                        + " lagg* (lagg, address), hn* (up, mtu)"),
                complaints(watcher("").manifest("Nethook-Control", "*")));
    }

    @Test
    void shouldSayWhichDeclarationWouldHaveBeenEnough() throws Exception {
        Path jar = watcher("")
                .extension("Any", ANY.formatted("context.control().setDescription(event.ifName(), \"seen\");"))
                .manifest("Nethook-Control", "*")
                .write(directory, "watch.jar");
        List<String> all = new ArrayList<>();
        JarVerification.of(jar, TrustPolicy.FILES, List.of(current), EXAMPLES, directory.resolve("none"))
                .findings()
                .all()
                .forEach(finding -> all.add(finding.toString()));
        assertTrue(
                all.contains("note: permissions: enough in these scenarios: Nethook-Control: * (description)"),
                all.toString());
    }

    @Test
    void shouldNotKnowADeclarationThatIsMisspelt() throws Exception {
        assertEquals(
                List.of("error: permissions: its manifest has Nethook-Sysctl, which this nethook does not know; did you"
                        + " mean Nethook-Sysctls?"),
                complaints(watcher("").manifest("Nethook-Sysctl", "kern.x")));
        assertEquals(
                List.of(
                        "error: permissions: Nethook-Control of its manifest: \"em0 (mtuu)\": there is no operation mtuu;"
                                + " did you mean mtu?"),
                complaints(watcher("").manifest("Nethook-Control", "em0 (mtuu)")));
    }

    @Test
    void shouldSayWhatPeopleWantToKnowIsMissing() throws Exception {
        assertEquals(
                List.of(
                        "warning: descriptor: its manifest has no Plugin-Requires: the nethook it needs, such as 0.1.0",
                        "warning: descriptor: its manifest has no Plugin-Provider: who made it",
                        "warning: descriptor: its manifest has no Plugin-License: what it may be used under",
                        "warning: descriptor: its manifest has no Plugin-Description: what it does"),
                complaints(plugin("watch").listener("Watch", "")));
    }

    @Test
    @Tag("E2")
    void shouldSayThatTheIndexIsMissing() throws Exception {
        assertEquals(
                List.of(
                        "error: descriptor: it has no META-INF/extensions.idx: the annotation processor did not run when"
                                + " it was built (pf4j belongs on javac's processor path)"),
                complaints(watcher("").withoutIndex()));
    }

    @Test
    @Tag("E3")
    void shouldCheckAGoodJarInABadPlace() throws Exception {
        Path jar = watcher("").write(directory, "watch.jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
        Findings findings = JarVerification.of(
                        jar, TrustPolicy.FILES, List.of(current), EXAMPLES, directory.resolve("none"))
                .findings();
        assertEquals(1, findings.count(Finding.Level.ERROR));
        assertEquals(
                "error: file: it can be written to by everybody (mode 666); chmod go-w " + jar,
                findings.all().get(0).toString());
        assertEquals(
                "note: run: none of its code was run, for the errors above",
                findings.all().get(findings.all().size() - 1).toString());
    }

    private static final String ANY = "@org.pf4j.Extension public class Any implements InterfaceEventListener {"
            + " public EventFilter filter() { return EventFilter.of(EventType.LINK_UP); }"
            + " public void onEvent(InterfaceEvent event, PluginContext context) throws Exception { %s } }";

    private static String inLiveMigration(List<String> complaints) {
        return complaints.stream()
                .filter(line -> line.contains("live-migration"))
                .findFirst()
                .orElse(complaints.toString());
    }

    @Test
    void shouldTellWhatFailsInAScenario() throws Exception {
        List<String> complaints = complaints(
                watcher("").extension("Any", ANY.formatted("throw new IllegalStateException(\"on purpose\");")));
        assertEquals(1, complaints.size(), complaints.toString());
        assertTrue(
                complaints
                        .get(0)
                        .matches("error: run: crash-and-repair.conf: IFNET \\w+ LINK_UP failed:"
                                + " java.lang.IllegalStateException: on purpose; \\d+ times in all"),
                complaints.get(0));
    }

    @Test
    void shouldTellOfThreadsThatAreLeftRunning() throws Exception {
        System.setProperty("nethook.test.threads", "yes");
        try {
            String complaint = inLiveMigration(
                    complaints(
                            watcher("")
                                    .extension(
                                            "Any",
                                            ANY.formatted(
                                                    "new Thread(() -> { while (System.getProperty("
                                                            + "\"nethook.test.threads\") != null) { Thread.onSpinWait(); } }, \"leak\").start();"))));
            assertTrue(
                    complaint.matches("error: run: live-migration.conf: left \\d+ threads running, such as leak;"
                            + " work for later belongs into context.scheduler\\(\\)"),
                    complaint);
        } finally {
            System.clearProperty("nethook.test.threads");
        }
    }
}
