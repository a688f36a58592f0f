package org.nethook.host.plugin;

import java.nio.file.Path;
import java.util.List;
import org.nethook.api.HostCommand;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.Reconciler;

/**
 * A plugin that is ready to run.
 *
 * @param id its id, unique
 * @param version its own version
 * @param description one line, perhaps empty
 * @param jar where it came from
 * @param grants what it may touch
 * @param listeners its listeners
 * @param commands its commands
 * @param reconcilers what it keeps in order
 */
public record LoadedPlugin(
        String id,
        String version,
        String description,
        Path jar,
        Grants grants,
        List<InterfaceEventListener> listeners,
        List<HostCommand> commands,
        List<Reconciler> reconcilers) {

    public LoadedPlugin {
        listeners = List.copyOf(listeners);
        commands = List.copyOf(commands);
        reconcilers = List.copyOf(reconcilers);
    }
}
