package org.nethook.ipinjection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.plan.Scripts;
import org.nethook.ipinjection.plan.InjectionPlanner;
import org.nethook.testkit.CommandOutcome;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;
import org.nethook.testkit.matrix.CrashMatrix;
import org.nethook.testkit.matrix.FaultMatrix;

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
                .atMost(60)
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
            host.machine().refuseNameServers();

            assertEquals(69, Guest.inject(host).status());
            assertEquals(addresses, Guest.addresses(host, "hn0"));
            assertEquals(routes, Guest.routes(host));
            assertEquals(rcConf, host.rcConf());
            String alarm = host.texts(Told.Kind.ALARM).get(0);
            assertTrue(alarm.endsWith("/etc/resolv.conf cannot be written: No space left on device"), alarm);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldGoBackWhenTheGatewayDoesNotAnswer(int status) throws Exception {
        try (TestHost host = Change.ADDRESSES
                .machine()
                .config(InjectionPlanner.CONFIRM, Duration.ofSeconds(10))
                .boot()) {
            List<String> addresses = Guest.addresses(host, "hn0");
            List<String> asked = new ArrayList<>();
            String rcConf = host.rcConf();
            host.machine()
                    .putScript("/usr/local/libexec/nethook/gateway-answers", (arguments, environment, machine) -> {
                        asked.addAll(arguments);
                        return new Scripts.Result(Optional.of(status), List.of());
                    });

            assertEquals(status == 0 ? 0 : 69, Guest.inject(host).status());
            assertEquals(List.of("hn0", "192.168.1.1"), asked);
            assertEquals(status == 1, addresses.equals(Guest.addresses(host, "hn0")));
            assertEquals(status == 1, rcConf.equals(host.rcConf()));
            assertEquals(0, host.run("ip-injection", Guest.FILE.toString()).status() - (status == 0 ? 0 : 69));
            assertEquals(status == 0 ? 1 : 2, host.plans().size(), "no question when there is nothing to do");
        }
    }

    @Test
    void shouldGoBackWhenNoLeaseComes() throws Exception {
        try (TestHost host = Guest.machine(Guest.request("", "", "", "", true))
                .interfaceNamed("hn2", "hn", "00:15:5d:01:02:05")
                .file(
                        Guest.FILE,
                        Guest.request("", "", "", "", true)
                                .replace("hn0", "hn2")
                                .replace(":3\n", ":5\n"))
                .rcConf("ifconfig_hn2=\"inet 10.0.0.4/24\"", "defaultrouter=\"10.0.0.1\"")
                .config(InjectionPlanner.CONFIRM, Duration.ofSeconds(10))
                .boot()) {
            String rcConf = host.rcConf();
            assertEquals(0, Guest.inject(host).status());
            assertEquals("ifconfig_hn2=\"DHCP\"\n", host.rcConf());
            host.advance(Duration.ofMinutes(1));

            assertEquals(List.of("10.0.0.4/24"), Guest.addresses(host, "hn2"));
            assertEquals(List.of("default via 10.0.0.1 dev hn2"), Guest.routes(host));
            assertEquals(rcConf, host.rcConf());
            assertFalse(host.machine().dhcp().isRunning("hn2"));
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
