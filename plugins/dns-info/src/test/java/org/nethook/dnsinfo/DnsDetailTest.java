package org.nethook.dnsinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.ExitStatus;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;

/** Beyond resolv.conf: what stands behind a local resolver, and what each interface brought. */
@Tag("C5")
class DnsDetailTest {
    private static final String FILES = "/etc/*, /var/unbound/forward.conf, /var/run/resolvconf/interfaces/*";
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final Path FORWARD_CONF = Path.of("/var/unbound/forward.conf");
    private static final Path DNSMASQ = Path.of("/etc/dnsmasq-resolv.conf");
    private static final Path INTERFACES = Path.of("/var/run/resolvconf/interfaces");
    private static final String FORWARD =
            "forward-zone:\n  name: .\n  forward-addr: 168.63.129.16\n  forward-addr: 10.0.0.9@53\n";

    private static TestHostBuilder machine() {
        return TestHost.with(new DnsInfo())
                .mayReadFiles(FILES)
                .id("dns-info")
                .interfaceNamed("hn0", "hn", "00:0d:3a:00:00:00")
                .interfaceNamed("hn1", "hn", "00:0d:3a:00:00:01")
                .interfaceNamed("hn10", "hn", "00:0d:3a:00:00:10");
    }

    private static String answer(TestHostBuilder machine, String... arguments) {
        try (TestHost host = machine.boot()) {
            return answer(host, arguments);
        }
    }

    private static String answer(TestHost host, String... arguments) {
        CommandOutcome outcome = host.run("dns-info", arguments);
        assertEquals(ExitStatus.OK, outcome.status(), outcome.toString());
        return outcome.out();
    }

    @Test
    void shouldPrintTheUpstreamsOfALocalResolverWhereThatIsConfigured() {
        TestHostBuilder local = machine()
                .file(RESOLV_CONF, "nameserver 127.0.0.1\nnameserver ::1\noptions edns0\n")
                .file(FORWARD_CONF, FORWARD);
        assertEquals("127.0.0.1\n::1\n", answer(local));
        assertEquals("168.63.129.16\n10.0.0.9\n", answer(local.config(DnsFiles.UPSTREAMS, true)));
    }

    @Test
    void shouldPrintTheServersThatAreNotLocalInTheirPlaces() {
        assertEquals(
                "10.0.0.8\n168.63.129.16\n10.0.0.9\n10.0.0.7\n",
                answer(machine()
                        .config(DnsFiles.UPSTREAMS, true)
                        .file(RESOLV_CONF, "nameserver 10.0.0.8\nnameserver 127.1\nnameserver 10.0.0.7\n")
                        .file(FORWARD_CONF, FORWARD)));
    }

    @Test
    void shouldPrintTheLocalResolverWhereNothingStandsBehindIt() {
        TestHostBuilder recursive = machine().config(DnsFiles.UPSTREAMS, true).file(RESOLV_CONF, "nameserver ::1\n");
        assertEquals("::1\n", answer(recursive));
        assertEquals("::1\n", answer(recursive.file(FORWARD_CONF, "forward-zone:\n  name: corp\n")));
        assertEquals("::1\n", answer(recursive.file(DNSMASQ, "nameserver 127.0.0.1\n")));
        assertEquals("10.0.0.9\n", answer(recursive.file(DNSMASQ, "nameserver ::1\nnameserver 10.0.0.9\n")));
    }

    @Test
    void shouldNotLookBehindAServerElsewhere() {
        assertEquals(
                "10.0.0.8\n",
                answer(machine()
                        .config(DnsFiles.UPSTREAMS, true)
                        .file(RESOLV_CONF, "nameserver 10.0.0.8\n")
                        .file(FORWARD_CONF, FORWARD)));
    }

    @Test
    void shouldTakeAnAddressOfTheMachineForALocalResolver() {
        assertEquals(
                "168.63.129.16\n10.0.0.9\n",
                answer(machine()
                        .rcConf("ifconfig_hn0=\"inet 10.0.0.4/24\"")
                        .config(DnsFiles.UPSTREAMS, true)
                        .file(RESOLV_CONF, "nameserver 10.0.0.4\n")
                        .file(FORWARD_CONF, FORWARD)));
    }

    @Test
    void shouldDoWithoutAFileThatCannotBeRead() {
        try (TestHost host = machine()
                .config(DnsFiles.UPSTREAMS, true)
                .file(RESOLV_CONF, "nameserver ::1\n")
                .file(FORWARD_CONF, "#".repeat((1 << 20) + 1))
                .boot()) {
            assertEquals("::1\n", answer(host));
            assertEquals(
                    List.of("/var/unbound/forward.conf cannot be read: "
                            + "/var/unbound/forward.conf is larger than a mebibyte"),
                    host.texts(Told.Kind.NOTE));
        }
    }

    @Test
    @Tag("C6")
    void shouldPrintWhatAnInterfaceBrought() {
        TestHostBuilder machine = machine()
                .file(RESOLV_CONF, "nameserver 10.0.0.8\n")
                .file(INTERFACES.resolve("hn10"), "search hn10.example\nnameserver 10.0.10.1\n")
                .file(INTERFACES.resolve("hn1:slaac"), "nameserver fe80::1%hn1\n");
        assertEquals("10.0.10.1\n", answer(machine, "hn10"));
        assertEquals("fe80::1%hn1\n", answer(machine, "hn1"));
        assertEquals("", answer(machine, "hn0"));
        assertEquals(
                "{'interface':'hn10','answered_for':'hn10','servers':['10.0.10.1'],'search':['hn10.example'],"
                                .replace('\'', '"')
                        + "\"from\":\"resolvconf\"}\n",
                answer(machine, "hn10", "--json"));
    }

    @Test
    @Tag("C2")
    void shouldAnswerForAPortFromItsLagg() throws Exception {
        try (TestHost host = machine()
                .file(INTERFACES.resolve("lagg0"), "nameserver 10.0.0.1\n")
                .file(INTERFACES.resolve("hn1"), "nameserver 10.0.0.2\n")
                .boot()) {
            host.machine().control().create("lagg0");
            host.machine().control().addLaggPort("lagg0", "hn0");
            host.machine().control().create("lagg1");
            host.machine().control().addLaggPort("lagg1", "hn1");
            assertEquals("10.0.0.1\n", answer(host, "hn0"));
            assertEquals("10.0.0.1\n", answer(host, "lagg0"));
            assertEquals("10.0.0.2\n", answer(host, "lagg1"));
        }
    }

    @Test
    void shouldTellEverythingAsJson() {
        String text = "search a.example b.example\nnameserver 127.0.0.1\nnameserver 10.0.0.1\nnameserver 10.0.0.2\n"
                + "nameserver 10.0.0.3\n";
        String expected = "{'file':'/etc/resolv.conf','servers':['127.0.0.1','10.0.0.1','10.0.0.2','10.0.0.3'],"
                + "'used':['127.0.0.1','10.0.0.1','10.0.0.2'],'search':['a.example','b.example'],"
                + "'upstreams':['168.63.129.16','10.0.0.9'],'upstreams_from':'/var/unbound/forward.conf',"
                + "'interfaces':[{'interface':'hn1','answered_for':'hn1','servers':['10.0.0.2'],'search':[],"
                + "'from':'resolvconf'}]}\n";
        assertEquals(
                expected.replace('\'', '"'),
                answer(
                        machine()
                                .file(RESOLV_CONF, text)
                                .file(FORWARD_CONF, FORWARD)
                                .file(INTERFACES.resolve("hn1"), "nameserver 10.0.0.2\n"),
                        "--json"));
        assertEquals(
                "{'file':'/etc/resolv.conf','servers':[],'used':[],'search':[],'upstreams':[],'upstreams_from':null,"
                                .replace('\'', '"')
                        + "\"interfaces\":[]}\n",
                answer(machine(), "--json"));
    }
}
