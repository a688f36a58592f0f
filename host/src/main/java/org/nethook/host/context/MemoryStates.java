package org.nethook.host.context;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nethook.api.PluginState;

/** What plugins keep, in memory: for simulated machines, whose disk this is. */
public final class MemoryStates implements States {
    private final Map<String, PluginState> states = new HashMap<>();

    @Override
    public synchronized PluginState of(String pluginId) {
        PluginState state = states.get(pluginId);
        if (state == null) {
            state = new InMemory();
            states.put(pluginId, state);
        }
        return state;
    }

    private static final class InMemory implements PluginState {
        private final Map<String, String> values = new HashMap<>();

        @Override
        public synchronized Optional<String> get(String key) {
            return Optional.ofNullable(values.get(StateKeys.checkedKey(key)));
        }

        @Override
        public synchronized void put(String key, String value) {
            StateKeys.check(key, value, values.keySet());
            values.put(key, value);
        }

        @Override
        public synchronized void remove(String key) {
            values.remove(StateKeys.checkedKey(key));
        }

        @Override
        public synchronized Set<String> keys() {
            return new TreeSet<>(values.keySet());
        }
    }
}
