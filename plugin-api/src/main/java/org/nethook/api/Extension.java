package org.nethook.api;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * What both extension points share. Annotate implementations with {@code @org.pf4j.Extension} and give them a public
 * constructor without arguments; the host makes one instance of each.
 */
public interface Extension extends ExtensionPoint {

    /**
     * The keys this extension reads from its plugin's section of nethook.conf. A section may contain no other keys: the
     * host refuses to start over an unknown one. Extensions of one plugin share the section.
     */
    default List<ConfigKey<?>> configKeys() {
        return List.of();
    }
}
