package org.nethook.hypervvf.memory;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nethook.api.PluginState;

/** What is kept of one pair, as one text of the plugin's state. Used by one thread, which holds the pair's lock. */
public final class PairMemory {
    private static final String PREFIX = "pair.";
    /** A state's text is 4096 characters at most. */
    private static final int LONGEST = 400;

    private final PluginState state;
    private final String key;
    private final Map<String, String> fields = new TreeMap<>();
    private String kept;

    private PairMemory(PluginState state, String key) {
        this.state = state;
        this.key = key;
        this.kept = state.get(key).orElse("");
        int start = 0;
        while (start < kept.length()) {
            int end = kept.indexOf('\n', start);
            end = end < 0 ? kept.length() : end;
            int equals = kept.indexOf('=', start);
            if (equals > start && equals < end) {
                fields.put(kept.substring(start, equals), kept.substring(equals + 1, end));
            }
            start = end + 1;
        }
    }

    /** What is kept of the hn with this driver and unit. */
    public static PairMemory of(PluginState state, String device) {
        return new PairMemory(state, PREFIX + device);
    }

    /** The driver and unit of the hn whose pair had an interface of this name when it was last seen. */
    public static Optional<String> deviceWith(PluginState state, String ifName) {
        for (String key : state.keys()) {
            if (key.startsWith(PREFIX)) {
                PairMemory memory = new PairMemory(state, key);
                if (memory.is(Note.VF, ifName) || memory.is(Note.HN, ifName) || memory.is(Note.LAGG, ifName)) {
                    return Optional.of(key.substring(PREFIX.length()));
                }
            }
        }
        return Optional.empty();
    }

    /** What is kept under this name. */
    public Optional<String> get(Note note) {
        return Optional.ofNullable(fields.get(note.text()));
    }

    /** Whether this is kept under this name. */
    public boolean is(Note note, String value) {
        return value.equals(fields.get(note.text()));
    }

    /** A number; 0 when there is none. */
    public int number(Note note) {
        try {
            return Integer.parseInt(fields.getOrDefault(note.text(), "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A time; empty when there is none. */
    public Optional<Instant> instant(Note note) {
        String text = fields.get(note.text());
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Keeps a text, a number or a time, in one line. */
    public void put(Note note, Object value) {
        String line = value.toString().replace('\n', ' ');
        fields.put(note.text(), line.length() > LONGEST ? line.substring(0, LONGEST) : line);
    }

    /** Forgets; returns whether there was something. */
    public boolean remove(Note note) {
        return fields.remove(note.text()) != null;
    }

    /** Keeps a text; returns whether it is another than before. */
    public boolean isNew(Note note, String value) {
        Optional<String> before = get(note);
        put(note, value);
        return !before.equals(get(note));
    }

    /**
     * Writes what changed.
     *
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    public void save() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            text.append(field.getKey()).append('=').append(field.getValue()).append('\n');
        }
        if (!text.toString().equals(kept)) {
            kept = text.toString();
            state.put(key, kept);
        }
    }
}
