package org.nethook.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.testkit.assertion.HostAssert.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.example.LinkWatch;

class NethookExtensionTest {
    @RegisterExtension
    static final NethookExtension NETHOOK = NethookExtension.of(() -> TestHost.with(new LinkWatch())
            .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
            .rcConf("ifconfig_em0=up"));

    private static final List<TestHost> HOSTS = new ArrayList<>();

    @Test
    void shouldGiveABootedMachine(TestHost host) throws Exception {
        assertTrue(host.netif("em0").isPresent());
        assertFresh(host);
    }

    @Test
    void shouldGiveEachTestAMachineOfItsOwn(TestHost host) {
        assertFresh(host);
    }

    private static void assertFresh(TestHost host) {
        assertFalse(HOSTS.contains(host));
        HOSTS.add(host);
        host.hardware().loseLink("em0");
        host.advance(Duration.ofSeconds(1));
        assertThat(host).notedOnly("lo0 is UP", "em0 is UP", "em0 is DOWN");
    }

    @Test
    void shouldGiveADescriptionToAddTo(TestHostBuilder machine) throws Exception {
        try (TestHost host =
                machine.interfaceNamed("em1", "em", "00:00:5e:00:53:02").boot()) {
            assertTrue(host.netif("em1").isPresent());
        }
    }
}
