package org.example.addressnotifier;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.Scheduler;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.pf4j.Extension;

/**
 * Tells of an interface's addresses when they have changed and then stayed as they are for a while: in the log, and, where a web
 * address is configured, by a POST. A POST that fails is tried again, later each time; what has changed meanwhile goes with it.
 */
@Extension
public final class AddressNotifier implements InterfaceEventListener {
    static final ConfigKey<String> URL = ConfigKey.string("url", "");
    static final ConfigKey<Duration> SETTLE =
            ConfigKey.duration("settle", Duration.ofSeconds(3), Duration.ZERO, Duration.ofMinutes(10));
    static final ConfigKey<List<String>> IGNORE = ConfigKey.strings("ignore", List.of("lo0", "lo"));

    private static final String TOLD = "told.";
    private static final String LOOK = "look.";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final int RETRIES = 8;
    /** The host keeps 64 texts of a plugin. */
    private static final int MOST_INTERFACES = 60;

    private final Sender sender;

    /** As the host makes it. */
    public AddressNotifier() {
        this(new HttpSender());
    }

    AddressNotifier(Sender sender) {
        this.sender = sender;
    }

    @Override
    public List<ConfigKey<?>> configKeys() {
        return List.of(URL, SETTLE, IGNORE);
    }

    /** LINK_UP, because FreeBSD 12 sends no events of addresses. */
    @Override
    public EventFilter filter() {
        return EventFilter.of(EventType.ADDR_ADD, EventType.ADDR_DEL, EventType.LINK_UP, EventType.DETACH);
    }

    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) {
        String ifName = event.ifName();
        if (!context.config().get(IGNORE).contains(ifName)) {
            look(ifName, context.config().get(SETTLE), RETRIES, context);
        }
    }

    private void look(String ifName, Duration delay, int retries, PluginContext context) {
        context.scheduler().after(LOOK + ifName, delay, "", () -> tell(ifName, retries, context));
    }

    /** Nothing is known of what was tried before: it begins with the first try. */
    @Override
    public Optional<Scheduler.Task> resume(String key, PluginContext context) {
        return Optional.of(() -> tell(key.substring(LOOK.length()), RETRIES, context));
    }

    private void tell(String ifName, int retries, PluginContext context) throws NetifException {
        List<String> addresses = addresses(context.netif().find(ifName));
        String now = String.join(" ", addresses);
        Optional<String> told = context.state().get(TOLD + ifName);
        if (told.orElse("").equals(now)
                || told.isEmpty() && context.state().keys().size() >= MOST_INTERFACES) {
            return;
        }
        String url = context.config().get(URL);
        if (!url.isEmpty() && !isWebAddress(url)) {
            context.report().alarm("nobody is told: url in nethook.conf must be http://... or https://..., not " + url);
        } else if (!url.isEmpty()) {
            Optional<String> failure = sender.send(
                    url, Message.of(ifName, addresses, context.clock().instant()));
            if (failure.isPresent()) {
                again(ifName, retries, failure.get(), context);
                return;
            }
        }
        context.report().note(ifName + (addresses.isEmpty() ? " has no address any more" : " has " + now));
        if (addresses.isEmpty()) {
            context.state().remove(TOLD + ifName);
        } else {
            context.state().put(TOLD + ifName, now);
        }
    }

    /** No use in trying what never works. */
    private static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void again(String ifName, int retries, String failure, PluginContext context) {
        if (retries == 0) {
            context.report().alarm("nobody was told of the addresses of " + ifName + ": " + failure);
            return;
        }
        context.log().info("cannot tell of the addresses of {}, trying again: {}", ifName, failure);
        look(ifName, FIRST_RETRY.multipliedBy(1L << (RETRIES - retries)), retries - 1, context);
    }

    /** Those that others can reach, in an order of their own. */
    private static List<String> addresses(Optional<Netif> netif) {
        List<String> texts = new ArrayList<>();
        if (netif.isPresent()) {
            for (InterfaceAddress each : netif.get().addresses()) {
                if (!each.address().isLinkLocalV6()) {
                    texts.add(each.toString());
                }
            }
        }
        Collections.sort(texts);
        return texts;
    }
}
