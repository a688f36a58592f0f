package org.nethook.host.timeline;

import java.util.List;
import java.util.Objects;

/**
 * What a run is about.
 *
 * @param title one line
 * @param machine the machine in a few words, such as {@code FreeBSD 12.1: hn0}
 * @param plugins the plugins that take part, each as {@code hyperv-vf 0.1.0}
 */
public record Opening(String title, String machine, List<String> plugins) {

    public Opening {
        Objects.requireNonNull(title);
        Objects.requireNonNull(machine);
        plugins = List.copyOf(plugins);
    }
}
