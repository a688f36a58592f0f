package org.nethook.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.host.plugin.PluginJarBuilder.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.netif.event.InterfaceNames;

/** Bad input on the command line: one line and the right status. */
class BadInputTest {
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
    void shouldRefuseAnUnknownCommand() {
        session.assertComplaint(64, "unknown command evnet; did you mean event?; see nethook --help", "evnet");
    }

    @Test
    void shouldRefuseUnknownOptions() {
        session.assertComplaint(
                64,
                "unknown option --jsno; did you mean --json?; see nethook plugins list --help",
                "plugins",
                "list",
                "--jsno");
        session.assertComplaint(
                64,
                "unknown option --dryrun; did you mean --dry-run?; see nethook event --help",
                "event",
                "--dryrun",
                "A",
                "b",
                "C");
        session.assertComplaint(64, "unknown option --due; see nethook run --help", "run", "--due");
        session.assertComplaint(64, "unknown option --colour; see nethook --help", "--colour", "event");
        session.assertComplaint(
                64,
                "unknown option --rundir; did you mean --run-dir?; see nethook daemon --help",
                "daemon",
                "--rundir=/run");
        session.assertComplaint(64, "unknown argument now; see nethook daemon --help", "daemon", "now");
        session.assertComplaint(64, "option --until-end takes no value", "daemon", "--until-end=no");
    }

    @Test
    void shouldRefuseAnOptionWithoutItsValue() {
        session.assertComplaint(64, "option --line needs a value", "event", "--line");
        session.assertComplaint(64, "option --config needs a value", "--config");
        session.assertComplaint(64, "option --source needs a value", "daemon", "--source");
        session.assertComplaint(64, "--run-dir must be a path, not \"\"", "daemon", "--run-dir=");
    }

    @Test
    void shouldSayWhatIsMissing() {
        session.assertComplaint(
                64,
                "event needs SYSTEM SUBSYSTEM TYPE, such as IFNET hn0 LINK_UP, or --line LINE; see nethook event --help",
                "event",
                "IFNET",
                "hn0");
        session.assertComplaint(
                64, "event takes either --line or SYSTEM SUBSYSTEM TYPE, not both", "event", "--line", "!", "IFNET");
        session.assertComplaint(
                64, "plugins needs a subcommand: list, new or verify; see nethook plugins --help", "plugins");
        assertEquals(64, session.run());
        assertTrue(session.errors().get(0).startsWith("Usage: nethook"));
    }

    @Test
    @Tag("A11")
    void shouldRefuseMalformedEvents() {
        session.assertComplaint(
                65,
                "event: subsystem of IFNET LINK_UP is \"../../x\"; an interface name must be " + InterfaceNames.ALLOWED,
                "event",
                "IFNET",
                "../../x",
                "LINK_UP");
        session.assertComplaint(65, "event: \"oops\" must be key=value", "event", "IFNET", "hn0", "LINK_UP", "oops");
        session.assertComplaint(65, "event line: has no type=", "event", "--line", "!system=IFNET subsystem=hn0");
        session.assertComplaint(
                65, "event line: starts with \"\u20ac\"; must start with !, +, - or ?", "event", "--line", "\u20ac");
        session.assertComplaint(
                65, "event: has a control character (0xa) at character 4", "event", "IFNET", "hn0\nx", "LINK_UP");
    }

    @Test
    void shouldNameDirectoriesAndFilesThatAreNotThere() {
        Path absent = home.resolve("absent");
        session.assertComplaint(
                66, absent + ": no such directory", "event", "--plugins", absent.toString(), "A", "b", "C");
        session.assertComplaint(66, absent + ": no such directory", "plugins", "list", "--plugins", absent.toString());
        session.assertComplaint(66, absent + ": no such file", "event", "--config", absent.toString(), "A", "b", "C");
        session.assertComplaint(64, "--plugins must be a path, not \"\\u0000\"", "run", "--plugins", "\u0000");
    }

    @Test
    void shouldSayThatItHasNoHome() {
        System.clearProperty("nethook.home");
        session.assertComplaint(
                78, "nethook.home is not set; start nethook through bin/nethook, or give --plugins DIR", "run");
        session.assertComplaint(
                78,
                "nethook.home is not set; start nethook through bin/nethook, or give --config FILE",
                "run",
                "--plugins",
                plugins.toString());
    }

    @Test
    void shouldListEveryMistakeOfAConfigurationAndStartNothing() throws Exception {
        plugin("note").listener("Note", "context.report().note(\"ran\");").write(plugins, "note.jar");
        Path file = Files.writeString(home.resolve("my.conf"), "log.level = loud\nplugins.note.x = 1\n");
        assertEquals(78, session.run("event", "--config", file.toString(), "HYPERV_NIC_VF", "hn0", "VF_UP"));
        assertEquals(
                List.of(
                        "nethook: " + file
                                + ":1: key log.level must be one of off, error, warn, info, debug, trace, not \"loud\"",
                        "nethook: " + file + ":2: unknown key plugins.note.x; there are none here"),
                session.errors());
        assertEquals("", session.out());
        assertFalse(session.machine.closed, "the machine was not touched");
    }

    @Test
    @Tag("E6")
    void shouldTellOfAJarThatCannotBeUsedAndGoOn() throws Exception {
        plugin("note").listener("Note", "context.report().note(\"ran\");").write(plugins, "note.jar");
        Files.writeString(plugins.resolve("broken.jar"), "x");
        assertEquals(0, session.run("event", "HYPERV_NIC_VF", "hn0", "VF_UP"));
        assertEquals("HYPERV_NIC_VF hn0 VF_UP\nnote: ran\n", session.out());
        assertEquals(
                List.of(
                        "nethook: " + plugins
                                + "/broken.jar: not loaded: it is not a readable jar: no zip directory at its end; copy it anew"),
                session.errors());
    }

    @Test
    void shouldRefuseACommandThatNoPluginHas() throws Exception {
        session.assertComplaint(64, "no plugin has a command dhcp-info; no plugin has one", "run", "dhcp-info");
        plugin("cmd")
                .command("A", "dhcp-info", "return 0;")
                .command("B", "b", "return 0;")
                .write(plugins, "cmd.jar");
        session.assertComplaint(64, "no plugin has a command dhcpinfo; did you mean dhcp-info?", "run", "dhcpinfo");
        session.assertComplaint(64, "no plugin has a command zzz; there are dhcp-info, b", "run", "zzz");
    }

    @Test
    void shouldTurnWhatACommandThrowsIntoALineAndAStatus() throws Exception {
        plugin("cmd")
                .command("A", "usage", "throw new UsageException(\"no such interface x\");")
                .command(
                        "B",
                        "kernel",
                        "context.netif(); throw new org.nethook.api.netif.NetifException(\"read\", \"em0\", \"gone\");")
                .command("C", "rc", "return context.systemConfig().usesDhcp(\"em0\") ? 1 : 0;")
                .command("D", "file", "throw new java.io.IOException(\"/x: too large\");")
                .command("E", "bug", "return arguments.get(7).length();")
                .command("F", "deny", "context.control().destroy(\"em0\"); return 0;")
                .write(plugins, "cmd.jar");
        session.assertComplaint(64, "no such interface x; usage: nethook run usage IFNAME", "run", "usage", "x");
        session.assertComplaint(69, "kernel: read em0: gone", "run", "kernel");
        session.assertComplaint(78, "rc: /etc/rc.conf:3: no closing quote", "run", "rc");
        session.assertComplaint(66, "file: /x: too large", "run", "file");
        session.assertComplaint(
                70,
                "bug failed: java.lang.IndexOutOfBoundsException: Index 7 out of bounds for length 0",
                "run",
                "bug");
        session.assertComplaint(
                77,
                "deny: plugin cmd may not destroy em0; add to the manifest of cmd.jar: Nethook-Control: em0 (destroy)",
                "run",
                "deny");
        assertTrue(session.machine.closed);
    }

    @Test
    void shouldShowStackTracesOnlyWithDebug() throws Exception {
        plugin("cmd").command("E", "bug", "return arguments.get(7).length();").write(plugins, "cmd.jar");
        assertEquals(70, session.run("--debug", "run", "bug"));
        assertTrue(session.errors().stream().anyMatch(line -> line.startsWith("\tat example.E.run(")));
    }
}
