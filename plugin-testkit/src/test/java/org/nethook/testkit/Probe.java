package org.nethook.testkit;

import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;

/** A listener that keeps what it was told, and does what a test gave it. */
public final class Probe implements InterfaceEventListener {

    /** What a test wants done. */
    public interface Reaction {
        void on(InterfaceEvent event, PluginContext context) throws Exception;
    }

    final List<String> heard = new ArrayList<>();
    private final EventFilter filter;
    private final List<ConfigKey<?>> keys;
    private final Reaction reaction;

    public Probe(EventFilter filter, List<ConfigKey<?>> keys, Reaction reaction) {
        this.filter = filter;
        this.keys = keys;
        this.reaction = reaction;
    }

    public Probe(EventFilter filter, Reaction reaction) {
        this(filter, List.of(), reaction);
    }

    @Override
    public List<ConfigKey<?>> configKeys() {
        return keys;
    }

    @Override
    public EventFilter filter() {
        return filter;
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws Exception {
        heard.add(event.toString());
        reaction.on(event, context);
    }
}
