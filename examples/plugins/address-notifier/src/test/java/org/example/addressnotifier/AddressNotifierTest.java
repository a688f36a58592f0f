package org.example.addressnotifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.nethook.testkit.assertion.HostAssert.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.junit.NethookExtension;

class AddressNotifierTest {
    /** Keeps what it is given, and fails as often as it is told to. */
    private static final class Mailbox implements Sender {
        private final List<String> received = new ArrayList<>();
        private int failures;

        @Override
        public Optional<String> send(String to, String json) {
            if (failures > 0) {
                failures--;
                return Optional.of(to + " answered 503");
            }
            received.add(json);
            return Optional.empty();
        }
    }

    private final Mailbox mailbox = new Mailbox();

    @RegisterExtension
    final NethookExtension nethook = NethookExtension.of(() -> TestHost.with(new AddressNotifier(mailbox))
            .config(AddressNotifier.URL, "http://192.0.2.9/hook")
            .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
            .rcConf("ifconfig_em0=DHCP")
            .lease("00:00:5e:00:53:01", "192.0.2.4/24", "192.0.2.1", Duration.ofSeconds(2)));

    @Test
    void shouldTellOnceOfAnAddressThatStays(TestHost host) {
        host.advance(Duration.ofMinutes(1));

        assertEquals(
                List.of("{\"interface\":\"em0\",\"addresses\":[\"192.0.2.4/24\"],\"at\":\"2026-01-01T00:00:05Z\"}"),
                mailbox.received);
        assertThat(host).notedOnly("em0 has 192.0.2.4/24").raisedNoAlarm().changedNothing();
    }

    @Test
    void shouldTellThatThereIsNoneAnyMore(TestHost host) {
        host.advance(Duration.ofMinutes(1));
        host.hardware().pull("em0");
        host.advance(Duration.ofMinutes(1));

        assertEquals(2, mailbox.received.size());
        assertThat(host).noted("em0 has no address any more");
    }

    @Test
    void shouldTryAgainUntilSomebodyListens(TestHostBuilder machine) {
        mailbox.failures = 3;
        try (TestHost host = machine.boot()) {
            host.advance(Duration.ofMinutes(10));

            assertEquals(1, mailbox.received.size());
            assertThat(host).notedOnly("em0 has 192.0.2.4/24").raisedNoAlarm();
        }
    }

    @Test
    void shouldGiveUpWithAnAlarm(TestHostBuilder machine) {
        mailbox.failures = 1000;
        try (TestHost host = machine.boot()) {
            host.advance(Duration.ofHours(3));

            assertThat(host)
                    .alarmed("nobody was told of the addresses of em0: http://192.0.2.9/hook answered 503")
                    .notedOnly();
        }
    }

    @Test
    void shouldOnlyNoteItWithoutAWebAddress(TestHostBuilder machine) {
        try (TestHost host = machine.config(AddressNotifier.URL, "").boot()) {
            host.advance(Duration.ofMinutes(1));

            assertEquals(List.of(), mailbox.received);
            assertThat(host).notedOnly("em0 has 192.0.2.4/24");
        }
    }

    @Test
    void shouldSayAtOnceThatAWebAddressIsNone(TestHostBuilder machine) {
        try (TestHost host =
                machine.config(AddressNotifier.URL, "htp://192.0.2.9/hook").boot()) {
            host.advance(Duration.ofMinutes(1));

            assertEquals(List.of(), mailbox.received);
            assertThat(host)
                    .alarmed("nobody is told: url in nethook.conf must be http://... or https://..., not"
                            + " htp://192.0.2.9/hook")
                    .notedOnly("em0 has 192.0.2.4/24");
        }
    }
}
