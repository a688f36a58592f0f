package org.nethook.host.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.Extension;
import org.nethook.api.HostCommand;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.Reconciler;
import org.nethook.host.plugin.grant.Grants;

/**
 * A plugin that is ready to run.
 *
 * @param id its id, unique
 * @param version its own version
 * @param about what it says of itself
 * @param jar where it came from
 * @param grants what it may touch
 * @param listeners its listeners
 * @param commands its commands
 * @param reconcilers what it keeps in order
 */
public record LoadedPlugin(
        String id,
        String version,
        About about,
        Path jar,
        Grants grants,
        List<InterfaceEventListener> listeners,
        List<HostCommand> commands,
        List<Reconciler> reconcilers) {

    /**
     * What a plugin says of itself, for people.
     *
     * @param description one line, perhaps empty
     * @param provider who made it; empty when it does not say
     * @param license what it may be used under; empty when it does not say
     * @param requires the nethook it needs, {@code *} for any
     */
    public record About(String description, String provider, String license, String requires) {

        /** One that says no more than this. */
        public static About of(String description) {
            return new About(description, "", "", "*");
        }
    }

    public LoadedPlugin {
        listeners = List.copyOf(listeners);
        commands = List.copyOf(commands);
        reconcilers = List.copyOf(reconcilers);
    }

    /** One that says of itself no more than a description. */
    public LoadedPlugin(
            String id,
            String version,
            String description,
            Path jar,
            Grants grants,
            List<InterfaceEventListener> listeners,
            List<HostCommand> commands,
            List<Reconciler> reconcilers) {
        this(id, version, About.of(description), jar, grants, listeners, commands, reconcilers);
    }

    /** One line, perhaps empty. */
    public String description() {
        return about.description();
    }

    /** All its extensions. */
    public List<Extension> extensions() {
        List<Extension> all = new ArrayList<>(listeners);
        all.addAll(commands);
        all.addAll(reconcilers);
        return all;
    }

    /** The class loader of its extensions, of which each plugin has at least one. */
    public ClassLoader classes() {
        return extensions().get(0).getClass().getClassLoader();
    }
}
