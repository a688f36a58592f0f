package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hv_kvp_daemon and devd get from the scripts, whatever nethook does; no JVM is started. */
class HypervScriptsTest {
    @TempDir
    private Path temporary;

    /** A nethook that notes what it was asked, and then is these lines. */
    private HypervScripts beside(String nethook) throws IOException, InterruptedException {
        return HypervScripts.beside("echo \"$*\" >>" + temporary.resolve("asked") + "\n" + nethook, temporary);
    }

    private List<String> asked() throws IOException {
        Path file = temporary.resolve("asked");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @ParameterizedTest
    @Tag("C4")
    @ValueSource(strings = {"sh", "dash", "busybox sh", "bash"})
    void shouldPrintOnlyWhatTheDaemonSurvives(String shell) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/bin", shell.split(" ")[0]))
                        || Files.isExecutable(Path.of("/usr/bin", shell.split(" ")[0])),
                "no " + shell);
        HypervScripts scripts = beside("""
                case $2 in
                dns-info) printf '10.0.0.53\\n\\n%0300d\\nfe80::1%%hn0\\n;id\\n2001:db8::53' 7 ;;
                *) printf 'a note\\nEnabled' ;;
                esac
                """).shell(shell);
        assertEquals(
                "10.0.0.53\nfe80::1%hn0\n2001:db8::53\n",
                scripts.run("hv_get_dns_info").assertClean().out());
        assertEquals(
                "Enabled\n",
                scripts.run("hv_get_dhcp_info", "hn1").assertClean().out());
        assertEquals(List.of("run dns-info", "run dhcp-info hn1"), asked());
    }

    @Test
    @Tag("C4")
    void shouldAnswerByShWhenNethookSaysNothingOfUse() throws IOException, InterruptedException {
        HypervScripts scripts = beside("echo Perhaps");
        assertEquals("Enabled\n", scripts.run("hv_get_dhcp_info", "hn1").out());
        assertEquals("Disabled\n", scripts.run("hv_get_dhcp_info", "hn0").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a;b", "../../x", "a b", "hn0\nid", "$(id)", "sixteencharacter", "*"})
    void shouldRefuseWhatIsNoNameBeforeAnythingElse(String ifName) throws IOException, InterruptedException {
        HypervScripts scripts = beside("");
        for (String script : List.of("hv_get_dhcp_info", "hyperv_vfattach", "hyperv_vfup")) {
            scripts.run(script, ifName)
                    .assertRefused(
                            64,
                            script
                                    + ": the name of an interface is 1 to 15 letters, digits and . _ : - that start with a"
                                    + " letter, a digit or an underscore");
        }
        assertEquals(List.of(), asked());
        assertFalse(Files.exists(scripts.answers()));
    }

    @ParameterizedTest
    @Tag("C4")
    @ValueSource(strings = {"echo 'nethook: found no Java' >&2; exit 69", "echo Ena; kill -KILL $$", "exec sleep 100"})
    void shouldAnswerByShWithoutAJavaThatWorks(String nethook) throws IOException, InterruptedException {
        HypervScripts scripts = beside(nethook);
        scripts.write("etc/resolv.conf", "search example.org\nnameserver 10.0.0.53\n");

        assertEquals("Enabled\n", scripts.run("hv_get_dhcp_info", "hn1").out());
        assertEquals("10.0.0.53\n", scripts.run("hv_get_dns_info").out());
        assertEquals("Disabled\n", scripts.run("hv_get_dhcp_info", "hn0").out());
    }

    @Test
    @Tag("C4")
    void shouldAnswerByShAndStartNoJavaWhenTheHostHangs() throws IOException, InterruptedException {
        HypervScripts scripts = beside("echo Disabled");
        Path socket = temporary.resolve("hung.sock");
        scripts.environment("NETHOOK_SOCKET", socket.toString());
        assumeTrue(
                Image.run(List.of("sh", "-c", "command -v nc"), temporary, Map.of())
                                .status()
                        == 0,
                "no nc");
        try (ServerSocketChannel hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hung.bind(UnixDomainSocketAddress.of(socket));
            assertEquals("Enabled\n", scripts.run("hv_get_dhcp_info", "hn1").out());
        }
        assertEquals(List.of(), asked());
    }

    @Test
    @Tag("C2")
    void shouldAnswerByShForALaggThatHasAConfigurationOfItsOwn() throws IOException, InterruptedException {
        HypervScripts scripts = beside("exit 69").command("ifconfig", "printf '\\tlaggport: hn0 flags=5<MASTER>\\n'\n");
        scripts.write("etc/rc.conf", "ifconfig_hn0=up\nifconfig_lagg7='laggport hn0 DHCP'\n");
        assertEquals("Enabled\n", scripts.run("hv_get_dhcp_info", "lagg7").out());
        assertEquals("Disabled\n", scripts.run("hv_get_dhcp_info", "lagg8").out());
    }

    @Test
    @Tag("C6")
    void shouldNotAnswerByShForAnInterfaceThatNobodyKnows() throws IOException, InterruptedException {
        HypervScripts scripts =
                beside("exit 69").command("ifconfig", "[ \"$1\" != em0 ] || echo em0\n[ \"$1\" = em0 ]\n");
        scripts.write("etc/rc.conf", "ifconfig_hn0=DHCP\nifconfig_em1_7=DHCP\n");
        assertEquals("Enabled\n", scripts.run("hv_get_dhcp_info", "hn0").out());
        assertEquals("Disabled\n", scripts.run("hv_get_dhcp_info", "em0").out());
        for (String unknown : List.of("hn", "hn00", "hn1", "em1", "a:b")) {
            Outcome outcome = scripts.run("hv_get_dhcp_info", unknown);
            assertEquals("", outcome.out(), unknown);
            assertEquals(69, outcome.status(), unknown);
        }
    }

    @Test
    void shouldSourceNothingThatOthersCouldHaveWritten() throws IOException, InterruptedException {
        HypervScripts scripts = beside("exit 69");
        Path ran = temporary.resolve("ran");
        Path subr = scripts.write("etc/network.subr", ": >" + ran + "\n");
        for (String mode : List.of("rw-rw-r--", "rw-r--rw-")) {
            Files.setPosixFilePermissions(subr, PosixFilePermissions.fromString(mode));
            Outcome outcome = scripts.run("hv_get_dhcp_info", "hn1");
            assertEquals("", outcome.out());
            assertEquals(69, outcome.status());
            assertTrue(outcome.err().contains(subr + " could be written by others than root"), outcome.err());
        }
        assertFalse(Files.exists(ran));
    }

    @Test
    void shouldNotWaitForAnRcConfThatDoesNotEnd() throws IOException, InterruptedException {
        HypervScripts scripts = beside("exit 69");
        scripts.write("etc/rc.conf", "exec sleep 100\n");
        assertEquals(69, scripts.run("hv_get_dhcp_info", "hn1").status());
    }

    @ParameterizedTest
    @Tag("C2")
    @CsvSource({"lagg0,Disabled", "lagg1,Enabled", "mce1,Enabled", "mce10,Disabled", "hn1,Enabled", "em0,Disabled"})
    void shouldAnswerByShForTheHnOfALaggOrAVf(String ifName, String expected) throws IOException, InterruptedException {
        HypervScripts scripts = beside("exit 69")
                .command("sysctl", "[ \"$2\" = hw.hn.vfmap ] && echo mce10:hn0 mce1:hn1\n")
                .command(
                        "ifconfig",
                        "case $1 in lagg*) printf '%s: flags=8843<UP>\\n\\tlaggproto failover\\n\\tlaggport: hn%s flags=5<MASTER>\\n'"
                                + " \"$1\" \"${1#lagg}\" ;; esac\n");
        assertEquals(expected + "\n", scripts.run("hv_get_dhcp_info", ifName).out());
    }

    @ParameterizedTest
    @Tag("C5")
    @CsvSource(
            delimiter = '|',
            value = {
                "nameserver 10.0.0.53\\nnameserver 2001:db8::53\\n|10.0.0.53 2001:db8::53",
                "nameserver\\t \\t10.0.0.53 # first\\n|10.0.0.53",
                "nameserver fe80::1%hn0\\nnameserver 10.0.0.53;x|fe80::1%hn0 10.0.0.53",
                "nameserverfoo 10.0.0.53\\n nameserver 10.0.0.54\\nnameserver\\n#nameserver 1.1.1.1\\n|''",
                "nameserver 10.0.0.53\\r\\nnameserver localhost\\nnameserver 10.0.0.256\\nnameserver 1.2.3.4.5\\n|''",
                "nameserver 1.2..4\\nnameserver 1:::2\\nnameserver $(id)\\nnameserver ::ffff:10.0.0.1\\n|::ffff:10.0.0.1",
                "nameserver 1.1.1.1\\nnameserver 1.1.1.2\\nnameserver 1.1.1.3\\nnameserver 1.1.1.4|1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4",
            })
    void shouldReadResolvConfByShAsDnsInfoDoes(String text, String expected) throws IOException, InterruptedException {
        HypervScripts scripts = beside("exit 69");
        scripts.write(
                "etc/resolv.conf",
                text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r"));
        assertEquals(expected, String.join(" ", scripts.run("hv_get_dns_info").lines()));
    }

    @Test
    @Tag("C5")
    void shouldNameByShNoMoreServersThanTheKernelPassesOn() throws IOException, InterruptedException {
        HypervScripts scripts = beside("exit 69");
        scripts.write("etc/resolv.conf", "nameserver 2001:db8:1234:5678:9abc:def0:1234:5678\n".repeat(40));
        assertEquals(1023 / 39, scripts.run("hv_get_dns_info").lines().size());
    }

    @Test
    @Tag("C5")
    void shouldHaveNoNameServersWithoutAResolvConf() throws IOException, InterruptedException {
        HypervScripts scripts = beside("exit 69");
        assertEquals(List.of(), scripts.run("hv_get_dns_info").lines());
        Files.createDirectory(scripts.root().resolve("etc/resolv.conf"));
        assertEquals(0, scripts.run("hv_get_dns_info").status());
    }

    @Test
    void shouldNeverSetAnythingBySh() throws IOException, InterruptedException {
        HypervScripts scripts = beside("exit 69");
        Path ran = temporary.resolve("ran");
        Path logged = temporary.resolve("logged");
        scripts.command("logger", "echo \"$*\" >" + logged + "\n");
        Path data = scripts.write("data", "IP_ADDR=;touch " + ran + "\n$(touch " + ran + ")\n");
        scripts.run("hv_set_ifconfig", data.toString())
                .assertRefused(
                        69,
                        "hv_set_ifconfig: not set: nethook cannot run here, or the kernel refused and it was undone (nethook"
                                + " history); nobody else does it, as what the host wrote is not for a shell to read");
        assertFalse(Files.exists(ran));
        assertEquals(List.of("run ip-injection " + data), asked());
        assertTrue(Files.readString(logged).startsWith("-t hv_set_ifconfig -p daemon.err not set: nethook cannot run"));
    }

    @Test
    @Tag("B4")
    void shouldHandDevdsEventsToNethook() throws IOException, InterruptedException {
        HypervScripts scripts = beside("exit 75");
        assertEquals(75, scripts.run("hyperv_vfattach", "mlxen0", "0").status());
        assertEquals(75, scripts.run("hyperv_vfup", "hn0").status());
        for (String pseudo : List.of("lagg0", "vlan7", "tap0", "epair0a")) {
            scripts.run("hyperv_vfattach", pseudo, "0").assertClean();
        }
        assertEquals(List.of("event ETHERNET mlxen0 IFATTACH", "event HYPERV_NIC_VF hn0 VF_UP"), asked());
    }
}
