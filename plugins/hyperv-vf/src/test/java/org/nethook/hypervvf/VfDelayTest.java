package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfig;
import org.nethook.testkit.RcConf;
import org.nethook.testkit.TestHost;

/** How long a new VF is left alone. */
class VfDelayTest {
    private final ContextProbe probe = new ContextProbe();

    @ParameterizedTest
    @Tag("B13")
    @ValueSource(strings = {"/etc/defaults/rc.conf", "/etc/rc.conf", "/etc/rc.conf.local", "/etc/rc.conf.d/netif"})
    void shouldBeFoundWhereverSysrcFindsIt(String file) throws Exception {
        assertEquals(Duration.ofSeconds(120), delay(Map.of(file, "hyperv_vf_delay=\"120\"\n")));
    }

    @Test
    @Tag("B13")
    void shouldBeWhatTheLastFileSays() throws Exception {
        assertEquals(
                Duration.ofSeconds(30),
                delay(Map.of(
                        "/etc/rc.conf", "hyperv_vf_delay=\"120\"\n",
                        "/etc/rc.conf.local", "hyperv_vf_delay=\"30\"\n")));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 2", "3, 3", "999999, 999999", "1000000, 7", "-1, 7", "ten, 7", "'', 7"})
    void shouldBeTwoSecondsAtLeastAndNethooksOwnWhereItIsNoNumber(String value, int seconds) throws Exception {
        assertEquals(Duration.ofSeconds(seconds), delay(Map.of("/etc/rc.conf", "hyperv_vf_delay=\"" + value + "\"\n")));
    }

    @Test
    void shouldBeNethooksOwnWhereRcConfSaysNothing() throws Exception {
        assertEquals(Duration.ofSeconds(7), delay(Map.of("/etc/rc.conf", "hostname=\"guest\"\n")));
    }

    @Test
    void shouldBeWhatIsSaidForTheVeryInterfaceBeforeAnythingElse() throws Exception {
        Map<String, String> files = Map.of("/etc/rc.conf", "hyperv_vf_delay=\"120\"\n");
        assertEquals(Duration.ofSeconds(9), delay("hn1", files));
        assertEquals(Duration.ofSeconds(120), delay("hn0", files));
        assertEquals(Duration.ofSeconds(7), delay("hn0", Map.of()));
    }

    private Duration delay(Map<String, String> files) {
        return delay("hn0", files);
    }

    private Duration delay(String hn, Map<String, String> files) {
        SystemConfig rcConf = RcConf.ofFiles(files);
        try (TestHost host = Guests.bare(probe)
                .config(VfDelay.KEY, Duration.ofSeconds(7))
                .config(VfDelay.KEY, "hn1", Duration.ofSeconds(9))
                .boot()) {
            PluginContext real = probe.of(host);
            return VfDelay.of(hn, (PluginContext) Proxy.newProxyInstance(
                    PluginContext.class.getClassLoader(),
                    List.of(PluginContext.class).toArray(new Class<?>[0]),
                    (proxy, method, arguments) ->
                            method.getName().equals("systemConfig") ? rcConf : method.invoke(real, arguments)));
        }
    }
}
