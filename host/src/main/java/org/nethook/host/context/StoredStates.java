package org.nethook.host.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nethook.api.PluginState;
import org.nethook.host.state.StateDirectory;
import org.nethook.host.state.Storage;

/**
 * What plugins keep, in the state directory: one file for each plugin, with a line for each key, which every write replaces as
 * a whole. Read anew each time, since another process may have written it.
 */
public final class StoredStates implements States {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** 64 keys of 64 characters with 4096 characters each, every one escaped, take less. */
    private static final int LIMIT = 2 << 20;

    private final Storage storage;
    private final boolean dryRun;

    /** @param dryRun whether what plugins want kept is not kept */
    public StoredStates(StateDirectory state, boolean dryRun) {
        this.storage = state.storage();
        this.dryRun = dryRun;
    }

    @Override
    public PluginState of(String pluginId) {
        return new Stored(StateDirectory.PLUGINS + "/" + StateKeys.checkedKey(pluginId));
    }

    private final class Stored implements PluginState {
        private final String name;

        Stored(String name) {
            this.name = name;
        }

        @Override
        public Optional<String> get(String key) {
            StateKeys.checkedKey(key);
            return Optional.ofNullable(load().get(key));
        }

        @Override
        public void put(String key, String value) {
            StateKeys.checkedKey(key);
            change(key, value);
        }

        @Override
        public void remove(String key) {
            StateKeys.checkedKey(key);
            change(key, null);
        }

        @Override
        public Set<String> keys() {
            return new TreeSet<>(load().keySet());
        }

        /** Under the machine's lock: two processes may write at once. */
        private void change(String key, String value) {
            if (dryRun || value == null && !storage.exists(name)) {
                if (value != null) {
                    StateKeys.check(key, value, load().keySet());
                }
                return;
            }
            try {
                Storage.Held lock = storage.lock(PATIENCE);
                try {
                    Map<String, String> values = load();
                    if (value == null) {
                        values.remove(key);
                    } else {
                        StateKeys.check(key, value, values.keySet());
                        values.put(key, value);
                    }
                    storage.replace(name, bytes(values));
                } finally {
                    lock.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(storage.describe(name) + " cannot be written: " + e.getMessage(), e);
            }
        }

        private Map<String, String> load() {
            try {
                Optional<byte[]> bytes = storage.read(name, LIMIT);
                return bytes.isEmpty() ? new TreeMap<>() : values(bytes.get());
            } catch (IOException e) {
                throw new UncheckedIOException(storage.describe(name) + " cannot be read: " + e.getMessage(), e);
            }
        }

        private Map<String, String> values(byte[] bytes) throws IOException {
            Map<String, String> values = new TreeMap<>();
            String text = new String(bytes, StandardCharsets.UTF_8);
            int start = 0;
            while (start < text.length()) {
                int end = text.indexOf('\n', start);
                int space = text.indexOf(' ', start);
                if (end < 0 || space < 0 || space > end) {
                    throw new IOException("it is damaged");
                }
                values.put(text.substring(start, space), unescape(text.substring(space + 1, end)));
                start = end + 1;
            }
            return values;
        }
    }

    private static byte[] bytes(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            text.append(entry.getKey()).append(' ');
            escape(entry.getValue(), text);
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void escape(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                text.append("\\\\");
            } else if (c == '\n') {
                text.append("\\n");
            } else if (Character.isSurrogate(c)) {
                String number = Integer.toHexString(c);
                text.append("\\u").append(number);
            } else {
                text.append(c);
            }
        }
    }

    private static String unescape(String text) throws IOException {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder value = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            i++;
            char kind = i < text.length() ? text.charAt(i) : ' ';
            if (kind == 'u' && i + 4 < text.length()) {
                value.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else if (kind == '\\' || kind == 'n') {
                value.append(kind == 'n' ? '\n' : '\\');
            } else {
                throw new IOException("it is damaged");
            }
        }
        return value.toString();
    }
}
