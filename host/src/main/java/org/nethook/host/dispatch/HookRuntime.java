package org.nethook.host.dispatch;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.HostCommand;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginConfig;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.plan.StepTarget;
import org.nethook.host.context.Failures;
import org.nethook.host.context.HostPluginContext;
import org.nethook.host.context.Services;
import org.nethook.host.journal.Cause;
import org.nethook.host.plan.PlanExecutor;
import org.nethook.host.plugin.LoadedPlugin;

/**
 * Plugins with their contexts, ready for events and commands. One thread at a time may call it; plugins' scheduled tasks
 * run on the scheduler's thread, which must be that one.
 */
public final class HookRuntime {
    private final Services services;
    private final PlanExecutor executor;
    private final List<Hook> hooks = new ArrayList<>();
    private final Map<HostCommand, PluginContext> commands = new LinkedHashMap<>();

    /**
     * Gives each plugin its context and asks each listener what it wants.
     *
     * @param configs the plugins' sections by plugin id; a plugin without one has its keys' defaults
     */
    public HookRuntime(List<LoadedPlugin> plugins, Services services, Map<String, PluginConfig> configs) {
        this.services = services;
        this.executor = new PlanExecutor(
                new StepTarget(services.query(), services.control(), services.dhcp()),
                services.journal(),
                services.state(),
                services.timer(),
                services.clock(),
                services.dryRun());
        for (LoadedPlugin plugin : plugins) {
            PluginConfig config = configs.get(plugin.id());
            PluginContext context =
                    new HostPluginContext(plugin, services, config == null ? new Defaults() : config, executor);
            for (InterfaceEventListener listener : plugin.listeners()) {
                insert(new Hook(plugin.id(), listener, listener.filter(), listener.order(), context));
            }
            for (HostCommand command : plugin.commands()) {
                commands.put(command, context);
            }
        }
    }

    /** Finishes or undoes the plan that an earlier run did not end. Called once, before anything else. */
    public void recover() {
        executor.recover();
    }

    /** Tells every listener that wants the event, in order. */
    public DispatchResult dispatch(InterfaceEvent event) {
        services.journal().event(event);
        Cause before = Cause.event(event.toString(), event.ifName()).enter();
        try {
            return tell(event);
        } finally {
            Cause.leave(before);
        }
    }

    private DispatchResult tell(InterfaceEvent event) {
        int listeners = 0;
        int failures = 0;
        for (Hook hook : hooks) {
            if (hook.filter.matches(event)) {
                listeners++;
                hook.event = event;
                if (!Failures.guard(hook.pluginId, event.toString(), hook, services.journal())) {
                    failures++;
                }
            }
        }
        return new DispatchResult(listeners, failures);
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
            return command.run(arguments, out, commands.get(command));
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

    /** A listener, and the event it is being told of. */
    private static final class Hook implements Scheduler.Task {
        private final String pluginId;
        private final InterfaceEventListener listener;
        private final EventFilter filter;
        private final int order;
        private final PluginContext context;
        private InterfaceEvent event;

        Hook(String pluginId, InterfaceEventListener listener, EventFilter filter, int order, PluginContext context) {
            this.pluginId = pluginId;
            this.listener = listener;
            this.filter = filter;
            this.order = order;
            this.context = context;
        }

        boolean comesBefore(Hook other) {
            return order != other.order ? order < other.order : pluginId.compareTo(other.pluginId) < 0;
        }

        @Override
        public void run() throws Exception {
            Thread.currentThread().setContextClassLoader(listener.getClass().getClassLoader());
            listener.onEvent(event, context);
        }
    }

    /** The configuration of a plugin that has no section. */
    private static final class Defaults implements PluginConfig {
        @Override
        public <T> T get(ConfigKey<T> key) {
            return key.defaultValue();
        }
    }
}
