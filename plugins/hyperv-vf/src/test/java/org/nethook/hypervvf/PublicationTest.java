package org.nethook.hypervvf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nethook.hypervvf.Guests.advance;
import static org.nethook.hypervvf.Guests.offer;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nethook.api.PluginContext;
import org.nethook.hypervvf.memory.Note;
import org.nethook.hypervvf.memory.PairMemory;
import org.nethook.testkit.TestHost;
import org.nethook.testkit.TestHostBuilder;

/** What the administrators of the Hyper-V host see of a guest's failover. */
class PublicationTest {
    private static final Map<String, String> OTHERS = Map.of("other.key", "kept");

    private final ContextProbe probe = new ContextProbe();

    private TestHostBuilder guest() {
        return Guests.dhcp(probe).mayPublish("nethook.*").config(Publication.KEY, true);
    }

    private static String shown(TestHost host, String name) throws Exception {
        return host.kvp().read("nethook.hn0.").get("nethook.hn0." + name);
    }

    @Test
    @Tag("B6")
    void shouldFollowALiveMigration() throws Exception {
        try (TestHost host = guest().boot()) {
            host.kvp().publish("other.", OTHERS);
            advance(host, 30);
            assertEquals("failover", shown(host, "mode"));
            assertEquals("hn0", shown(host, "active-path"));
            assertEquals("none", shown(host, "vf"));

            offer(host, "mce0");
            host.advance(Guests.SETTLED);
            assertEquals("mce0", shown(host, "active-path"));
            assertEquals("mce0", shown(host, "vf"));
            assertEquals("lagg0", shown(host, "lagg"));
            assertEquals("none", shown(host, "alarms"));

            host.hardware().revokeVf("mce0");
            advance(host, 10);
            assertEquals("hn0", shown(host, "active-path"));
            assertEquals("none", shown(host, "vf"));
            assertEquals("lagg0", shown(host, "lagg"));
            assertTrue(shown(host, "last-switch").endsWith("Z"), shown(host, "last-switch"));
            assertEquals(OTHERS, host.kvp().read("other."));
        }
    }

    @Test
    @Tag("B3")
    void shouldShowTheAlarmOfTransparentMode() throws Exception {
        try (TestHost host = guest().sysctl("hw.hn.vf_transparent", 1)
                .sysctl("hw.hn.vf_xpnt_attwait", 600)
                .boot()) {
            advance(host, 30);
            offer(host, "mce0");
            advance(host, 1);
            host.hardware().setSysctl("hw.hn.vf_xpnt_attwait", 2);
            advance(host, 60);
            assertEquals("transparent", shown(host, "mode"));
            assertTrue(shown(host, "alarms").startsWith("VF mce0 carries no traffic since "), shown(host, "alarms"));
        }
    }

    @Test
    void shouldShowNothingUnlessItIsToldTo() throws Exception {
        try (TestHost host = Guests.dhcp(probe).boot()) {
            offer(host, "mce0");
            host.advance(Guests.SETTLED);
            assertEquals(0, host.kvpWrites());
        }
    }

    @Test
    void shouldWriteOnlyWhatIsNew() throws Exception {
        try (TestHost host = guest().boot()) {
            advance(host, 30);
            offer(host, "mce0");
            host.advance(Guests.SETTLED);
            advance(host, 300);
            int writes = host.kvpWrites();
            host.restart();
            advance(host, 300);
            assertEquals(writes, host.kvpWrites());
        }
    }

    /** What an earlier life of the host showed is still there when nethook.conf says no more that it may. */
    @Test
    void shouldTakeBackWhatItShowedOnceItIsSwitchedOff() throws Exception {
        try (TestHost host = Guests.dhcp(probe).mayPublish("nethook.*").boot()) {
            PairMemory memory = PairMemory.of(probe.of(host).state(), "hn0");
            memory.put(Note.PUBLISHED, "yes");
            memory.save();
            host.kvp().publish("nethook.hn0.", Map.of("nethook.hn0.vf", "mce0", "nethook.hn0.alarms", "none"));
            host.kvp().publish("other.", OTHERS);
            host.restart();
            advance(host, 30);
            assertEquals(OTHERS, host.kvp().read(""));

            int writes = host.kvpWrites();
            offer(host, "mce0");
            host.advance(Guests.SETTLED);
            assertEquals(writes, host.kvpWrites(), "and it does not look again");
        }
    }

    @Test
    @Tag("B16")
    void shouldTakeBackWhatItShowedOfAReleasedHn() throws Exception {
        try (TestHost host = guest().boot()) {
            advance(host, 30);
            offer(host, "mce0");
            host.advance(Guests.SETTLED);
            host.kvp().publish("other.", OTHERS);
            PluginContext context = probe.of(host);
            HypervVfReconciler reconciler = new HypervVfReconciler();
            reconciler.hold("hn0", true, context);
            assertTrue(context.apply(reconciler.release("hn0", context).plan()).isAsWanted());
            advance(host, 60);
            assertEquals(OTHERS, host.kvp().read(""));
        }
    }
}
