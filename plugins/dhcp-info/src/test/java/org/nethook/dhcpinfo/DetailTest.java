package org.nethook.dhcpinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.ExitStatus;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/** {@code --json}: the configuration, and beside it what runs. */
@Tag("C1")
class DetailTest {
    private static final String MAC = "00:0d:3a:00:00:00";

    private static TestHostBuilder guest(String... rcConf) {
        return TestHost.with(new DhcpInfo())
                .id("dhcp-info")
                .mayRead("hw.hn.vfmap")
                .hyperv()
                .interfaceNamed("hn0", "hn", MAC)
                .rcConf(rcConf)
                .lease(MAC, "10.0.0.4/24", "10.0.0.1", Duration.ofSeconds(2));
    }

    private static void assertJson(String expected, TestHost host, String ifName) {
        assertEquals(
                new CommandOutcome(ExitStatus.OK, expected.replace('\'', '"') + "\n", List.of()),
                host.run("dhcp-info", "--json", ifName));
    }

    @Test
    void shouldTellConfigurationClientAndLease() {
        try (TestHost host = guest("ifconfig_hn0=\"SYNCDHCP mtu 1500\"").boot()) {
            assertJson(
                    "{'interface':'hn0','answered_for':'hn0','dhcp':true,'synchronous':true,"
                            + "'configuration':'SYNCDHCP mtu 1500','undecided':null,"
                            + "'clients':[{'interface':'hn0','pid':500}],'lease':null}",
                    host,
                    "hn0");
            host.advance(Duration.ofSeconds(3));
            assertJson(
                    "{'interface':'hn0','answered_for':'hn0','dhcp':true,'synchronous':true,"
                            + "'configuration':'SYNCDHCP mtu 1500','undecided':null,"
                            + "'clients':[{'interface':'hn0','pid':500}],"
                            + "'lease':{'interface':'hn0','address':'10.0.0.4/24','in_use':true,'server':null,"
                            + "'routers':['10.0.0.1'],'name_servers':[],'domains':[],'renew':null,'expire':null,"
                            + "'expired':null}}",
                    host,
                    "hn0");
        }
    }

    @Test
    @Tag("C2")
    void shouldTellTheClientOfTheLaggThatHoldsTheHn() throws Exception {
        try (TestHost host =
                guest("ifconfig_hn0=\"DHCP\"", "synchronous_dhclient=\"yes\"").boot()) {
            NetifControl control = host.machine().control();
            host.machine().dhcp().stop("hn0");
            control.create("lagg0");
            control.addLaggPort("lagg0", "hn0");
            host.machine().dhcp().start("lagg0");
            assertJson(
                    "{'interface':'hn0','answered_for':'hn0','dhcp':true,'synchronous':true,"
                            + "'configuration':'DHCP','undecided':null,"
                            + "'clients':[{'interface':'lagg0','pid':501}],'lease':null}",
                    host,
                    "hn0");
        }
    }

    @Test
    void shouldTellAStaticInterfaceAndOneThatCannotBeDecided() {
        try (TestHost host = guest("ifconfig_hn0=\"inet 10.0.0.9/24\"", "ifconfig_hn2=\"$(cat /etc/hn2)\"")
                .boot()) {
            assertJson(
                    "{'interface':'hn0','answered_for':'hn0','dhcp':false,'synchronous':null,"
                            + "'configuration':'inet 10.0.0.9/24','undecided':null,'clients':[],'lease':null}",
                    host,
                    "hn0");
            host.hardware().plugIn("hn2", "hn", MacAddress.parse("00:0d:3a:00:00:02"));
            assertJson(
                    "{'interface':'hn2','answered_for':'hn2','dhcp':null,'synchronous':null,'configuration':null,"
                            + "'undecided':'ifconfig_hn2 cannot be decided: /etc/rc.conf line 2: it depends on the"
                            + " output of a command','clients':[],'lease':null}",
                    host,
                    "hn2");
        }
    }
}
