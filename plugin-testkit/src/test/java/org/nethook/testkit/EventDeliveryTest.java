package org.nethook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.api.Scheduler;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;

/** Events and time. */
class EventDeliveryTest {
    private static final String MAC = "00:00:5e:00:53:01";
    private static final EventFilter LINK_DOWN = EventFilter.of(EventType.LINK_DOWN);

    private static TestHostBuilder machine(Probe probe) {
        return TestHost.with(probe).interfaceNamed("em0", "em", MAC).rcConf("ifconfig_em0=\"up\"");
    }

    @Test
    void shouldDeliverWhatTheFilterWantsAndTellOfAll() {
        Probe probe = new Probe(EventFilter.of(EventType.ATTACH, EventType.LINK_DOWN), (event, context) -> {});
        try (TestHost host = machine(probe).boot()) {
            assertEquals("IFNET em0 ATTACH", probe.heard.get(0));
            assertTrue(host.texts(Told.Kind.EVENT).contains("ETHERNET em0 IFATTACH"), "booting's own events");
            probe.heard.clear();

            host.hardware().loseLink("em0");
            assertEquals(List.of(), probe.heard, "nothing happens before the test lets it");
            host.advance(Duration.ZERO);

            assertEquals(List.of("IFNET em0 LINK_DOWN"), probe.heard);
        }
    }

    @Test
    void shouldReportAListenerThatThrowsUnderItsName() {
        Probe probe = new Probe(LINK_DOWN, (event, context) -> {
            throw new IllegalStateException("a bug of the plugin");
        });
        try (TestHost host = machine(probe).id("watch").boot()) {
            host.hardware().loseLink("em0");
            host.advance(Duration.ZERO);

            Told alarm = host.told().get(host.told().size() - 1);
            assertEquals(Told.Kind.ALARM, alarm.kind());
            assertEquals("watch", alarm.source());
            assertTrue(alarm.text().contains("a bug of the plugin"), alarm.text());
        }
    }

    @Test
    void shouldRunScheduledWorkAtItsVirtualTime() {
        List<Instant> ran = new ArrayList<>();
        Probe probe = new Probe(
                LINK_DOWN,
                (event, context) -> context.scheduler()
                        .after(
                                "look",
                                Duration.ofHours(3),
                                "look again",
                                () -> ran.add(context.clock().instant())));
        try (TestHost host = machine(probe).boot()) {
            host.advance(Duration.ofMinutes(1));
            host.hardware().loseLink("em0");
            host.advance(Duration.ofHours(3).minusMillis(1));
            assertEquals(List.of(), ran);
            assertEquals(List.of("in 10800 s: look again"), host.texts(Told.Kind.NOTE));

            host.advance(Duration.ofMillis(1));
            Instant switchedOn = ran.get(0).minus(Duration.ofHours(3).plusMinutes(1));
            assertEquals(Instant.parse("2026-01-01T00:00:00Z"), switchedOn);
            host.advance(Duration.ofDays(1));
            assertEquals(1, ran.size());
        }
    }

    @Test
    void shouldNotRunScheduledWorkThatWasCancelled() {
        List<Scheduler> schedulers = new ArrayList<>();
        List<String> ran = new ArrayList<>();
        Probe probe = new Probe(LINK_DOWN, (event, context) -> {
            schedulers.add(context.scheduler());
            context.scheduler().after("x", Duration.ofSeconds(5), "x", () -> ran.add("x"));
        });
        try (TestHost host = machine(probe).boot()) {
            host.hardware().loseLink("em0");
            host.advance(Duration.ofSeconds(4));
            assertTrue(schedulers.get(0).cancel("x"));
            host.advance(Duration.ofMinutes(1));
            assertEquals(List.of(), ran);
        }
    }

    @Test
    void shouldReplaceScheduledWorkOfTheSameKey() {
        List<String> ran = new ArrayList<>();
        Probe probe = new Probe(
                LINK_DOWN,
                (event, context) -> context.scheduler()
                        .after("settle." + event.ifName(), Duration.ofSeconds(5), "settle", () -> ran.add("ran")));
        try (TestHost host = machine(probe).boot()) {
            host.hardware().loseLink("em0");
            host.advance(Duration.ofSeconds(3));
            host.hardware().restoreLink("em0");
            host.hardware().loseLink("em0");
            host.advance(Duration.ofSeconds(4));
            assertEquals(List.of(), ran);
            host.advance(Duration.ofMinutes(1));
            assertEquals(List.of("ran"), ran);
        }
    }
}
