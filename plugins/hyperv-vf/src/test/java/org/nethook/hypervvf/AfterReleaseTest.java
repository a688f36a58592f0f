package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.Told;

/** What the DHCP client of a hn that was given back leaves behind is taken away, and nothing else is touched any more. */
class AfterReleaseTest {

    private static List<String> starts(TestHost host) {
        return host.texts(Told.Kind.STEP).stream()
                .filter(text -> text.startsWith("start dhclient on hn0"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.1", "14.0"})
    @Tag("B16")
    void shouldLeaveTheHnWithItsLeaseAlone(String release) throws Exception {
        try (TestHost host = MatrixScenario.B16_RELEASE_DHCP.guest(release).boot()) {
            Guests.advance(host, 30);
            List<String> before = Guests.ipv4(host, "hn0");
            String routes = host.routes().toString();
            MatrixScenario.B16_RELEASE_DHCP.happen(host);
            host.advance(Duration.ofMinutes(2));
            assertEquals(Optional.empty(), host.netif("lagg0"));
            assertEquals(List.of("10.0.0.4/24"), before);
            assertEquals(before, Guests.ipv4(host, "hn0"));
            assertEquals(routes, host.routes().toString());
            assertTrue(host.machine().dhcp().isRunning("hn0"));
            assertEquals(1, starts(host).size());
            assertEquals(List.of(), Guests.alarms(host));
            assertEquals("hn0", host.machine().pathDescription());
        }
    }

    @Test
    @Tag("B16")
    void shouldNotLookAfterAHnWithoutClient() throws Exception {
        try (TestHost host = MatrixScenario.B16_RELEASE.guest("14.0").boot()) {
            MatrixScenario.B16_RELEASE.happen(host);
            int plans = host.plans().size();
            host.advance(Duration.ofMinutes(2));
            assertEquals(plans, host.plans().size());
            assertEquals(List.of("10.0.0.4/24"), Guests.ipv4(host, "hn0"));
        }
    }

    /** A lagg that was destroyed does not come back; undoing the rest would take the address from the hn too. */
    @Test
    @Tag("B16")
    void shouldNotGoBackWhenThereIsNoPathAfterwards() throws Exception {
        try (TestHost host = MatrixScenario.B16_RELEASE.guest("14.0").boot()) {
            MatrixScenario.B16_RELEASE.beforeTheOrder(host);
            host.run("release", "hn0");
            host.hardware().loseLink("hn0");
            host.advance(Duration.ofMinutes(5));
            host.hardware().restoreLink("hn0");
            host.advance(Duration.ofMinutes(1));
            assertEquals("hn0", host.machine().pathDescription());
            assertEquals(List.of("10.0.0.4/24"), Guests.ipv4(host, "hn0"));
            assertEquals(List.of(), Guests.alarms(host));
        }
    }

    /** A client that an operator has started anew leaves 0.0.0.0/8 too, and that is the operator's. */
    @Test
    @Tag("B16")
    void shouldNotTouchTheHnLater() throws Exception {
        try (TestHost host = MatrixScenario.B16_RELEASE_DHCP.guest("14.0").boot()) {
            MatrixScenario.B16_RELEASE_DHCP.happen(host);
            host.advance(Duration.ofMinutes(2));
            int plans = host.plans().size();
            host.hardware().loseLink("hn0");
            Guests.advance(host, 60);
            host.hardware().restoreLink("hn0");
            host.advance(Duration.ofMinutes(2));
            assertEquals(plans, host.plans().size());
        }
    }
}
