package org.nethook.dhcpinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.testkit.TestHost;

/** What is kept between questions: ready before it is asked for, and never older than the machine. */
@Tag("C1")
@Tag("C2")
class AnswersTest {
    private static final MacAddress MAC = MacAddress.parse("00:0d:3a:00:00:01");

    private final Answers answers = new Answers();
    private TestHost host;
    private EditedMachine machine;

    @BeforeEach
    void boot() {
        host = TestHost.with(new DhcpInfo())
                .hyperv()
                .interfaceNamed("hn0", "hn", "00:0d:3a:00:00:00")
                .interfaceNamed("hn1", "hn", MAC.toString())
                .boot();
        machine = new EditedMachine(host, "ifconfig_hn1=\"DHCP\"");
    }

    @AfterEach
    void close() {
        host.close();
    }

    private boolean dhcp(String ifName) throws Exception {
        return answers.of(ifName, machine.context()).dhcp();
    }

    @Test
    void shouldBeReadyBeforeItIsAsked() throws Exception {
        answers.prepare("hn0", machine.context());
        assertEquals(3, machine.questions(), "hn0, hn1, lo0");
        assertTrue(dhcp("hn1"));
        assertFalse(dhcp("hn0"));
        answers.prepare("hn0", machine.context());
        assertEquals(0, machine.questions());
    }

    @Test
    void shouldSeeAnEditOfTheConfigurationAtOnce() throws Exception {
        assertTrue(dhcp("hn1"));
        machine.edit("ifconfig_hn1=\"inet 10.0.0.4/24\"");
        assertFalse(dhcp("hn1"));
        machine.edit("ifconfig_DEFAULT=\"SYNCDHCP\"");
        assertTrue(dhcp("hn1"));
        machine.edit("ifconfig_hn1=\"$(id)\"");
        assertEquals(
                "ifconfig_hn1 cannot be decided: /etc/rc.conf line 1: it depends on the output of a command",
                answers.of("hn1", machine.context()).undecided());
        assertTrue(answers.of("hn0", machine.context()).isDecided());
    }

    @Test
    void shouldSeeAPortThatJoinsAndLeavesWithoutAnEvent() throws Exception {
        NetifControl control = host.machine().control();
        control.create("lagg0");
        answers.prepare("lagg0", machine.context());
        assertFalse(dhcp("lagg0"));
        control.addLaggPort("lagg0", "hn1");
        assertTrue(dhcp("lagg0"));
        control.addLaggPort("lagg0", "hn0");
        control.removeLaggPort("lagg0", "hn1");
        assertFalse(dhcp("lagg0"));
    }

    @Test
    void shouldSeeANewNameWithoutAnEvent() throws Exception {
        host.hardware().offerVf("mce0", "mce", MAC);
        assertTrue(dhcp("mce0"));
        host.machine().control().rename("hn1", "wan0");
        assertFalse(dhcp("mce0"));
        assertFalse(dhcp("wan0"));
        assertTrue(dhcp("hn1"), "not there, but configured");
        answers.renamed("hn1", "wan0");
        assertFalse(dhcp("hn1"));
    }

    @Test
    void shouldNotTakeANameThatCameBackForTheOneThatLeft() throws Exception {
        answers.renamed("hn1", "hn0");
        answers.renamed("hn0", "hn1");
        assertTrue(dhcp("hn1"));
        assertFalse(dhcp("hn0"));
        answers.renamed("a", "b");
        answers.renamed("b", "a");
        assertThrows(NetifException.class, () -> answers.of("a", machine.context()));
    }

    @Test
    void shouldLookAtNothingWhereThereIsNoHn() throws Exception {
        try (TestHost plain = TestHost.with(new DhcpInfo())
                .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
                .boot()) {
            EditedMachine other = new EditedMachine(plain, "ifconfig_em0=\"DHCP\"");
            answers.prepare("em0", other.context());
            assertEquals(0, other.questions());
            assertTrue(answers.of("em0", other.context()).dhcp());
        }
    }
}
