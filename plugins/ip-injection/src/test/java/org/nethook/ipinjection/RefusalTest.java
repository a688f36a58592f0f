package org.nethook.ipinjection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.Told;

/** What is refused: before any change, with status 65 and a line that says where, what is wrong and what is allowed. */
class RefusalTest {
    private static final String GOOD = Guest.request("10.0.0.5", "255.255.255.0", "10.0.0.1", "10.0.0.53", false);

    private static void refuses(String request, String... parts) throws Exception {
        try (TestHost host = Guest.machine(request).boot()) {
            String rcConf = host.rcConf();
            CommandOutcome outcome = Guest.inject(host);

            assertEquals(65, outcome.status(), request);
            assertEquals("", outcome.out());
            List<String> alarms = host.texts(Told.Kind.ALARM);
            assertEquals(1, alarms.size());
            for (String part : parts) {
                assertTrue(alarms.get(0).contains(part), alarms.get(0));
            }
            for (char c : alarms.get(0).toCharArray()) {
                assertTrue(c >= ' ' && c <= '~', alarms.get(0));
            }
            assertEquals(List.of(), host.plans());
            assertEquals(List.of("10.0.0.4/24", "10.0.0.14/24"), Guest.addresses(host, "hn0"));
            assertEquals(rcConf, host.rcConf());
        }
    }

    @ParameterizedTest
    @Tag("D1")
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "10.0.0.5;touch /tmp/x",
                "$(touch /tmp/x)",
                "`touch /tmp/x`",
                "10.0.0.5 && reboot",
                "'10.0.0.5'",
                "\"10.0.0.5\"",
                "10.0.0.5\\n",
                "10.0.0.5|sh",
                "${IFS}",
                "-alias",
                "010.0.0.5",
                "10.0.0.5\u001b[2J",
                "１０.0.0.5",
            })
    void shouldRefuseWhatAShellWouldRun(String value) throws Exception {
        refuses(GOOD.replace("IP_ADDR=10.0.0.5", "IP_ADDR=" + value), "line 3: ");
        refuses(GOOD.replace("GATEWAY=10.0.0.1", "GATEWAY=" + value), "line 5: ");
        refuses(GOOD.replace("DNS=10.0.0.53", "DNS=" + value), "line 6: ");
        refuses(GOOD.replace("SUBNET=255.255.255.0", "SUBNET=" + value), "line 4: ");
        refuses(GOOD.replace("IF_NAME=hn0", "IF_NAME=" + value), "line 2: ");
        refuses(GOOD.replace("HWADDR=0:15:5d:1:2:3", "HWADDR=" + value), "line 1: ");
        refuses(GOOD.replace("DHCP=0", "DHCP=" + value), "line 7: ");
    }

    @Test
    @Tag("D1")
    void shouldRefuseANewlineInAValue() throws Exception {
        refuses(
                GOOD.replace("DNS=10.0.0.53", "DNS=10.0.0.53\nDHCP=1"),
                "line 8: DHCP stands in line 7 already; allowed is each key once");
        refuses(
                GOOD.replace("DNS=10.0.0.53", "DNS=10.0.0.53\ntouch /tmp/x"),
                "line 7: \"touch /tmp/x\" is not KEY=VALUE");
        refuses(GOOD.replace("DNS=10.0.0.53", "DNS=10.0.0.53\0"), "line 6: ");
        refuses(GOOD.replace("DNS=10.0.0.53", "DNS=10.0.0.53\r"), "line 6: ");
        refuses(GOOD.replace("DNS=10.0.0.53", "DNS=10.0.0.53\n"), "line 7: \"\" is not KEY=VALUE");
        refuses(GOOD.replace("DNS=10.0.0.53", "DNS=10.0.0.53\nPATH=/tmp"), "line 7: PATH is no known key; allowed are");
        refuses(
                GOOD.replace("DNS=10.0.0.53", "DNS=10.0.0.53\nIPV6ADDR=::1"),
                "line 7: DNS and IPV6ADDR do not stand in one file");
    }

    @ParameterizedTest
    @Tag("D6")
    @CsvSource(
            delimiter = '!',
            value = {
                "10.0.0.5 ! 255.0.255.0 ! '' ! line 4: SUBNET: \"255.0.255.0\" has a one after a zero; allowed is",
                "10.0.0.5 ! 33 ! '' ! line 4: SUBNET: \"33\" cannot be the mask of 10.0.0.5; allowed are 1 to 32 bits",
                "10.0.0.5 ! 0 ! '' ! line 4: SUBNET",
                "10.0.0.5 ! 0.0.0.0 ! '' ! line 4: SUBNET",
                "10.0.0.5 ! ffff:: ! '' ! line 4: SUBNET: \"ffff::\" cannot be the mask of 10.0.0.5; allowed are masks of the"
                        + " same family",
                "10.0.0.5;10.0.0.6 ! 24 ! '' ! line 4: SUBNET: there are 1 masks and 2 addresses",
                "10.0.0.5;10.0.0.5 ! 24;24 ! '' ! line 3: IP_ADDR: 10.0.0.5 is given twice",
                "10.0.0.5;;10.0.0.6 ! 24;24 ! '' ! line 3: IP_ADDR: element 2 of",
                "10.0.0.5 ! 24 ! 10.0.1.1 ! line 5: GATEWAY: 10.0.1.1 is no host in a subnet of the addresses given",
                "10.0.0.5 ! 24 ! 10.0.0.255 ! line 5: GATEWAY",
                "10.0.0.5 ! 24 ! 10.0.0.5 ! line 5: GATEWAY: 10.0.0.5 is an address of this machine",
                "10.0.0.5 ! 24 ! 0.0.0.0 ! line 5: GATEWAY: 0.0.0.0 stands for no address",
                "10.0.0.5 ! 24 ! 10.0.0.1;10.0.0.2 ! line 5: GATEWAY: 10.0.0.1 and 10.0.0.2 are two gateways of one family",
                "10.0.0.5 ! 24 ! 2001:db8::1 ! line 5: GATEWAY: 2001:db8::1 is no host in a subnet",
                "10.0.0.5 ! 24 ! fe80::1%hn1 ! line 5: GATEWAY: fe80::1%hn1 is on another interface; allowed is %hn0",
                "2001:db8::5 ! 64 ! 2001:db9::1 ! line 5: GATEWAY",
                "2001:db8::5 ! 255.255.255.0 ! '' ! line 4: SUBNET",
                "127.0.0.1 ! 8 ! '' ! line 3: IP_ADDR: 127.0.0.1 is a loopback address",
                "::1 ! 128 ! '' ! line 3: IP_ADDR: ::1 is a loopback address",
                "224.0.0.5 ! 24 ! '' ! line 3: IP_ADDR: 224.0.0.5 is a multicast address",
                "ff02::1 ! 64 ! '' ! line 3: IP_ADDR: ff02::1 is a multicast address",
                "0.0.0.0 ! 24 ! '' ! line 3: IP_ADDR: 0.0.0.0 stands for no address",
                "255.255.255.255 ! 32 ! '' ! line 3: IP_ADDR: 255.255.255.255 is reserved",
                "::ffff:10.0.0.5 ! 96 ! '' ! line 3: IP_ADDR",
                "10.0.0.0 ! 24 ! '' ! line 3: IP_ADDR: 10.0.0.0 is the address of the network",
                "10.0.0.255 ! 24 ! '' ! line 3: IP_ADDR: 10.0.0.255 is the broadcast address",
                "'' ! '' ! '' ! line 7: DHCP: there is no address, and no DHCP",
            })
    void shouldRefuseWhatMakesNoSense(String addresses, String masks, String gateway, String why) throws Exception {
        refuses(Guest.request(addresses, masks, gateway, "", false), Guest.FILE + ": " + why);
    }

    @Test
    @Tag("D6")
    void shouldRefuseAnotherInterface() throws Exception {
        refuses(GOOD.replace("hn0", "hn7"), "line 2: IF_NAME: there is no interface hn7; there are hn0, hn1");
        refuses(GOOD.replace("hn0", "lo0"), "line 2: IF_NAME: lo0 has no MAC");
        refuses(
                GOOD.replace("0:15:5d:1:2:3", "0:15:5d:1:2:4"),
                "line 1: HWADDR: 00:15:5d:01:02:04 is not the MAC of hn0, which is 00:15:5d:01:02:03");
        refuses(GOOD.replace("DNS=10.0.0.53", "DNS=fe80::1"), "line 6: DNS: fe80::1 is a link-local address");
    }

    @Test
    @Tag("D6")
    void shouldRefuseAnAddressOfAnotherInterface() throws Exception {
        try (TestHost host =
                Guest.plain(GOOD).rcConf("ifconfig_hn1=\"inet 10.0.0.5/24\"").boot()) {
            assertEquals(65, Guest.inject(host).status());
            assertTrue(host.texts(Told.Kind.ALARM)
                    .get(0)
                    .contains("line 3: IP_ADDR: hn1 has the address 10.0.0.5 already"));
        }
    }

    @Test
    @Tag("D9")
    void shouldSayThatThereIsNoFile() throws Exception {
        try (TestHost host = Guest.machine(GOOD).boot()) {
            assertEquals(66, host.run("ip-injection", "/var/db/none").status());
            assertEquals(64, host.run("ip-injection", "none").status());
            assertEquals(64, host.run("ip-injection", "/var/db/../none").status());
            assertEquals(64, host.run("ip-injection").status());
        }
    }
}
