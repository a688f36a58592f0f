package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.nethook.testkit.assertion.HostAssert.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;
import org.nethook.testkit.junit.NethookExtension;

class LinkWatchTest {
    @RegisterExtension
    static final NethookExtension NETHOOK = NethookExtension.of(() -> TestHost.with(new LinkWatch(), new LinksCommand())
            .interfaceNamed("em0", "em", "00:00:5e:00:53:01")
            .rcConf("ifconfig_em0=\"inet 192.0.2.4/24\""));

    @Test
    void shouldTellWhenTheLinkIsLost(TestHost host) {
        host.hardware().loseLink("em0");
        host.advance(Duration.ZERO); // the events of this instant are delivered

        assertThat(host)
                .notedOnly("em0: the link is UP", "em0: the link is DOWN")
                .changedNothing();
    }

    @Test
    void shouldBeSilentAboutWhatIsIgnored(TestHostBuilder machine) {
        try (TestHost host =
                machine.config(LinkWatch.IGNORE, List.of("lo0", "em0")).boot()) {
            host.hardware().loseLink("em0");
            host.advance(Duration.ZERO);

            assertThat(host).notedOnly();
        }
    }

    @Test
    void shouldTellOfAVf() {
        try (TestHost host = TestHost.with(new LinkWatch())
                .scenario(Path.of("scenarios", "vf-up.conf"))
                .boot()) {
            host.play();

            assertThat(host).noted("hn0: a VF carries its traffic").noted("hn0: it carries its traffic itself again");
        }
    }

    @Test
    void shouldPrintLinks(TestHost host) {
        assertEquals("em0 UP\n", host.run("${artifactId}").out());
    }
}
