package org.nethook.host.config;

import java.util.Map;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginConfig;

/** The checked values of one section, by the names of their keys. */
public final class Section implements PluginConfig {
    private final Map<String, ConfigKey<?>> declared;
    private final Map<String, Object> values;
    private final Map<String, Map<String, Object>> byInterface;

    /**
     * A section that sets nothing for single interfaces.
     *
     * @param declared what the extensions of its plugin declare
     * @param values of the types of their keys; a key without one has its default
     */
    public Section(Map<String, ConfigKey<?>> declared, Map<String, Object> values) {
        this(declared, values, Map.of());
    }

    /**
     * A section.
     *
     * @param declared what the extensions of its plugin declare
     * @param values of the types of their keys; a key without one has its default
     * @param byInterface the same of single interfaces, by their names
     */
    public Section(
            Map<String, ConfigKey<?>> declared,
            Map<String, Object> values,
            Map<String, Map<String, Object>> byInterface) {
        this.declared = Map.copyOf(declared);
        this.values = Map.copyOf(values);
        this.byInterface = Map.copyOf(byInterface);
    }

    /** @throws IllegalArgumentException for a key that no extension of the plugin declared */
    @Override
    public <T> T get(ConfigKey<T> key) {
        return value(key, values.get(check(key).name()));
    }

    /** @throws IllegalArgumentException for a key that no extension declared, or not as one for single interfaces */
    @Override
    public <T> T get(ConfigKey<T> key, String ifName) {
        Object value = ownValue(key, ifName);
        return value(key, value == null ? values.get(key.name()) : value);
    }

    /** @throws IllegalArgumentException likewise */
    @Override
    public <T> Optional<T> own(ConfigKey<T> key, String ifName) {
        Object value = ownValue(key, ifName);
        return value == null ? Optional.empty() : Optional.of(value(key, value));
    }

    private Object ownValue(ConfigKey<?> key, String ifName) {
        if (!check(key).isPerInterface()) {
            throw new IllegalArgumentException("key " + key.name() + " is not declared as one for single interfaces");
        }
        Map<String, Object> own = byInterface.get(ifName);
        return own == null ? null : own.get(key.name());
    }

    private ConfigKey<?> check(ConfigKey<?> key) {
        ConfigKey<?> known = declared.get(key.name());
        if (known == null || known.type() != key.type()) {
            throw new IllegalArgumentException("key " + key.name() + " is not among the declared configKeys()");
        }
        return known;
    }

    @SuppressWarnings("unchecked") // the reader gave what the key's type says
    private static <T> T value(ConfigKey<T> key, Object value) {
        return value == null ? key.defaultValue() : (T) value;
    }
}
