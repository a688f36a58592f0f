package org.example.flapguard;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.pf4j.Extension;

/**
 * Counts the losses of each interface's link. So many within a time are flapping: one alarm. So long without one are calm again: one
 * note. What it counted is kept, so that it works where each event is a process of its own.
 */
@Extension
public final class FlapGuard implements InterfaceEventListener {
    static final ConfigKey<Integer> LOSSES =
            ConfigKey.integer("losses", 5, 2, 50).perInterface();
    static final ConfigKey<Duration> WITHIN = ConfigKey.duration(
                    "within", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1))
            .perInterface();
    static final ConfigKey<Duration> CALM = ConfigKey.duration(
                    "calm", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofHours(24))
            .perInterface();

    private static final String LOST = "lost.";
    private static final String FLAPPING = "flapping.";
    private static final String CALM_AGAIN = "calm.";
    /** The host keeps 64 texts of a plugin, and two are kept of an interface. */
    private static final int MOST_INTERFACES = 30;

    @Override
    public List<ConfigKey<?>> configKeys() {
        return List.of(LOSSES, WITHIN, CALM);
    }

    @Override
    public EventFilter filter() {
        return EventFilter.of(EventType.LINK_DOWN, EventType.DETACH);
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException {
        String ifName = event.ifName();
        if (event.eventType() == EventType.DETACH) {
            forget(ifName, context);
            return;
        }
        // LINK_DOWN also says that the state became unknown, and may be late. One that is up again by now was lost all
        // the same.
        Optional<Netif> netif = context.netif().find(ifName);
        if (netif.isEmpty() || !netif.get().isUp()) {
            return; // taken down by somebody: no fault of the link
        }
        count(ifName, context);
    }

    private static void count(String ifName, PluginContext context) {
        boolean known = context.state().get(LOST + ifName).isPresent();
        if (!known && context.state().keys().size() >= 2 * MOST_INTERFACES) {
            return;
        }
        Instant now = context.clock().instant();
        List<String> losses = since(now.minus(context.config().get(WITHIN, ifName)), ifName, context);
        losses.add(now.toString());
        context.state().put(LOST + ifName, String.join(" ", losses));
        boolean flapping = context.state().get(FLAPPING + ifName).isPresent();
        if (!flapping && losses.size() >= context.config().get(LOSSES, ifName)) {
            context.state().put(FLAPPING + ifName, now.toString());
            context.report()
                    .alarm(ifName + " flaps: its link was lost " + losses.size() + " times within "
                            + context.config().get(WITHIN, ifName).toSeconds() + " s; look at cable, port and partner");
            flapping = true;
        }
        if (flapping) {
            Duration calm = context.config().get(CALM, ifName);
            context.scheduler().after(CALM_AGAIN + ifName, calm, "", () -> calm(ifName, context));
        }
    }

    private static List<String> since(Instant begin, String ifName, PluginContext context) {
        List<String> losses = new ArrayList<>();
        for (String text : context.state().get(LOST + ifName).orElse("").split(" ")) {
            try {
                if (Instant.parse(text).isAfter(begin)) {
                    losses.add(text);
                }
            } catch (DateTimeParseException e) {
                continue; // the empty text, or what somebody else wrote
            }
        }
        // 50 of these fit into a text of the state.
        return losses.size() < 50 ? losses : new ArrayList<>(losses.subList(losses.size() - 49, losses.size()));
    }

    /** No event is to be run again for this: it would be counted twice. */
    @Override
    public Optional<Scheduler.Task> resume(String key, PluginContext context) {
        return Optional.of(() -> calm(key.substring(CALM_AGAIN.length()), context));
    }

    private static void calm(String ifName, PluginContext context) throws NetifException {
        if (context.state().get(FLAPPING + ifName).isPresent()) {
            Optional<Netif> netif = context.netif().find(ifName);
            context.report()
                    .note("all clear for " + ifName + ": its link was not lost for "
                            + context.config().get(CALM, ifName).toSeconds() + " s"
                            + netif.map(each -> "; its link is " + each.linkState())
                                    .orElse("; it is gone"));
        }
        context.state().remove(FLAPPING + ifName);
        context.state().remove(LOST + ifName);
    }

    private static void forget(String ifName, PluginContext context) {
        context.scheduler().cancel(CALM_AGAIN + ifName);
        context.state().remove(FLAPPING + ifName);
        context.state().remove(LOST + ifName);
    }
}
