package org.nethook.testkit.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.Told;

class LinkWatchTest {
    private static TestHostBuilder machine() {
        return TestHost.with(new LinkWatch())
                .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
                .rcConf("ifconfig_em0=\"inet 10.0.0.4/24\"");
    }

    @Test
    void shouldTellWhenACableComesOut() {
        try (TestHost host = machine().boot()) {
            host.hardware().loseLink("em0");
            host.advance(Duration.ZERO); // the events of this instant are delivered

            List<String> notes = host.texts(Told.Kind.NOTE);
            assertEquals("em0 is DOWN", notes.get(notes.size() - 1));
        }
    }

    @Test
    void shouldKeepQuietWhenToldTo() {
        try (TestHost host = machine().config(LinkWatch.QUIET, true).boot()) {
            host.hardware().loseLink("em0");
            host.advance(Duration.ZERO);

            assertEquals(List.of(), host.texts(Told.Kind.NOTE));
        }
    }
}
