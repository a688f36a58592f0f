package org.nethook.testkit.assertion;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.testkit.assertion.HostAssert.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.netif.LinkState;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.example.LinkWatch;
import org.nethook.testkit.junit.NethookExtension;

class HostAssertTest {
    @RegisterExtension
    static final NethookExtension NETHOOK = NethookExtension.of(() -> TestHost.with(new LinkWatch())
            .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
            .rcConf("ifconfig_em0=\"inet 10.0.0.4/24 mtu 1400\"", "defaultrouter=\"10.0.0.1\""));

    @Test
    void shouldAgreeWithWhatIs(TestHost host) {
        lose(host);

        assertThat(host)
                .noted("em0 is DOWN")
                .raisedNoAlarm()
                .changedNothing()
                .hasPlans(0)
                .hasNoNetif("em1")
                .hasRoute("default via 10.0.0.1 dev em0")
                .netif("em0")
                .isUp()
                .hasLink(LinkState.DOWN)
                .hasMtu(1400)
                .hasAddress("10.0.0.4/24")
                .hasNoPort("em1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void shouldShowTheWholeMachineWhenAClaimDoesNotHold(int which, TestHost host) {
        lose(host);
        HostAssert claims = assertThat(host);
        List<Runnable> wrong = List.of(
                () -> claims.noted("em0 is gone"),
                () -> claims.notedOnly("em0 is gone"),
                () -> claims.alarmed("fire"),
                () -> claims.hasPlans(1),
                () -> claims.lastPlan(),
                () -> claims.plan(),
                () -> claims.hasNoNetif("em0"),
                () -> claims.hasNoDefaultRoute(),
                () -> claims.hasRoute("default via 10.0.0.2 dev em0"),
                () -> claims.netif("em1"),
                () -> claims.netif("em0").isDown(),
                () -> claims.netif("em0").hasMtu(1500),
                () -> claims.netif("em0").hasNoIpv4(),
                () -> claims.netif("em0").hasPort("em1"));

        AssertionError failure =
                assertThrows(AssertionError.class, () -> wrong.get(which).run());

        assertTrue(failure.getMessage().contains("em0 up mtu 1400"), failure.getMessage());
        assertTrue(failure.getMessage().contains("NOTE plugin-under-test: em0 is DOWN"), failure.getMessage());
    }

    private static void lose(TestHost host) {
        host.hardware().loseLink("em0");
        host.advance(Duration.ZERO);
    }

    @Test
    void shouldPlayAScenario(@TempDir Path temporary) throws IOException {
        Path scenario = Files.writeString(temporary.resolve("cut.conf"), """
                machine.interfaces = [ { name = em7, driver = em, mac = "00:00:5e:00:53:07" } ]
                machine.rc-conf = "ifconfig_em7=up"
                timeline = [ { at = 5s, link-lost = em7 } ]
                until = 10s
                """);
        try (TestHost host = TestHost.with(new LinkWatch()).scenario(scenario).boot()) {
            host.play();

            assertThat(host).noted("em7 is DOWN").netif("em7").hasLink(LinkState.DOWN);
            assertThrows(IllegalStateException.class, host::play);
        }
    }

    @Test
    void shouldRefuseAScenarioThatIsWrong(@TempDir Path temporary, TestHostBuilder machine) throws IOException {
        Path scenario = Files.writeString(temporary.resolve("wrong.conf"), "timeline = [ { at = 5s, lost = em7 } ]\n");

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> machine.scenario(scenario));

        assertTrue(refusal.getMessage().startsWith(scenario.toString()), refusal.getMessage());
    }
}
