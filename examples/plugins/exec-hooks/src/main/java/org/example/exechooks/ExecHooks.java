package org.example.exechooks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.Scripts;
import org.pf4j.Extension;

/**
 * Runs each script of a directory, in the order of their names, when an event comes. Runs last, so that scripts see what other plugins
 * made of it.
 */
@Extension
public final class ExecHooks implements InterfaceEventListener {
    static final ConfigKey<Path> DIRECTORY = ConfigKey.file("directory", Path.of("/usr/local/etc/nethook/hooks"));
    static final ConfigKey<List<String>> EVENTS = ConfigKey.strings(
            "events", List.of("LINK_UP", "LINK_DOWN", "ADDR_ADD", "ADDR_DEL", "DETACH", "RENAME", "VF_UP", "VF_DOWN"));
    static final ConfigKey<Duration> LIMIT =
            ConfigKey.duration("limit", Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(45));

    private static final String WRONG_EVENTS = "wrong-events";
    private static final String NO_DIRECTORY = "no-directory";
    private static final String OBJECTIONS = "objections";

    /** For all scripts of one event; the host interrupts a listener after 60 s. */
    private static final Duration FOR_ALL = Duration.ofSeconds(50);

    @Override
    public List<ConfigKey<?>> configKeys() {
        return List.of(DIRECTORY, EVENTS, LIMIT);
    }

    @Override
    public EventFilter filter() {
        return EventFilter.any(); // which are wanted is configured
    }

    @Override
    public int order() {
        return 1000;
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException {
        tellOfWrongEvents(context);
        if (event.eventType() == EventType.OTHER
                || !context.config().get(EVENTS).contains(event.type())) {
            return;
        }
        String directory = context.config().get(DIRECTORY).toString();
        List<String> all = context.scripts().in(directory);
        once(NO_DIRECTORY, all.isEmpty() ? absence(directory, context) : "", context);
        List<String> paths = fit(all, context);
        if (paths.isEmpty()) {
            return;
        }
        Map<String, String> environment = HookEnvironment.of(event, context.netif());
        List<String> arguments = List.of(event.ifName(), HookEnvironment.action(event));
        Instant end = context.clock().instant().plus(FOR_ALL);
        for (String path : paths) {
            Duration left = Duration.between(context.clock().instant(), end);
            if (left.compareTo(Duration.ofSeconds(1)) < 0) {
                context.report().alarm(path + " is not run for " + event + ": those before it took too long");
                continue;
            }
            Duration limit = context.config().get(LIMIT);
            run(path, arguments, environment, limit.compareTo(left) < 0 ? limit : left, context);
        }
    }

    /** The host knows a list of texts only. Said once, and again when it was set to something else. */
    private static void tellOfWrongEvents(PluginContext context) {
        List<String> known = new ArrayList<>();
        for (EventType each : EventType.values()) {
            if (each != EventType.OTHER) {
                known.add(each.name());
            }
        }
        List<String> wrong = new ArrayList<>(context.config().get(EVENTS));
        wrong.removeAll(known);
        String alarm = "events in nethook.conf: there is no event " + String.join(", ", wrong) + "; there are "
                + String.join(", ", known);
        once(WRONG_EVENTS, wrong.isEmpty() ? "" : alarm, context);
    }

    /** Those that may be run. Each other one is told of once, and again when something else is wrong with it. */
    private synchronized List<String> fit(List<String> paths, PluginContext context) {
        String before = context.state().get(OBJECTIONS).orElse("");
        Set<String> told = Set.of(before.split(" "));
        Set<String> now = new TreeSet<>();
        List<String> fit = new ArrayList<>();
        for (String path : paths) {
            Optional<String> objection = context.scripts().objection(path);
            if (objection.isEmpty()) {
                fit.add(path);
            } else {
                String mark = Integer.toHexString(objection.get().hashCode()); // which names the path
                if (now.add(mark) && !told.contains(mark)) {
                    context.report().alarm(objection.get());
                }
            }
        }
        remember(OBJECTIONS, String.join(" ", now), before, context);
        return fit;
    }

    /** Why a configured directory has no scripts, if it is not there; where nothing is configured there need not be one. */
    private static String absence(String directory, PluginContext context) {
        if (directory.equals(DIRECTORY.defaultValue().toString())) {
            return "";
        }
        try {
            return "directory in nethook.conf: " + directory
                    + (context.files().read(DIRECTORY).isPresent() ? " is no directory" : ": no such directory");
        } catch (IOException e) {
            return ""; // it is one, and empty
        }
    }

    /** Raises an alarm, but not the same twice in a row. */
    private static void once(String key, String alarm, PluginContext context) {
        String before = context.state().get(key).orElse("");
        if (!alarm.isEmpty() && !alarm.equals(before)) {
            context.report().alarm(alarm);
        }
        remember(key, alarm, before, context);
    }

    private static void remember(String key, String text, String before, PluginContext context) {
        if (text.equals(before)) {
            return;
        }
        if (text.isEmpty()) {
            context.state().remove(key);
        } else {
            context.state().put(key, text);
        }
    }

    private static void run(
            String path,
            List<String> arguments,
            Map<String, String> environment,
            Duration limit,
            PluginContext context) {
        String what = path + " " + String.join(" ", arguments);
        try {
            Scripts.Result result = context.scripts().run(path, arguments, environment, limit);
            for (String line : result.output()) {
                context.report().note(path + ": " + line);
            }
            if (result.status().isEmpty()) {
                context.report().alarm(what + ": killed, it had not ended after " + limit.toSeconds() + " s");
            } else if (result.status().get() != 0) {
                context.report()
                        .alarm(what + ": it exited with status "
                                + result.status().get());
            }
        } catch (NetifException e) {
            context.report().alarm(e.getMessage()); // the others run nevertheless
        }
    }
}
