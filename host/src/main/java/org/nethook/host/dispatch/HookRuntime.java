package org.nethook.host.dispatch;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.HostCommand;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginConfig;
import org.nethook.api.Reconciler;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.host.context.Failures;
import org.nethook.host.context.Guard;
import org.nethook.host.context.HostPluginContext;
import org.nethook.host.context.Keeper;
import org.nethook.host.context.Services;
import org.nethook.host.journal.Cause;
import org.nethook.host.journal.Journal;
import org.nethook.host.plugin.LoadedPlugin;

/**
 * Plugins with their contexts, ready for events and commands. What the one-shot path, the replay and the resident host
 * share: who is told, in which order, with what. Does not change once it is made.
 */
public final class HookRuntime {
    private final Contexts contexts;
    private final Journal journal;
    private final Guard guard;
    private final List<Hook> hooks = new ArrayList<>();
    private final Map<HostCommand, HostPluginContext> commands = new LinkedHashMap<>();
    private final List<Keeper> keepers = new ArrayList<>();

    /**
     * Gives each plugin its context and asks each listener what it wants.
     *
     * @param configs the plugins' sections by plugin id; a plugin without one has its keys' defaults
     */
    public HookRuntime(List<LoadedPlugin> plugins, Services services, Map<String, PluginConfig> configs) {
        this(plugins, services, configs, new Failures(services.journal()));
    }

    /**
     * The same with a guard of one's own.
     *
     * @param guard runs the listeners and the scheduled tasks
     */
    public HookRuntime(List<LoadedPlugin> plugins, Services services, Map<String, PluginConfig> configs, Guard guard) {
        this(plugins, new Contexts(services, new Shared(services), configs, guard), services.journal(), guard);
    }

    /**
     * Asks each listener what it wants.
     *
     * @param contexts gives each plugin its context
     * @param guard runs the listeners
     */
    public HookRuntime(List<LoadedPlugin> plugins, Contexts contexts, Journal journal, Guard guard) {
        this.contexts = contexts;
        this.journal = journal;
        this.guard = guard;
        for (LoadedPlugin plugin : plugins) {
            HostPluginContext context = contexts.of(plugin);
            for (InterfaceEventListener listener : plugin.listeners()) {
                insert(new Hook(plugin.id(), listener, context));
            }
            for (HostCommand command : plugin.commands()) {
                commands.put(command, context);
            }
            for (Reconciler reconciler : plugin.reconcilers()) {
                keepers.add(new Keeper(plugin.id(), reconciler, context));
            }
        }
    }

    /** The listeners of all plugins, in the order in which they are told of an event. */
    public List<Hook> hooks() {
        return Collections.unmodifiableList(hooks);
    }

    /** Finishes or undoes the plan that an earlier run did not end. Called once, before anything else. */
    public void recover() {
        contexts.recover();
    }

    /** Tells every listener that wants the event, in order. One thread at a time may call it. */
    public DispatchResult dispatch(InterfaceEvent event) {
        journal.event(event);
        return tell(event, null);
    }

    /** Tells the listeners of one plugin that want an event which was told of before. One thread at a time may call it. */
    public DispatchResult dispatchAgain(InterfaceEvent event, String pluginId) {
        return tell(event, pluginId);
    }

    /**
     * Does the work that a plugin gave under this key in another process.
     *
     * @param what what an operator is told failed, if it does
     * @return whether a listener of the plugin {@linkplain InterfaceEventListener#resume has} it
     */
    public boolean resume(String pluginId, String key, String what) {
        for (Hook hook : hooks) {
            if (pluginId.equals(hook.pluginId()) && hook.resume(key, what, guard)) {
                return true;
            }
        }
        return false;
    }

    private DispatchResult tell(InterfaceEvent event, String pluginId) {
        int listeners = 0;
        int failures = 0;
        for (Hook hook : hooks) {
            if ((pluginId == null || pluginId.equals(hook.pluginId())) && hook.wants(event)) {
                listeners++;
                if (!hook.tell(event, guard)) {
                    failures++;
                }
            }
        }
        return new DispatchResult(listeners, failures);
    }

    /** What the plugins keep in order, in the order of their ids. */
    public List<Keeper> keepers() {
        return List.copyOf(keepers);
    }

    /** The commands of all plugins. */
    public List<HostCommand> commands() {
        return List.copyOf(commands.keySet());
    }

    /** The command of this name. */
    public Optional<HostCommand> command(String name) {
        for (HostCommand command : commands.keySet()) {
            if (command.name().equals(name)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    /**
     * Runs a command.
     *
     * @return its exit status
     * @throws Exception whatever it throws
     */
    public int run(HostCommand command, List<String> arguments, PrintStream out) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(command.getClass().getClassLoader());
        String words = arguments.isEmpty() ? "" : " " + String.join(" ", arguments);
        Cause outer = Cause.command("nethook run " + command.name() + words).enter();
        try {
            return command.run(arguments, out, commands.get(command).runWith(List.copyOf(arguments)));
        } finally {
            Cause.leave(outer);
            thread.setContextClassLoader(before);
        }
    }

    private void insert(Hook hook) {
        int position = hooks.size();
        while (position > 0 && hook.comesBefore(hooks.get(position - 1))) {
            position--;
        }
        hooks.add(position, hook);
    }

    /** One timer for all plugins. */
    private static final class Shared implements Contexts.PluginServices {
        private final Services services;

        Shared(Services services) {
            this.services = services;
        }

        @Override
        public Services of(String pluginId) {
            return services;
        }
    }
}
