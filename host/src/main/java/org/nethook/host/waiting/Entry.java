package org.nethook.host.waiting;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.netif.event.EventLine;
import org.nethook.netif.event.EventLineException;

/**
 * What stands in one file: a first line for the sleeping shell, {@code DUE-IN-WHOLE-SECONDS PID DUE}, then one {@code name value} a
 * line.
 *
 * @param work what waits
 * @param holder who waits
 * @param cancelled whether it was cancelled; the file stays until its waiter wakes, so that the waiter can be used again
 * @param again whether the event must be run as if it had just come, because the one that held the work died with it
 */
record Entry(WaitingWork work, Holder holder, boolean cancelled, boolean again) {
    /** The last line; without it the file is not whole. */
    private static final String END = "end";

    private static final List<String> REQUIRED =
            List.of("pid", "plugin", "key", "purpose", "due", "holder", "started", "token", END);

    /** Live work. */
    static Entry of(WaitingWork work, Holder holder) {
        return new Entry(work, holder, false, false);
    }

    String text() {
        StringBuilder text = new StringBuilder(400);
        text.append(work.due().getEpochSecond())
                .append(' ')
                .append(holder.pid())
                .append(' ')
                .append(work.due())
                .append('\n');
        line(text, "plugin", work.pluginId());
        line(text, "key", work.key());
        line(text, "purpose", work.purpose());
        line(text, "holder", holder.kind().name());
        line(text, "started", Long.toString(holder.started()));
        line(text, "token", holder.token());
        if (!work.told()) {
            line(text, "quiet", "yes");
        }
        if (cancelled) {
            line(text, "cancelled", "yes");
        }
        if (again) {
            line(text, "again", "yes");
        }
        InterfaceEvent event = work.event();
        if (event != null) {
            line(text, "at", event.at().toString());
            line(text, "system", event.system());
            line(text, "subsystem", event.subsystem());
            line(text, "type", event.type());
            for (Map.Entry<String, String> variable : event.data().entrySet()) {
                line(text, "data", variable.getKey() + "=" + variable.getValue());
            }
        }
        line(text, END, "");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(' ').append(value.replace('\n', ' ')).append('\n');
    }

    /** Reads a file; null when it is not whole, such as after a power failure. */
    static Entry parse(String text) {
        int start = text.indexOf('\n') + 1;
        int pid = text.indexOf(' ') + 1;
        int due = text.indexOf(' ', pid) + 1;
        if (pid == 0 || due == 0 || start < due) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        List<String> data = new ArrayList<>();
        values.put("pid", text.substring(pid, due - 1));
        values.put("due", text.substring(due, start - 1));
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int space = text.indexOf(' ', start);
            if (end < 0 || space < 0 || space > end) {
                return null;
            }
            String name = text.substring(start, space);
            String value = text.substring(space + 1, end);
            if (name.equals("data")) {
                data.add(value);
            } else {
                values.put(name, value);
            }
            start = end + 1;
        }
        for (String name : REQUIRED) {
            if (!values.containsKey(name)) {
                return null;
            }
        }
        try {
            return entry(values, data);
        } catch (IllegalArgumentException | DateTimeParseException | EventLineException e) {
            return null;
        }
    }

    private static Entry entry(Map<String, String> values, List<String> data) throws EventLineException {
        InterfaceEvent event = null;
        if (values.containsKey("at")) {
            event = EventLine.of(
                    values.getOrDefault("system", ""),
                    values.getOrDefault("subsystem", ""),
                    values.getOrDefault("type", ""),
                    data,
                    Instant.parse(values.get("at")));
        }
        WaitingWork work = new WaitingWork(
                values.get("plugin"),
                values.get("key"),
                values.get("purpose"),
                Instant.parse(values.get("due")),
                event,
                !values.containsKey("quiet"));
        Holder holder = new Holder(
                Holder.Kind.valueOf(values.get("holder")),
                Long.parseLong(values.get("pid")),
                Long.parseLong(values.get("started")),
                values.get("token"));
        return new Entry(work, holder, values.containsKey("cancelled"), values.containsKey("again"));
    }
}
