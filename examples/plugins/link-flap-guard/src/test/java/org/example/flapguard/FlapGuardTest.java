package org.example.flapguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.nethook.testkit.assertion.HostAssert.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.Told;
import org.nethook.testkit.junit.NethookExtension;

class FlapGuardTest {
    private static final String FLAPS =
            "em0 flaps: its link was lost 3 times within 60 s; look at cable, port and partner";

    @RegisterExtension
    static final NethookExtension NETHOOK = NethookExtension.of(() -> TestHost.with(new FlapGuard())
            .config(FlapGuard.LOSSES, 3)
            .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
            .interfaceNamed("em1", "em", "00:00:5e:00:53:02")
            .rcConf("ifconfig_em0=up", "ifconfig_em1=up"));

    private static void flap(TestHost host, String ifName, int times, Duration between) {
        for (int i = 0; i < times; i++) {
            host.hardware().loseLink(ifName);
            host.advance(Duration.ofMillis(500));
            host.hardware().restoreLink(ifName);
            host.advance(between);
        }
    }

    @Test
    void shouldRaiseOneAlarmAndOneAllClear(TestHost host) {
        flap(host, "em0", 20, Duration.ofSeconds(5));
        host.advance(Duration.ofHours(1));

        assertEquals(List.of(FLAPS), host.texts(Told.Kind.ALARM));
        assertThat(host)
                .notedOnly("all clear for em0: its link was not lost for 300 s; its link is UP")
                .changedNothing();
    }

    @Test
    void shouldBeSilentAboutALinkThatIsLostNowAndThen(TestHost host) {
        flap(host, "em0", 20, Duration.ofMinutes(1));
        host.advance(Duration.ofHours(1));

        assertThat(host).raisedNoAlarm().notedOnly();
    }

    @Test
    void shouldCountEachInterfaceByItself(TestHost host) {
        flap(host, "em0", 2, Duration.ofSeconds(1));
        flap(host, "em1", 2, Duration.ofSeconds(1));

        assertThat(host).raisedNoAlarm();
    }

    @Test
    void shouldGoOnCountingAfterACrash(TestHost host) {
        flap(host, "em0", 2, Duration.ofSeconds(1));
        host.restart();
        flap(host, "em0", 1, Duration.ofSeconds(1));

        assertThat(host).alarmed(FLAPS);
    }

    @Test
    void shouldForgetAnInterfaceThatLeaves(TestHost host) {
        flap(host, "em0", 3, Duration.ofSeconds(1));
        host.hardware().pull("em0");
        host.advance(Duration.ofHours(1));

        assertThat(host).alarmed(FLAPS).notedOnly();
    }
}
