package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.host.oneshot.Arguments;
import org.nethook.host.oneshot.Invocation;
import picocli.CommandLine;

/** What works; what does not is in BadInputTest. */
class MainTest {
    private static final String PLAN = "context.apply(new org.nethook.api.plan.Plan(\"em0\", \"it should be up\","
            + " List.of(new org.nethook.api.plan.InterfaceStep.BringUp(\"em0\"))));";

    @TempDir
    Path home;

    private Path plugins;
    private final Session session = new Session();

    @BeforeEach
    void makeHome() throws IOException {
        plugins = Files.createDirectory(home.resolve("plugins"));
        System.setProperty("nethook.home", home.toString());
    }

    @AfterEach
    void forgetHome() {
        System.clearProperty("nethook.home");
    }

    @Test
    void shouldSayThatNoPluginWantsAnEvent() throws Exception {
        assertEquals(0, session.run("event", "IFNET", "em0", "LINK_UP"));
        assertEquals("IFNET em0 LINK_UP\nnethook: no plugin wants this event\n", session.out());
        assertEquals(List.of(), session.errors());
        assertTrue(session.machine.closed);
    }

    @Test
    void shouldNotBeSilentWhenPluginsAre() throws Exception {
        plugin("quiet").listener("Quiet", "").write(plugins, "quiet.jar");
        assertEquals(0, session.run("event", "HYPERV_NIC_VF", "em0", "VF_UP"));
        assertEquals(
                "HYPERV_NIC_VF em0 VF_UP\nnethook: the plugins that want this event had nothing to do\n",
                session.out());
    }

    @Test
    void shouldPrintPlansStepsNotesAndAlarms() throws Exception {
        plugin("upper")
                .manifest("Nethook-Control", "em*")
                .listener("Upper", "context.report().note(\"saw \" + event.data()); " + PLAN)
                .write(plugins, "upper.jar");
        assertEquals(0, session.run("event", "--line", "!system=HYPERV_NIC_VF subsystem=em0 type=VF_UP k=\"a b\""));
        assertEquals(
                "HYPERV_NIC_VF em0 VF_UP\n"
                        + "upper: saw {k=a b}\n"
                        + "upper: plan for em0: it should be up\n"
                        + "upper:   bring up em0: done\n",
                session.out());
        assertTrue(session.machine.up);
    }

    @Test
    @Tag("E7")
    void shouldOnlyShowAPlanInADryRun() throws Exception {
        plugin("upper")
                .manifest("Nethook-Control", "em*")
                .listener("Upper", PLAN)
                .write(plugins, "upper.jar");
        assertEquals(0, session.run("event", "HYPERV_NIC_VF", "em0", "VF_UP", "--dry-run"));
        assertEquals(
                "HYPERV_NIC_VF em0 VF_UP\n"
                        + "upper: plan for em0: it should be up (dry run: only shown)\n"
                        + "upper:   would bring up em0\n",
                session.out());
        assertFalse(session.machine.up);
    }

    @Test
    @Tag("E7")
    void shouldOnlyShowACommandsPlanInADryRun() throws Exception {
        plugin("upper")
                .manifest("Nethook-Control", "em*")
                .command(
                        "Upper",
                        "upper",
                        "out.println(context.apply(new org.nethook.api.plan.Plan(\"em0\", \"it should be up\","
                                + " java.util.List.of(new org.nethook.api.plan.InterfaceStep.BringUp(\"em0\")))).outcome());"
                                + " return 0;")
                .write(plugins, "upper.jar");
        assertEquals(0, session.run("run", "--dry-run", "upper"));
        assertEquals("SHOWN\n", session.out());
        assertEquals(
                List.of("upper: plan for em0: it should be up (dry run: only shown)", "upper:   would bring up em0"),
                session.errors());
        assertFalse(session.machine.up);
    }

    @Test
    void shouldStayUntilScheduledWorkIsDoneWhenToldToWait() throws Exception {
        plugin("later")
                .listener(
                        "Later",
                        "context.scheduler().after(\"look\", java.time.Duration.ofMinutes(2), \"look again\","
                                + " new Look(context));")
                .type(
                        "Look",
                        "class Look implements Scheduler.Task { final PluginContext context;"
                                + " Look(PluginContext context) { this.context = context; }"
                                + " public void run() { context.report().note(\"looked\"); } }")
                .write(plugins, "later.jar");
        assertEquals(0, session.run("event", "--wait", "HYPERV_NIC_VF", "hn0", "VF_UP"));
        assertEquals("HYPERV_NIC_VF hn0 VF_UP\nlater: in 120 s: look again\nlater: looked\n", session.out());
        assertEquals(Duration.ofMinutes(2), session.machine.elapsed());
    }

    @Test
    @Tag("E5")
    void shouldExit70WhenAListenerFailsAndRunTheOthers() throws Exception {
        plugin("a-bad")
                .listener("Bad", "throw new IllegalStateException(\"broken\");")
                .write(plugins, "a.jar");
        plugin("b-good").listener("Good", "context.report().note(\"fine\");").write(plugins, "b.jar");
        assertEquals(70, session.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP"));
        assertEquals(
                "HYPERV_NIC_VF hn0 VF_UP\n"
                        + "a-bad: ALARM: HYPERV_NIC_VF hn0 VF_UP failed: java.lang.IllegalStateException: broken\n"
                        + "b-good: fine\n",
                session.out());
    }

    @Test
    void shouldExit75WhenAStepFails() throws Exception {
        plugin("maker")
                .manifest("Nethook-Control", "*")
                .listener("Maker", PLAN.replace("BringUp(\"em0\")", "Create(\"lagg0\")"))
                .write(plugins, "maker.jar");
        assertEquals(75, session.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP"));
        assertEquals(
                "maker:   create lagg0: FAILED: create lagg0: the fake machine refuses",
                session.out().lines().toList().get(2));
    }

    @Test
    void shouldRunACommandWithItsOwnOptionsAndStatus() throws Exception {
        plugin("cmd")
                .command("Cmd", "echo", "out.println(arguments); context.report().note(\"heard\"); return 3;")
                .write(plugins, "cmd.jar");
        assertEquals(3, session.run("run", "echo", "--config", "x", "-h"));
        assertEquals("[--config, x, -h]\n", session.out());
        assertEquals(List.of("cmd: heard"), session.errors());
    }

    @Test
    void shouldListCommands() throws Exception {
        assertEquals(0, session.run("run"));
        assertEquals("no plugin has a command\n", session.out());
        plugin("cmd")
                .command("A", "echo", "return 0;")
                .command("B", "b", "return 0;")
                .write(plugins, "cmd.jar");
        assertEquals(0, session.run("run"));
        assertEquals("nethook run echo IFNAME  Does echo.\nnethook run b IFNAME     Does b.\n", session.out());
    }

    @Test
    @Tag("E6")
    void shouldListPluginsProblemsAndWhatIsNoJar() throws Exception {
        plugin("cmd").command("A", "echo", "return 0;").listener("L", "").write(plugins, "cmd.jar");
        Files.writeString(plugins.resolve("broken.jar"), "x");
        Files.writeString(plugins.resolve("README.txt"), "x");
        assertEquals(0, session.run("plugins", "list"));
        assertEquals(
                "PLUGIN  VERSION  EVENTS  COMMANDS  RECONCILES  JAR\n"
                        + "cmd     1.0.0    VF_UP   echo      -           cmd.jar\n"
                        + "cmd: provider -, license -, requires nethook *\n"
                        + "not loaded: broken.jar: it is not a readable jar: no zip directory at its end; copy it anew\n"
                        + "ignored: README.txt: not a jar\n",
                session.out());
        assertEquals(List.of(), session.errors());
    }

    /** As event says it, which does not start then. */
    @Test
    void shouldSayWhatKeepsTheListedPluginsFromBeingUsed() throws Exception {
        plugin("cmd")
                .manifest("Plugin-Description", "Echoes.")
                .command("A", "echo", "return 0;")
                .write(plugins, "cmd.jar");
        Files.createDirectory(home.resolve("etc"));
        Files.writeString(home.resolve("etc/nethook.conf"), "plugins {\n  cmd { x = 1 }\n}\n");
        int status = session.run("event", "IFNET", "em0", "LINK_UP");
        List<String> errors = session.errors();
        assertEquals(
                List.of("nethook: " + home + "/etc/nethook.conf:2: unknown key plugins.cmd.x; there are none here"),
                errors);
        for (String[] list : new String[][] {{"plugins", "list"}, {"plugins", "list", "--json"}}) {
            assertEquals(status, session.run(list));
            assertEquals(errors, session.errors());
            assertTrue(session.out().contains("Echoes."), session.out());
        }
        Files.delete(home.resolve("etc/nethook.conf"));
        assertEquals(0, session.run("plugins", "list"));
        assertTrue(
                session.out().contains("\ncmd: Echoes.; provider -, license -, requires nethook *\n"), session.out());
    }

    @Test
    void shouldNotMakeAProjectWhoseIdIsTaken() throws Exception {
        plugin("cmd").command("A", "echo", "return 0;").write(plugins, "a.jar");
        Files.writeString(plugins.resolve("b.jar"), "no jar");
        Path target = home.resolve("project");
        session.run("plugins", "new", "cmd", "--directory", target.toString());
        assertEquals(
                "nethook: the id cmd is taken: it is that of " + plugins.resolve("a.jar") + "; choose another",
                session.errors().get(0));
        assertEquals(64, session.run("plugins", "new", "cmd", "--directory", target.toString()));
        assertEquals(64, session.run("plugins", "new", "pin", "--directory", target.toString()));
        assertEquals(
                "nethook: the id of a plugin must not be pin, which is a key of nethook.conf",
                session.errors().get(0));
        assertTrue(Files.notExists(target));
    }

    @Test
    void shouldListPluginsAsJson() throws Exception {
        plugin("cmd")
                .manifest("Nethook-Control", "hn*")
                .command("A", "echo", "return 0;")
                .listener("L", "")
                .write(plugins, "cmd.jar");
        Files.writeString(plugins.resolve("broken.jar"), "x");
        assertEquals(0, session.run("plugins", "list", "--json"));
        JsonNode json = new ObjectMapper().readTree(session.out());
        assertEquals(plugins.toString(), json.at("/directory").asText());
        assertEquals("cmd", json.at("/plugins/0/id").asText());
        assertEquals("VF_UP", json.at("/plugins/0/listeners/0/events/0").asText());
        assertEquals("echo", json.at("/plugins/0/commands/0/name").asText());
        assertEquals("hn*", json.at("/plugins/0/permissions/Nethook-Control/0").asText());
        assertEquals("broken.jar", json.at("/problems/0/jar").asText());
        assertEquals(0, json.at("/ignored").size());
    }

    @Test
    void shouldReadTheConfigurationOfItsHome() throws Exception {
        Files.createDirectory(home.resolve("etc"));
        Files.writeString(home.resolve("etc/nethook.conf"), "system.rc-conf = [/x/rc.conf]\nplugins.gone.x = 1\n");
        assertEquals(0, session.run("event", "IFNET", "em0", "LINK_UP"));
        assertEquals(List.of(Path.of("/x/rc.conf")), session.machine.rcConf);
        assertEquals(
                List.of("nethook: " + home + "/etc/nethook.conf:2: section plugins.gone is not used: no plugin of this"
                        + " id is in " + plugins),
                session.errors());
    }

    @Test
    void shouldTakeOptionsBeforeTheCommandToo() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));
        plugin("cmd").command("A", "echo", "return 4;").write(other, "cmd.jar");
        assertEquals(4, session.run("--plugins", other.toString(), "run", "echo"));
        assertEquals(4, session.run("run", "--plugins=" + other, "echo"));
        assertEquals(0, session.run("--plugins", other.toString(), "plugins", "list"));
        assertTrue(session.out().contains("echo"));
    }

    @Test
    void shouldShowTheInterfacesOfItsMachine() {
        assertEquals(0, session.run("netif", "show", "em0"));
        assertTrue(session.out().contains("em0"), session.out());
    }

    @Test
    void shouldPrintVersionAndHelp() {
        assertEquals(0, session.run("--version"));
        assertEquals("nethook 0.1.0\n", session.out());
        assertEquals(0, session.run("--help"));
        String help = session.out();
        for (String part : List.of("Events and commands:", "Exit statuses:", "Examples:", "  78   the configuration")) {
            assertTrue(help.contains(part), help);
        }
        for (String command :
                FullCommandLine.commands(invocation()).getSubcommands().keySet()) {
            assertTrue(help.contains("\n  " + command + " "), command + " is in no group of\n" + help);
            assertEquals(0, session.run(command, "--help"), command);
            assertTrue(session.out().contains("Usage: nethook " + command), session.out());
        }
    }

    @Test
    void shouldDocumentTheOptionsThatAreParsedByHand() {
        CommandLine event =
                FullCommandLine.commands(invocation()).getSubcommands().get("event");
        Set<String> byHand = new TreeSet<>(Arguments.VALUED);
        byHand.addAll(Arguments.FLAGS);
        assertEquals(byHand, new TreeSet<>(event.getCommandSpec().optionsMap().keySet()));
        Set<String> ofRun = new TreeSet<>(byHand);
        ofRun.removeAll(Arguments.EVENT_ONLY);
        CommandLine run =
                FullCommandLine.commands(invocation()).getSubcommands().get("run");
        assertEquals(ofRun, new TreeSet<>(run.getCommandSpec().optionsMap().keySet()));
    }

    private Invocation invocation() {
        return new Invocation(System.out, System.err, session.machine);
    }
}
