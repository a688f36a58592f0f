package org.nethook.host.operator;

import java.time.InstantSource;
import java.util.List;
import org.nethook.api.netif.NetifQuery;
import org.nethook.host.context.Keeper;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.state.StateDirectory;

/**
 * What the answers about one machine come from.
 *
 * @param system the system in a few words, such as {@code FreeBSD 14.0-RELEASE}
 * @param plugins what was loaded, and what was not
 * @param keepers what plugins keep in order, with their contexts
 * @param query reads the machine
 * @param state the history, and the plan that is being applied
 * @param clock the machine's time
 */
public record Surroundings(
        String system,
        LoadedPlugins plugins,
        List<Keeper> keepers,
        NetifQuery query,
        StateDirectory state,
        InstantSource clock) {

    public Surroundings {
        keepers = List.copyOf(keepers);
    }
}
