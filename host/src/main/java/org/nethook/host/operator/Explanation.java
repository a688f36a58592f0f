package org.nethook.host.operator;

import java.util.List;
import java.util.Optional;
import org.nethook.api.netif.Netif;

/**
 * Why an interface is as it is.
 *
 * @param ifName the interface
 * @param now how it is; empty when there is none of this name
 * @param lagg the lagg it is a port of; empty when of none
 * @param others the names of all interfaces there are
 * @param standings what plugins say of it now
 * @param chapters what happened to it, oldest first
 * @param history where that was found; its records are those of the chapters and the events that led to them
 * @param problem why the history could not be read; empty when it could
 */
public record Explanation(
        String ifName,
        Optional<Netif> now,
        Optional<String> lagg,
        List<String> others,
        List<Standing> standings,
        List<Chapter> chapters,
        HistoryAnswer history,
        Optional<String> problem) {

    public Explanation {
        others = List.copyOf(others);
        standings = List.copyOf(standings);
        chapters = List.copyOf(chapters);
    }

    /** Whether anything at all is known of it. */
    public boolean isKnown() {
        return now.isPresent() || !chapters.isEmpty() || !standings.isEmpty();
    }
}
