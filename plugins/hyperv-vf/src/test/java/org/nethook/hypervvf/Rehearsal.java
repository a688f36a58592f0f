package org.nethook.hypervvf;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.Extension;
import org.nethook.api.HostCommand;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.Step;
import org.nethook.api.plan.StepTarget;
import org.nethook.testkit.EndState;

/**
 * The plugin, whose every plan is first done and undone: its first step, then its first two, and so on. What the machine was like
 * before it must be after each.
 */
final class Rehearsal {
    private final List<String> differences = new ArrayList<>();
    private int prefixes;

    /** The plugin's extensions, for a host. */
    Extension[] extensions() {
        return new Extension[] {new Listener(), new HypervVfReconciler(), new Release()};
    }

    /** How many beginnings of plans were done and undone. */
    int prefixes() {
        return prefixes;
    }

    /** What was not as before, and after which steps. */
    List<String> differences() {
        return differences;
    }

    private PluginContext rehearsing(PluginContext real) {
        return (PluginContext) Proxy.newProxyInstance(
                PluginContext.class.getClassLoader(),
                new Class<?>[] {PluginContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("apply")) {
                        rehearse((Plan) arguments[0], real);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void rehearse(Plan plan, PluginContext context) throws NetifException {
        StepTarget target = new StepTarget(context.netif(), context.control(), context.dhcp());
        String before = seen(context);
        for (int length = 1; length <= plan.steps().size(); length++) {
            Deque<Step> done = new ArrayDeque<>();
            String last = apply(plan.steps().subList(0, length), target, done);
            while (!done.isEmpty()) {
                done.pop().undo().orElseThrow().apply(target);
            }
            prefixes++;
            String after = seen(context);
            if (!after.equals(before)) {
                differences.add(plan.reason() + ", undone after " + length + " steps, the last of them \"" + last
                        + "\":\n" + EndState.difference(before, after));
                before = after;
            }
        }
    }

    /** Applies as the host does: what is so already is not done, and so not undone; a refusal is the end. */
    private static String apply(List<Step> steps, StepTarget target, Deque<Step> done) throws NetifException {
        String last = "";
        for (Step step : steps) {
            last = step.describe();
            if (step.undo().isEmpty()) {
                return last;
            }
            if (!step.isVerifiable() || !step.isDone(target)) {
                try {
                    step.apply(target);
                } catch (NetifException e) {
                    return last;
                }
                done.push(step);
            }
        }
        return last;
    }

    /**
     * What whoever works through the machine can tell. What they cannot: whether the kernel has looked for duplicates of an IPv6 address
     * already; the link-local ones that it makes when it likes; that a route that a router gave is now one set by hand; and the 0.0.0.0/8
     * with which a DHCP client that was started again asks.
     */
    private static String seen(PluginContext context) throws NetifException {
        List<String> lines = new ArrayList<>();
        for (String line : EndState.of(context.netif(), context.dhcp()).split("\n")) {
            if (!line.startsWith("route fe80:") && !line.startsWith("route 0.0.0.0/8 ")) {
                lines.add(line.replace(", STATIC]", "]")
                        .replaceAll("TENTATIVE(, )?", "")
                        .replace(" []", "")
                        .replaceAll("(first )?fe80:[0-9a-f:]*/64(, )?", "")
                        .replaceAll("0\\.0\\.0\\.0/8(, )?", "")
                        .replace(", ]", "]"));
            }
        }
        return String.join("\n", lines);
    }

    private final class Listener implements InterfaceEventListener {
        private final HypervVfListener real = new HypervVfListener();

        @Override
        public List<ConfigKey<?>> configKeys() {
            return real.configKeys();
        }

        @Override
        public EventFilter filter() {
            return real.filter();
        }

        @Override
        public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException, InterruptedException {
            real.onEvent(event, rehearsing(context));
        }

        @Override
        public Optional<Scheduler.Task> resume(String key, PluginContext context) {
            return real.resume(key, rehearsing(context));
        }
    }

    private final class Release implements HostCommand {
        private final HostCommand real = new MatrixScenario.Release();

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public String summary() {
            return real.summary();
        }

        @Override
        public int run(List<String> arguments, PrintStream out, PluginContext context) throws Exception {
            return real.run(arguments, out, rehearsing(context));
        }
    }
}
