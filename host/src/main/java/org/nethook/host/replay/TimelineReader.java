package org.nethook.host.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.MacAddress;
import org.nethook.netif.sim.InterfaceSpec;

/** Reads the timeline of a scenario, and keeps book of which interfaces there are as it goes along. */
final class TimelineReader {
    private static final int MOST_TIMES = 10_000;
    private static final int MOST_STEPS = 1_000;
    private static final List<String> ACTIONS = List.of(
            "vf-offered",
            "vf-revoked",
            "link-lost",
            "link-restored",
            "renamed",
            "plugged-in",
            "pulled",
            "sysctl",
            "line",
            "host",
            "crash",
            "events-lost",
            "events-doubled",
            "repeat");

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
                        ? new HostAction.Crash()
                        : new HostAction.Restart();
            case "crash":
                return new HostAction.CrashAfterStep(
                        entry.object(action).allow("after-step").integer("after-step", 1, MOST_STEPS));
            case "events-lost":
                return new HostAction.LoseEvents(entry.integer(action, 1, MOST_TIMES));
            case "events-doubled":
                return new HostAction.DoubleEvents(entry.integer(action, 1, MOST_TIMES));
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
        fields.allow("name", "driver", "of", "mac");
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
        return new Action.OfferVf(ifName, driver, of, mac);
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
