package org.nethook.netif.freebsd.rc.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.SystemConfigException;

/**
 * The questions and how answers are told from everything else. FreeBSD's rc.subr is not here: a stand-in has the functions that
 * are asked, so that the script itself runs under a real sh, over files of this test alone.
 */
@Tag("C1")
class RcShellTest {
    private static final String RC_SUBR = """
            load_rc_config() { local _name; _name=$1; . ETC/rc.conf; }
            """;
    private static final String NETWORK_SUBR = """
            get_if_var() { local v; v=${2%%IF*}$1${2##*IF}; eval echo \\${$v-$3}; }
            ifconfig_getargs() { get_if_var $1 ifconfig_IF${2+_$2} "$ifconfig_DEFAULT"; }
            dhcpif() { [ "$(ifconfig_getargs $1)" = DHCP ]; }
            syncdhcpif() { false; }
            autoif() { echo noise; true; }
            noafif() { false; }
            ipv6if() { true; }
            ipv6_autoconfif() { false; }
            wpaif() { false; }
            ifalias() { $IFCONFIG_CMD $1 $2 10.0.0.5/32 $3; $IFCONFIG_CMD $1 $2 10.0.0.6/32 $3; }
            """;

    @TempDir
    Path etc;

    private final List<List<String>> commands = new ArrayList<>();

    /** The script over this test's files. */
    private RcShell shell(String rcConf) throws IOException {
        Files.writeString(etc.resolve("rc.subr"), RC_SUBR.replace("ETC", etc.toString()));
        Files.writeString(etc.resolve("network.subr"), NETWORK_SUBR);
        Files.writeString(etc.resolve("rc.conf"), rcConf);
        return new RcShell((command, limit) -> {
            commands.add(command);
            List<String> moved = new ArrayList<>(command);
            moved.set(2, command.get(2).replace("/etc/", etc + "/"));
            return new ShellProcess().run(moved, limit);
        });
    }

    @Test
    void shouldAnswerWithWhatTheShellHas() throws Exception {
        RcShell shell = shell("hostname=$(echo vm1)\nempty=\nodd='a\"b $x `y`\n c '\nifconfig_DEFAULT=SYNCDHCP\n");
        assertEquals("vm1", shell.variable("hostname"));
        assertEquals("", shell.variable("empty"));
        assertEquals("a\"b $x `y`\n c ", shell.variable("odd"));
        assertNull(shell.variable("missing"));
        assertEquals("SYNCDHCP", shell.interfaceVariable("ifconfig", "hn0", "", "ifconfig_hn0", true));
        assertNull(shell.interfaceVariable("ipv4_addrs", "hn0", "", "ipv4_addrs_hn0", false));
    }

    @Test
    void shouldAnswerWhatTheFunctionsDecide() throws Exception {
        Map<String, String> decisions =
                shell("ifconfig_hn0=$(echo DHCP)\nifconfig_hn0_ipv6=up\n").decisions("hn0");
        assertEquals("yes", decisions.get("dhcpif"));
        assertEquals("no", decisions.get("syncdhcpif"));
        assertEquals("yes", decisions.get("autoif"));
        assertEquals("DHCP", decisions.get("getargs"));
        assertEquals("up", decisions.get("getargs6"));
        assertEquals("hn0 inet 10.0.0.5/32 alias\nhn0 inet 10.0.0.6/32 alias", decisions.get("aliases"));
        assertEquals("hn0 inet6 10.0.0.5/32 alias\nhn0 inet6 10.0.0.6/32 alias", decisions.get("aliases6"));
    }

    @Test
    void shouldTakeNothingForAnAnswerThatTheFilesPrint() throws Exception {
        String noise = "echo value=forged; echo value=forged >&2; printf 'end='\n";
        assertEquals("vm1", shell(noise + "hostname=vm1\n").variable("hostname"));
        SystemConfigException e = assertThrows(
                SystemConfigException.class, () -> shell(noise + "exit\n").variable("hostname"));
        assertEquals("rc's own shell ended while it read these files: value=forged", e.getMessage());
    }

    @Test
    void shouldSayThatTheShellEnded() throws Exception {
        for (String text : List.of("exit 0\n", "a='\n", ". /nonexistent\n", "a=${b?not set}\n")) {
            RcShell shell = shell("hostname=vm1\n" + text);
            SystemConfigException e = assertThrows(SystemConfigException.class, () -> shell.variable("hostname"), text);
            assertTrue(e.getMessage().startsWith("rc's own shell ended while it read these files"), e.getMessage());
            assertTrue(e.getMessage().indexOf('\n') < 0);
        }
    }

    @Test
    void shouldAskOnceAndKeepAFailureToo() throws Exception {
        RcShell shell = shell("hostname=vm1\n");
        assertEquals("vm1", shell.variable("hostname"));
        assertEquals("vm1", shell.variable("hostname"));
        assertEquals(1, commands.size());
        RcShell ended = shell("exit 1\n");
        assertThrows(SystemConfigException.class, () -> ended.variable("hostname"));
        assertThrows(SystemConfigException.class, () -> ended.variable("hostname"));
        assertEquals(2, commands.size());
    }

    @Test
    void shouldLetNothingButNamesReachTheShell() throws Exception {
        RcShell shell = shell("");
        for (String name :
                List.of("", "hn0;x", "$(x)", "hn0 x", "-n", "hn0}", "a\nb", "../x", "hn0:1", "x".repeat(16))) {
            assertThrows(SystemConfigException.class, () -> shell.decisions(name), name);
        }
        for (String name : List.of("a;b", "1a", "a-b", "$a", "a b")) {
            assertThrows(SystemConfigException.class, () -> shell.variable(name), name);
        }
        assertEquals(List.of(), commands);
    }

    @Test
    void shouldNotWaitForEver() throws Exception {
        RcShell shell = new RcShell((command, limit) -> new ShellRunner.Ended(Optional.empty(), "half"));
        SystemConfigException e = assertThrows(SystemConfigException.class, () -> shell.variable("hostname"));
        assertEquals("rc's own shell was killed, it had not answered after 2 s", e.getMessage());
        ShellRunner.Ended ended = new ShellProcess()
                .run(List.of("/bin/sh", "-c", "echo begun; env; while :; do :; done"), Duration.ofMillis(300));
        assertEquals(Optional.empty(), ended.status());
        assertTrue(ended.output().startsWith("begun\n"), ended.output());
        assertTrue(!ended.output().contains("HOME="), "an empty environment but for PATH: " + ended.output());
    }
}
