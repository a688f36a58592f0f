package org.nethook.host.operator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.Fact;
import org.nethook.host.history.HistoryRecord;
import org.nethook.host.plugin.LoadedPlugins;

/**
 * How everything is.
 *
 * @param at when it was read
 * @param system the system in a few words
 * @param stateDirectory where the history and the plan that is being applied are kept
 * @param plugins what was loaded, and what was not
 * @param kept the interfaces that each plugin keeps, by the plugin's id
 * @param interfaces how each of these stands
 * @param alarms those that nothing has cleared yet, oldest first
 * @param last what happened last, oldest first
 * @param unfinished a plan that was begun and has not ended
 * @param problem why the history could not be read; empty when it could
 */
public record StatusAnswer(
        Instant at,
        String system,
        String stateDirectory,
        LoadedPlugins plugins,
        Map<String, List<String>> kept,
        List<Attended> interfaces,
        List<HistoryRecord.Alarm> alarms,
        HistoryAnswer last,
        Optional<Unfinished> unfinished,
        Optional<String> problem) {

    /**
     * An interface that a plugin keeps.
     *
     * @param standing how it stands
     * @param facts what the plugin tells of it, most important first
     */
    public record Attended(Standing standing, List<Fact> facts) {
        public Attended {
            facts = List.copyOf(facts);
        }
    }

    public StatusAnswer {
        kept = Map.copyOf(kept);
        interfaces = List.copyOf(interfaces);
        alarms = List.copyOf(alarms);
    }
}
