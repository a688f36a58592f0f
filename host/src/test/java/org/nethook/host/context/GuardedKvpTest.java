package org.nethook.host.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nethook.api.KvpPool;
import org.nethook.api.netif.NetifException;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.netif.sim.SimKvpPool;

class GuardedKvpTest {
    private final SimKvpPool pool = new SimKvpPool();

    private KvpPool guarded(boolean dryRun) {
        Grants grants = Grants.declaring("Nethook-Kvp: nethook.*");
        LoadedPlugin plugin = new LoadedPlugin("p", "1", "", Path.of("p.jar"), grants, List.of(), List.of(), List.of());
        return new GuardedKvp(new Doorman(plugin), pool, dryRun);
    }

    @Test
    void shouldLetAPluginPublishWhatItDeclares() throws NetifException {
        guarded(false).publish("nethook.hn0.", Map.of("nethook.hn0.mode", "failover"));
        assertEquals(Map.of("nethook.hn0.mode", "failover"), guarded(false).read("nethook."));
    }

    @Test
    void shouldNameTheMissingDeclaration() {
        SecurityException refused =
                assertThrows(SecurityException.class, () -> guarded(false).publish("", Map.of()));
        assertTrue(refused.getMessage().contains("Nethook-Kvp"), refused.getMessage());
        assertThrows(SecurityException.class, () -> guarded(false).read("other."));
    }

    @Test
    void shouldWriteNothingInADryRun() throws NetifException {
        guarded(true).publish("nethook.", Map.of("nethook.a", "1"));
        assertEquals(0, pool.writes());
    }
}
