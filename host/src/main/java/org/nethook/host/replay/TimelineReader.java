package org.nethook.host.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.RouterAdvertisement;

/** Reads the timeline of a scenario, and keeps book of which interfaces there are as it goes along. */
final class TimelineReader {
    private static final int MOST_TIMES = 10_000;
    private static final int MOST_STEPS = 1_000;
    private static final List<String> ACTIONS = List.of(
            "vf-offered",
            "vf-revoked",
            "vf-failed",
            "vf-recovered",
            "link-lost",
            "link-restored",
            "renamed",
            "plugged-in",
            "pulled",
            "sysctl",
            "router-advertised",
            "line",
            "host",
            "crash",
            "events-lost",
            "events-doubled",
            "repeat");

    private static final String A_ROUTER = "a link-local IPv6 address in quotes, such as \"fe80::1\"";
    private static final String A_PREFIX = "an IPv6 prefix in quotes, such as \"2001:db8::/64\"";
    /** What routers say unless they are told otherwise (RFC 4861, 6.2.1). */
    private static final Duration ROUTER_LIFETIME = Duration.ofMinutes(30);

    private static final Duration ROUTER_LIFETIME_MOST = Duration.ofSeconds(9000);
    private static final Duration PREFERRED = Duration.ofDays(7);
    private static final Duration VALID = Duration.ofDays(30);

    private final Inventory inventory;
    private final List<Happening> happenings = new ArrayList<>();
    private Duration last = Duration.ZERO;

    TimelineReader(Inventory inventory) {
        this.inventory = inventory;
    }

    List<Happening> read(Fields root) throws ScenarioException {
        for (Fields entry : root.objects("timeline")) {
            entry(entry, Duration.ZERO, true);
        }
        return happenings;
    }

    private void entry(Fields entry, Duration start, boolean mayRepeat) throws ScenarioException {
        List<String> actions = mayRepeat ? ACTIONS : ACTIONS.subList(0, ACTIONS.size() - 1);
        List<String> allowed = new ArrayList<>(List.of("at", "comment"));
        allowed.addAll(actions);
        entry.allow(allowed.toArray(new String[0]));
        Duration at = start.plus(entry.time("at", ScenarioReader.LONGEST));
        if (at.compareTo(last) < 0) {
            throw entry.mustBe("at", "no earlier than the entry before it (" + text(last.minus(start)) + ")");
        }
        last = at;
        String comment = entry.text("comment", "a text", "").strip();
        String action = null;
        for (String candidate : actions) {
            if (entry.has(candidate)) {
                if (action != null) {
                    throw entry.wrong(candidate, "an entry does one thing, and this one has " + action + " already");
                }
                action = candidate;
            }
        }
        if (action == null) {
            throw entry.wrong("nothing happens in this entry; one of these must: " + String.join(", ", actions));
        }
        if (action.equals("repeat")) {
            repeat(entry.object("repeat"), at);
        } else {
            happenings.add(new Happening(at, action(entry, action), comment));
        }
    }

    private void repeat(Fields repeat, Duration start) throws ScenarioException {
        repeat.allow("times", "every", "timeline");
        int times = repeat.integer("times", 1, MOST_TIMES);
        Duration every = repeat.time("every", ScenarioReader.LONGEST);
        List<Fields> entries = repeat.objects("timeline");
        for (int i = 0; i < times; i++) {
            Duration round = start.plus(every.multipliedBy(i));
            if (last.compareTo(round) > 0) {
                throw repeat.mustBe(
                        "every",
                        "no shorter than one round, which takes "
                                + text(last.minus(round).plus(every)));
            }
            for (Fields entry : entries) {
                entry(entry, round, false);
            }
        }
    }

    private Action action(Fields entry, String action) throws ScenarioException {
        switch (action) {
            case "vf-offered":
                return offer(entry.object(action));
            case "vf-revoked":
                if (!existing(entry, action).vf()) {
                    throw entry.mustBe(action, "a VF (any other interface is pulled)");
                }
                return new Action.RevokeVf(removed(entry, action));
            case "vf-failed":
            case "vf-recovered":
                if (!existing(entry, action).vf()) {
                    throw entry.mustBe(action, "a VF");
                }
                return new Action.FailVf(entry.text(action, "a VF"), action.equals("vf-failed"));
            case "router-advertised":
                return advertise(entry.object(action));
            case "pulled":
                if (existing(entry, action).vf()) {
                    throw entry.mustBe(action, "an interface that is no VF (a VF is vf-revoked)");
                }
                return new Action.Pull(removed(entry, action));
            case "link-lost":
                existing(entry, action);
                return new Action.LoseLink(entry.text(action, "an interface"));
            case "link-restored":
                existing(entry, action);
                return new Action.RestoreLink(entry.text(action, "an interface"));
            case "renamed":
                return rename(entry.object(action));
            case "plugged-in":
                InterfaceSpec spec = ScenarioReader.interfaceSpec(entry.object(action), inventory);
                inventory.add(spec.ifName(), new Inventory.Item(spec.driver(), spec.mac(), false));
                return new Action.PlugIn(spec);
            case "sysctl":
                Fields sysctl = entry.object(action).allow("name", "value");
                return new Action.SetSysctl(
                        sysctl.text("name", "a sysctl's name, such as hw.hn.vf_transparent"),
                        sysctl.textOrNumber("value"));
            case "host":
                return entry.word("host", "crashes", "restarts").equals("crashes")
                        ? new Action.Crash()
                        : new Action.Restart();
            case "crash":
                return new Action.CrashAfterStep(
                        entry.object(action).allow("after-step").integer("after-step", 1, MOST_STEPS));
            case "events-lost":
                return new Action.LoseEvents(entry.integer(action, 1, MOST_TIMES));
            case "events-doubled":
                return new Action.DoubleEvents(entry.integer(action, 1, MOST_TIMES));
            default:
                return line(entry);
        }
    }

    private Action line(Fields entry) throws ScenarioException {
        String line = entry.text("line", "one line as the kernel writes it to /dev/devctl");
        if (line.isEmpty() || line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw entry.mustBe("line", "one line as the kernel writes it to /dev/devctl");
        }
        return new Action.DevctlLine(line);
    }

    private Action offer(Fields fields) throws ScenarioException {
        fields.allow("name", "driver", "of", "mac", "max-mtu");
        String ifName = ScenarioReader.newName(fields, "name", inventory);
        Inventory.Item hn = existing(fields, "of");
        String of = fields.text("of", "an interface");
        if (!hn.driver().equals("hn")) {
            throw fields.mustBe("of", "an interface with the driver hn");
        }
        // Hyper-V pairs the two by their address; another one makes a VF that belongs to nobody.
        MacAddress mac = fields.has("mac") ? ScenarioReader.mac(fields) : hn.mac();
        String other = inventory.vfWith(mac);
        if (other != null) {
            throw fields.wrong("of", of + " has the VF " + other + " already; it must be vf-revoked first");
        }
        String driver = ScenarioReader.driver(fields, ifName);
        inventory.add(ifName, new Inventory.Item(driver, mac, true));
        int mostMtu = fields.has("max-mtu") ? fields.integer("max-mtu", 1500, 65535) : InterfaceSpec.MOST_MTU;
        return new Action.OfferVf(ifName, driver, of, mac, mostMtu);
    }

    private Action advertise(Fields fields) throws ScenarioException {
        fields.allow("to", "router", "prefix", "router-lifetime", "preferred", "valid");
        existing(fields, "to");
        String ifName = fields.text("to", "an interface");
        IpAddress router = fields.parsed("router", A_ROUTER, IpAddress::parse);
        InterfaceAddress prefix = fields.parsed("prefix", A_PREFIX, InterfaceAddress::parse);
        Duration routerLifetime = time(fields, "router-lifetime", ROUTER_LIFETIME, ROUTER_LIFETIME_MOST);
        Duration valid = time(fields, "valid", VALID, ScenarioReader.LONGEST);
        Duration preferred = time(fields, "preferred", PREFERRED, valid);
        if (!router.isLinkLocalV6()) {
            throw fields.mustBe("router", A_ROUTER);
        }
        try {
            return new Action.Advertise(
                    ifName,
                    new RouterAdvertisement(
                            router,
                            routerLifetime,
                            prefix.address(),
                            prefix.prefixLength(),
                            AddressLifetime.of(preferred, valid)));
        } catch (IllegalArgumentException e) {
            throw fields.wrong(e.getMessage());
        }
    }

    /** The default is shortened where less is allowed. */
    private static Duration time(Fields fields, String key, Duration otherwise, Duration most)
            throws ScenarioException {
        if (!fields.has(key)) {
            return otherwise.compareTo(most) > 0 ? most : otherwise;
        }
        Duration time = fields.time(key, ScenarioReader.LONGEST);
        if (time.compareTo(most) > 0) {
            throw fields.mustBe(key, "a time of at most " + text(most));
        }
        return time;
    }

    private Action rename(Fields fields) throws ScenarioException {
        fields.allow("from", "to");
        Inventory.Item item = existing(fields, "from");
        String to = ScenarioReader.newName(fields, "to", inventory);
        inventory.add(to, item);
        return new Action.Rename(removed(fields, "from"), to);
    }

    private Inventory.Item existing(Fields fields, String key) throws ScenarioException {
        String ifName = fields.text(key, "the name of an interface");
        Inventory.Item item = inventory.find(ifName);
        if (item == null) {
            throw fields.mustBe(key, "an interface that is there at this time (" + inventory.names() + ")");
        }
        return item;
    }

    private String removed(Fields fields, String key) throws ScenarioException {
        String ifName = fields.text(key, "the name of an interface");
        inventory.remove(ifName);
        return ifName;
    }

    /** A time as a scenario's author would write it. */
    static String text(Duration time) {
        long millis = time.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        return millis % 60_000 == 0 && millis > 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
    }
}
