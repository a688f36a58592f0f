package org.nethook.host.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;
import org.nethook.host.plugin.grant.Operation;

class UnusedGrantsTest {
    private static LoadedPlugin plugin(String id, Grants grants) {
        return new LoadedPlugin(id, "1", "", Path.of(id + ".jar"), grants, List.of(), List.of(), List.of());
    }

    @Test
    void shouldTellAfterADayWhatWasDeclaredInVain() {
        Grants some = Grants.declaring("Nethook-Control: lagg* (create, mtu)", "Nethook-Sysctls: hw.hn.*, dev.*");
        some.mayControl("lagg0", Operation.CREATE);
        some.mayRead("dev.hn.0");
        Grants all = Grants.declaring("Nethook-Resolver: yes");
        all.maySetNameServers();
        List<LoadedPlugin> plugins = List.of(plugin("a", some), plugin("b", all), plugin("c", Grants.NONE));

        assertEquals(List.of(), UnusedGrants.lines(plugins, Duration.ofHours(23)));
        assertEquals(
                List.of(
                        "plugin a declares and did not use in 40 d: Nethook-Control: lagg* (mtu); Nethook-Sysctls: hw.hn.*"),
                UnusedGrants.lines(plugins, Duration.ofHours(40 * 24 + 1)));
    }
}
