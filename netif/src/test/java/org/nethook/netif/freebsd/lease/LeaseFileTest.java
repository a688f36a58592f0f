package org.nethook.netif.freebsd.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.DhcpLease;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;

/** Files as dhclient writes them, and as they must not be. */
class LeaseFileTest {
    /** As on Azure: written by write_client_lease(), options in the order of their numbers. */
    private static final String AZURE = """
            lease {
              interface "hn0";
              fixed-address 10.0.0.4;
              server-name "RD0003FF";
              option subnet-mask 255.255.255.0;
              option routers 10.0.0.1;
              option domain-name-servers 168.63.129.16,10.0.0.9;
              option domain-name "x3k2.internal.cloudapp.net";
              option dhcp-lease-time 4294967295;
              option dhcp-message-type 5;
              option dhcp-server-identifier 168.63.129.16;
              option dhcp-renewal-time 4294967295;
              option classless-routes 0,10,0,0,1,32,168,63,129,16,10,0,0,1;
              option option-245 "\\250?\\201\\020";
              renew 1 2026/11/23 06:10:48;
              rebind 2 2162/1/7 3:25:01;
              expire 3 2162/12/30 12:38:56;
            }
            """;

    @Test
    void shouldReadWhatDhclientWrites() {
        DhcpLease expected = new DhcpLease(
                InterfaceAddress.parse("10.0.0.4/24"),
                Optional.of(IpAddress.parse("168.63.129.16")),
                List.of(IpAddress.parse("10.0.0.1")),
                List.of(IpAddress.parse("168.63.129.16"), IpAddress.parse("10.0.0.9")),
                List.of("x3k2.internal.cloudapp.net"),
                Optional.of(Instant.parse("2026-11-23T06:10:48Z")),
                Optional.of(Instant.parse("2162-12-30T12:38:56Z")));
        assertEquals(Optional.of(expected), LeaseFile.last(AZURE, "hn0"));
    }

    @Test
    @Tag("C6")
    void shouldTakeTheLastWholeLeaseOfThatVeryInterface() {
        String text = AZURE
                + AZURE.replace("10.0.0.4", "10.0.0.5")
                + AZURE.replace("hn0", "hn10").replace("10.0.0.4", "10.0.0.6")
                + AZURE.replace("lease {", "alias {").replace("10.0.0.4", "10.0.0.7")
                + AZURE.replace("10.0.0.4", "10.0.0.8").substring(0, 200);
        assertEquals("10.0.0.5/24", address(text, "hn0"));
        assertEquals("10.0.0.6/24", address(text, "hn10"));
        assertEquals("", address(text, "hn1"));
        assertEquals("", address("", "hn0"));
    }

    @Test
    void shouldReadWhatPeopleWrite() {
        String text = "# from backup\nlease{interface \"hn0\";fixed-address 172.16.9.4;# its address\n"
                + "option routers 10.0.0.1 , 10.0.0.2;option domain-name \"a.example  b.example\";\n"
                + "option domain-name-servers 10.0.0.x,::1;renew never;expire 3 2026/02/31 12:00:00;}";
        DhcpLease lease = LeaseFile.last(text, "hn0").orElseThrow();
        assertEquals("172.16.9.4/16", lease.address().toString());
        assertEquals(List.of(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.2")), lease.routers());
        assertEquals(List.of("a.example", "b.example"), lease.domains());
        assertEquals(List.of(IpAddress.parse("::1")), lease.nameServers());
        assertEquals(Optional.empty(), lease.renew());
        assertEquals(Optional.empty(), lease.expire());
    }

    @Test
    void shouldPassOverALeaseWithoutAnAddress() {
        assertEquals("", address("lease { interface \"hn0\"; }", "hn0"));
        assertEquals("", address("lease { fixed-address 10.0.0.4; }", "hn0"));
        assertEquals("", address("lease { interface \"hn0\"; fixed-address $(reboot); }", "hn0"));
        assertEquals("10.0.0.4/8", address("lease{interface\"hn0\";fixed-address 10.0.0.4;option;;}", "hn0"));
        assertEquals(
                "10.0.0.4/8",
                address("lease{interface\"hn0\";fixed-address 10.0.0.4;option subnet-mask 255.0.255.0;}", "hn0"));
    }

    /** The file is root's, but a disk that was full, or an editor, leaves anything. */
    @Test
    @Tag("C5")
    void shouldReadAnythingWithoutFailing() {
        Random random = new Random(7);
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder(AZURE);
            for (int cut = 0; cut < 1 + random.nextInt(4); cut++) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(30));
                text.replace(at, end, random.nextBoolean() ? "" : "\"{};, \n\\#/:9\0".substring(random.nextInt(12)));
            }
            Optional<DhcpLease> lease = LeaseFile.last(text.toString(), "hn0");
            assertTrue(lease.isEmpty() || lease.get().address().address().isV4());
        }
    }

    private static String address(String text, String ifName) {
        return LeaseFile.last(text, ifName)
                .map(lease -> lease.address().toString())
                .orElse("");
    }
}
