package org.example.first;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.plan.AttributeStep;
import org.nethook.api.plan.InterfaceStep;
import org.nethook.api.plan.Plan;
import org.nethook.api.plan.PlanResult;
import org.pf4j.Extension;

/** Writes into the description of an interface that it has lost its link for a while, and counts that. */
@Extension
public final class FirstListener implements InterfaceEventListener {
    static final ConfigKey<Boolean> SHRINK = ConfigKey.bool("shrink", false);
    static final ConfigKey<Duration> DELAY =
            ConfigKey.duration("delay", Duration.ofSeconds(10), Duration.ZERO, Duration.ofHours(1));
    static final ConfigKey<Integer> LOSSES = ConfigKey.integer("losses", 3, 1, 100);
    static final ConfigKey<String> WORD = ConfigKey.string("word", "lost", "lost", "gone");
    static final ConfigKey<Path> NOTICE = ConfigKey.file("notice", Path.of("/etc/motd"));

    @Override
    public List<ConfigKey<?>> configKeys() {
        return List.of(SHRINK, DELAY, LOSSES, WORD, NOTICE);
    }

    @Override
    public EventFilter filter() {
        return EventFilter.of(EventType.LINK_UP, EventType.LINK_DOWN);
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException {
        String key = "down." + event.ifName();
        if (isDown(event.ifName(), context)) {
            Duration delay = context.config().get(DELAY);
            context.scheduler().after(key, delay, "see whether " + event.ifName() + " is back", () -> lost(event, context));
        } else if (context.scheduler().cancel(key)) {
            context.report().note(event.ifName() + " is back in time");
        }
        context.log().debug("{} of {} at {}", event.type(), event.ifName(), event.at());
    }

    @Override
    public Optional<Scheduler.Task> resume(String key, PluginContext context) {
        return Optional.empty();
    }

    private static boolean isDown(String ifName, PluginContext context) throws NetifException {
        Optional<Netif> netif = context.netif().find(ifName);
        return netif.isPresent() && netif.get().linkState() == LinkState.DOWN;
    }

    private static void lost(InterfaceEvent event, PluginContext context) throws NetifException {
        String ifName = event.ifName();
        if (!isDown(ifName, context)) {
            return;
        }
        int losses = Integer.parseInt(context.state().get(ifName).orElse("0")) + 1;
        context.state().put(ifName, Integer.toString(losses));
        String text = context.config().get(WORD) + " its link " + losses + " times";
        String before = context.netif().details(ifName).orElseThrow().description().orElse("");
        Plan plan = new Plan(ifName, ifName + " has no link", List.of(new AttributeStep.SetDescription(ifName, text, before)));
        PlanResult result = context.apply(plan);
        if (!result.isAsWanted()) {
            context.report().alarm(result.message());
        }
        if (losses >= context.config().get(LOSSES)) {
            context.report().alarm(ifName + " " + text);
        }
        if (context.config().get(SHRINK)) {
            int mtu = context.netif().find(ifName).orElseThrow().mtu();
            context.apply(new Plan(ifName, "shrink", List.of(new InterfaceStep.SetMtu(ifName, 1280, mtu))));
        }
    }
}
