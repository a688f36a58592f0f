package org.nethook.netif.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.InterfaceAddress;

/** What dhclient-script and devd do to addresses, which is not gentle. */
class DhcpTest {
    private static TestMachine boot(LinkUpRule rule, String rcConf) {
        return TestMachine.boot(new MachineSpec(
                "14.0",
                Map.of("hw.hn.vf_transparent", 0),
                List.of(TestMachine.nic("hn0", "hn", TestMachine.MAC)),
                rcConf,
                List.of(TestMachine.LEASE),
                rule));
    }

    @Test
    void shouldReplaceTheFirstAddressAndLeaveItsOwnPlaceholderBehindOthers() throws Exception {
        try (TestMachine machine = boot(LinkUpRule.NONE, "")) {
            machine.control.setUp("hn0", true);
            machine.control.addAddress("hn0", InterfaceAddress.parse("10.0.0.9/24"));
            machine.control.addAddress("hn0", InterfaceAddress.parse("10.0.0.10/24"));
            machine.machine.platform().dhcp().start("hn0");
            assertEquals(List.of("10.0.0.9/24", "10.0.0.10/24", "0.0.0.0/8"), machine.addresses("hn0"));
            machine.run(2);
            assertEquals(List.of("10.0.0.10/24", "0.0.0.0/8", "10.0.0.4/24"), machine.addresses("hn0"));
            assertTrue(machine.machine.hasPath());
        }
    }

    @Test
    void shouldGiveUpAfterTenSecondsWithoutALink() throws Exception {
        try (TestMachine machine = boot(LinkUpRule.NONE, "")) {
            DhcpClients dhcp = machine.machine.platform().dhcp();
            machine.hardware().loseLink("hn0");
            dhcp.start("hn0");
            machine.run(9);
            assertTrue(dhcp.isRunning("hn0"));
            machine.run(2);
            assertFalse(dhcp.isRunning("hn0"));
            assertEquals(List.of(), machine.addresses("hn0"));
        }
    }

    @Test
    void shouldStartAClientAtEachLinkWhereRcConfWantsOne() throws Exception {
        for (LinkUpRule rule : LinkUpRule.values()) {
            try (TestMachine machine = boot(rule, TestMachine.DHCP)) {
                DhcpClients dhcp = machine.machine.platform().dhcp();
                machine.run(3);
                dhcp.stop("hn0");
                machine.hardware().loseLink("hn0");
                machine.run(1);
                machine.hardware().restoreLink("hn0");
                machine.run(1);
                assertEquals(rule != LinkUpRule.NONE, dhcp.isRunning("hn0"), rule::name);
            }
            try (TestMachine machine = boot(rule, "ifconfig_hn0=\"inet 10.0.0.4/24\"\n")) {
                machine.hardware().loseLink("hn0");
                machine.run(1);
                machine.hardware().restoreLink("hn0");
                machine.run(1);
                assertFalse(machine.machine.platform().dhcp().isRunning("hn0"), rule::name);
            }
        }
    }

    @Test
    void shouldStartOneOnThePortOfALaggByBasesRuleOnly() throws Exception {
        for (LinkUpRule rule : LinkUpRule.values()) {
            try (TestMachine machine = boot(rule, TestMachine.DHCP)) {
                DhcpClients dhcp = machine.machine.platform().dhcp();
                machine.run(3);
                dhcp.stop("hn0");
                machine.lagg("lagg0", "hn0");
                machine.hardware().loseLink("hn0");
                machine.run(1);
                machine.hardware().restoreLink("hn0");
                machine.run(1);
                assertEquals(rule == LinkUpRule.BASE, dhcp.isRunning("hn0"), rule::name);
            }
        }
    }
}
