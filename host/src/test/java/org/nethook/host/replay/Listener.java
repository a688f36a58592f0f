package org.nethook.host.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.grant.Grants;

/** A listener that keeps what it was told, and does what a test gave it. */
final class Listener implements InterfaceEventListener {

    /** What a test wants done. */
    interface Reaction {
        void on(InterfaceEvent event, PluginContext context) throws Exception;
    }

    final List<String> heard = new ArrayList<>();
    private final EventFilter filter;
    private final Reaction reaction;

    Listener(EventFilter filter, Reaction reaction) {
        this.filter = filter;
        this.reaction = reaction;
    }

    Listener() {
        this(EventFilter.any(), (event, context) -> {});
    }

    /** A plugin of this listener alone that may do anything. */
    LoadedPlugin asPlugin() {
        Grants grants = Grants.declaring("Nethook-Control: *", "Nethook-Sysctls: *", "Nethook-Files: *");
        return new LoadedPlugin("test", "1.0", "", Path.of("test.jar"), grants, List.of(this), List.of(), List.of());
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
