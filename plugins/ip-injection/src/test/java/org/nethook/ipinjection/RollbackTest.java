package org.nethook.ipinjection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.CrashMatrix;
import org.nethook.testkit.FaultMatrix;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;

/** A request is done as a whole, or nothing of it: whatever fails, and whenever the host is killed. */
@Tag("D7")
class RollbackTest {

    /** What the host asks for, and of which guest. */
    enum Change {
        /** Addresses of both families, with everything that goes with them. */
        ADDRESSES {
            @Override
            TestHostBuilder machine() {
                return Guest.machine(Guest.request(
                        "10.0.0.5;192.168.7.5;2001:db8::5",
                        "24;16;64",
                        "192.168.1.1;fe80::1",
                        "10.0.0.53;2001:db8::53",
                        false));
            }
        },
        /** The same address with another mask, which the kernel can only remove and add. */
        MASK {
            @Override
            TestHostBuilder machine() {
                return Guest.machine(Guest.request("10.0.0.4", "16", "10.0.0.1", "", false));
            }
        },
        /** The default route has no way any more. */
        NETWORK {
            @Override
            TestHostBuilder machine() {
                return Guest.machine(Guest.request("172.16.0.4", "16", "", "", false));
            }
        },
        /** To DHCP. */
        DHCP {
            @Override
            TestHostBuilder machine() {
                return Guest.machine(Guest.request("", "", "", "", true));
            }
        };

        abstract TestHostBuilder machine();
    }

    private static void inject(TestHost host) {
        Guest.inject(host);
        host.advance(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void shouldBeUndoneWhateverFails(Change change) throws Exception {
        FaultMatrix.of(change::machine, RollbackTest::inject)
                .named(change.name())
                .atMost(120)
                .run(System.out);
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void shouldBeFinishedOrUndoneWheneverTheHostIsKilled(Change change) throws Exception {
        CrashMatrix.of(change::machine, RollbackTest::inject)
                .named(change.name())
                .atMost(40)
                .run(System.out);
    }

    @Test
    void shouldBeUndoneWhenNameServersCannotBeWritten() throws Exception {
        try (TestHost host = Change.ADDRESSES.machine().boot()) {
            List<String> addresses = Guest.addresses(host, "hn0");
            List<String> routes = Guest.routes(host);
            String rcConf = host.rcConf();
            host.machine().resolverFiles().fail(true);

            assertEquals(69, Guest.inject(host).status());
            assertEquals(addresses, Guest.addresses(host, "hn0"));
            assertEquals(routes, Guest.routes(host));
            assertEquals(rcConf, host.rcConf());
            String alarm = host.texts(Told.Kind.ALARM).get(0);
            assertTrue(alarm.endsWith("/etc/resolv.conf cannot be written: No space left on device"), alarm);
        }
    }

    @Test
    void shouldChangeNothingWhenRcConfCannotBeTold() throws Exception {
        try (TestHost host = Change.ADDRESSES
                .machine()
                .rcConf("ifconfig_hn0=\"inet 10.0.0.4/24\"", "ipv4_addrs_hn0=`cat /etc/more`")
                .boot()) {
            List<String> routes = Guest.routes(host);
            CommandOutcome outcome = Guest.inject(host);

            assertEquals(78, outcome.status());
            assertTrue(
                    outcome.complaints().get(0).contains("rc.conf"),
                    outcome.complaints().toString());
            assertEquals(List.of(), host.plans());
            assertEquals(List.of("10.0.0.4/24"), Guest.addresses(host, "hn0"));
            assertEquals(routes, Guest.routes(host));
        }
    }
}
