package org.nethook.hypervvf.memory;

import java.util.Optional;
import org.nethook.api.PluginState;

/** Which hn an operator took back, kept apart from what the events write. */
public final class Holds {
    private Holds() {}

    private static String key(String device) {
        return "held." + device;
    }

    /** Since when the hn of this driver and unit is held; empty when it is not. */
    public static Optional<String> since(PluginState state, String device) {
        return state.get(key(device));
    }

    /** It is held from now on. */
    public static void hold(PluginState state, String device, String since) {
        state.put(key(device), since);
    }

    /** It is not held any more. */
    public static void end(PluginState state, String device) {
        state.remove(key(device));
    }
}
