package org.example.exechooks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        List<String> paths =
                context.scripts().in(context.config().get(DIRECTORY).toString());
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
        String now = String.join(" ", wrong);
        if (now.equals(context.state().get(WRONG_EVENTS).orElse(""))) {
            return;
        }
        if (wrong.isEmpty()) {
            context.state().remove(WRONG_EVENTS);
        } else {
            context.state().put(WRONG_EVENTS, now);
            context.report()
                    .alarm("events in nethook.conf: there is no event " + String.join(", ", wrong) + "; there are "
                            + String.join(", ", known));
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
            Optional<String> objection = context.scripts().objection(path);
            if (objection.isPresent()) {
                context.report().alarm(objection.get());
                return;
            }
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
