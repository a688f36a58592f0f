package org.nethook.host.config;

import com.typesafe.config.ConfigException.UnresolvedSubstitution;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nethook.api.ConfigKey;
import org.nethook.api.Extension;
import org.nethook.api.PluginConfig;
import org.nethook.api.netif.Netif;
import org.nethook.host.log.LogLevel;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.trust.TrustPolicy;
import org.nethook.host.spelling.Nearest;

/**
 * nethook.conf. HOCON, without the environment and the system properties: what stands in the file is all there is.
 */
public final class ConfigFile {
    /** Files that make up the system's own configuration, in the order they are read. */
    static final ConfigKey<List<String>> RC_CONF = ConfigKey.strings("rc-conf", List.of());
    /** Whether rc's own shell is asked for what reading these files alone cannot tell. */
    static final ConfigKey<Boolean> RC_SHELL = ConfigKey.bool("rc-shell", true);
    /** How much is logged. */
    static final ConfigKey<String> LEVEL =
            ConfigKey.string("level", "info", "off", "error", "warn", "info", "debug", "trace");

    /** Where nethook keeps what outlasts a process; without it, where the platform has such things. */
    static final ConfigKey<String> STATE_DIR = ConfigKey.string("state-dir", "");
    /** KiB of history from which on a new file is begun. */
    static final ConfigKey<Integer> HISTORY_SIZE = ConfigKey.integer("history-size", 1024, 16, 65536);

    private static final List<ConfigKey<?>> SYSTEM_KEYS = List.of(RC_CONF, RC_SHELL);
    private static final List<ConfigKey<?>> LOG_KEYS = List.of(LEVEL);
    private static final String INTERFACES = "interfaces";

    private final String name;
    private final ConfigObject root;
    private Problems problems;
    private List<String> warnings;
    private Path pluginDirectory;
    private LoadedPlugins plugins;

    private ConfigFile(String name, ConfigObject root) {
        this.name = name;
        this.root = root;
    }

    /**
     * Reads the file; nothing is checked yet but that it is HOCON.
     *
     * @throws ConfigException when it cannot be read, or is not HOCON
     */
    public static ConfigFile open(Path file) throws ConfigException {
        return new ConfigFile(file.toString(), parse(file));
    }

    /** An empty file. */
    public static ConfigFile empty() {
        return new ConfigFile("defaults", ConfigFactory.empty().root());
    }

    /**
     * Reads the file and checks all of it.
     *
     * @param pluginDirectory where the plugins came from, for messages
     * @throws ConfigException with everything that is wrong with it
     */
    public static HostConfig load(Path file, Path pluginDirectory, LoadedPlugins plugins) throws ConfigException {
        return open(file).check(pluginDirectory, plugins);
    }

    /** What an empty file would say. */
    public static HostConfig defaults(LoadedPlugins plugins) throws ConfigException {
        return empty().check(Path.of("."), plugins);
    }

    /**
     * What it asks of a plugin's jar; the only part that is needed before there are plugins.
     *
     * @throws ConfigException when it cannot be told
     */
    public TrustPolicy trust() throws ConfigException {
        Problems own = new Problems(name);
        TrustPolicy policy = TrustSection.read(root.get("plugins"), own);
        own.throwIfAny();
        return policy;
    }

    /** How long a plugin's code may run, also when it is loaded; the default where the file does not say, or what it says is wrong. */
    public Duration hookTimeout() {
        return ResidentConfig.hookTimeout(root.get("host"));
    }

    /** Every key there is with these plugins, as in {@code system.rc-conf}, but for those of single interfaces. */
    public static Set<String> names(LoadedPlugins plugins) {
        Set<String> names = new TreeSet<>();
        addNames("system", SYSTEM_KEYS, names);
        addNames("log", LOG_KEYS, names);
        addNames("host", hostKeys(), names);
        for (String key : TrustSection.KEYS) {
            names.add("plugins." + key);
        }
        ConfigFile empty = empty();
        empty.problems = new Problems(empty.name);
        for (LoadedPlugin plugin : plugins.plugins()) {
            addNames("plugins." + plugin.id(), empty.keys(plugin), names);
        }
        return names;
    }

    private static void addNames(String section, List<ConfigKey<?>> keys, Set<String> names) {
        for (ConfigKey<?> key : keys) {
            names.add(section + "." + key.name());
        }
    }

    private static ConfigObject parse(Path file) throws ConfigException {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            String why = !Files.exists(file)
                    ? "no such file"
                    : Files.isDirectory(file) ? "is a directory" : "cannot be read";
            throw new ConfigException(List.of(file + ": " + why));
        }
        try {
            ConfigParseOptions options =
                    ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
            return ConfigFactory.parseFile(file.toFile(), options)
                    .resolve(ConfigResolveOptions.noSystem())
                    .root();
        } catch (UnresolvedSubstitution e) {
            throw new ConfigException(List.of(new Problems(file.toString()).where(e.origin())
                    + ": a substitution ${...} names a key that is not in this file"));
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException(List.of(message(file, e)));
        }
    }

    /** HOCON's own message, which starts with where it is. */
    private static String message(Path file, com.typesafe.config.ConfigException e) {
        ConfigOrigin origin = e.origin();
        String text = e.getMessage();
        if (origin != null && text.startsWith(origin.description() + ": ")) {
            text = text.substring(origin.description().length() + 2);
        }
        if (text.contains(": end of file")) {
            text = "the file ends before every { and [ is closed"; // HOCON speaks of parentheses
        }
        int advice = text.indexOf(" (if you ");
        return new Problems(file.toString()).where(origin) + ": " + (advice > 0 ? text.substring(0, advice) : text);
    }

    /**
     * Checks all of it.
     *
     * @param directory where the plugins came from, for messages
     * @throws ConfigException with everything that is wrong with it
     */
    public HostConfig check(Path directory, LoadedPlugins loaded) throws ConfigException {
        problems = new Problems(name);
        warnings = new ArrayList<>();
        pluginDirectory = directory;
        plugins = loaded;
        List<String> known = List.of("system", "log", "host", "plugins");
        for (Map.Entry<String, ConfigValue> entry : root.entrySet()) {
            if (!known.contains(entry.getKey())) {
                unknown(entry.getValue(), "", entry.getKey(), known);
            }
        }
        Section system = section("system", root.get("system"), SYSTEM_KEYS);
        List<Path> rcConf = rcConf(system, root.get("system"));
        String level = section("log", root.get("log"), LOG_KEYS).get(LEVEL);
        Section host = section("host", root.get("host"), hostKeys());
        Optional<Path> stateDirectory = stateDirectory(host.get(STATE_DIR), root.get("host"));
        int historySize = host.get(HISTORY_SIZE) * 1024;
        ResidentConfig resident = ResidentConfig.of(host, root.get("host"), problems);
        Map<String, PluginConfig> sections = plugins(root.get("plugins"));
        problems.throwIfAny();
        return new HostConfig(
                rcConf,
                system.get(RC_SHELL),
                LogLevel.valueOf(level.toUpperCase(Locale.ROOT)),
                stateDirectory,
                historySize,
                resident,
                sections,
                warnings);
    }

    private static List<ConfigKey<?>> hostKeys() {
        List<ConfigKey<?>> keys = new ArrayList<>();
        keys.add(STATE_DIR);
        keys.add(HISTORY_SIZE);
        keys.addAll(ResidentConfig.KEYS);
        return keys;
    }

    private List<Path> rcConf(Section section, ConfigValue system) {
        List<Path> paths = new ArrayList<>();
        for (String text : section.get(RC_CONF)) {
            Path path = ValueReader.path(text);
            if (path == null || !path.isAbsolute()) {
                ConfigValue value = ((ConfigObject) system).get(RC_CONF.name());
                wrong("system." + RC_CONF, value, "a list of absolute paths");
                return List.of();
            }
            paths.add(path);
        }
        return paths;
    }

    private Optional<Path> stateDirectory(String text, ConfigValue host) {
        ConfigValue value = host instanceof ConfigObject section ? section.get(STATE_DIR.name()) : null;
        if (value == null || !(value.unwrapped() instanceof String)) {
            return Optional.empty(); // not there, or told of already
        }
        Path path = ValueReader.path(text);
        if (path == null || !path.isAbsolute()) {
            wrong("host." + STATE_DIR.name(), value, "an absolute path");
            return Optional.empty();
        }
        return Optional.of(path);
    }

    private Map<String, PluginConfig> plugins(ConfigValue value) {
        Map<String, PluginConfig> sections = new HashMap<>();
        Map<String, ConfigValue> present = new LinkedHashMap<>();
        if (value instanceof ConfigObject object) {
            present.putAll(object);
        } else if (value != null) {
            wrong("plugins", value, "a section { ... }");
        }
        TrustPolicy policy = TrustSection.read(value, problems);
        present.keySet().removeAll(TrustSection.KEYS);
        List<String> ids = new ArrayList<>();
        for (LoadedPlugin plugin : plugins.plugins()) {
            ids.add(plugin.id());
            sections.put(plugin.id(), section("plugins." + plugin.id(), present.get(plugin.id()), keys(plugin)));
        }
        for (Map.Entry<String, ConfigValue> entry : present.entrySet()) {
            if (!ids.contains(entry.getKey())) {
                sectionWithoutPlugin(entry.getKey(), entry.getValue(), ids);
            }
        }
        if (plugins.problems().isEmpty()) { // else it may be one of those that were refused
            for (String id : new TreeSet<>(policy.pins().keySet())) {
                if (!ids.contains(id)) {
                    pinWithoutPlugin(id, value, ids);
                }
            }
        }
        return sections;
    }

    /** A jar whose pin is misspelt is loaded whatever is in it, and should not be so silently. */
    private void pinWithoutPlugin(String id, ConfigValue plugins, List<String> ids) {
        ConfigValue pin = ((ConfigObject) ((ConfigObject) plugins).get(TrustSection.PIN)).get(id);
        warnings.add(problems.where(pin.origin()) + ": key plugins." + TrustSection.PIN + "." + id
                + " pins nothing: no plugin of this id is in " + pluginDirectory + Nearest.suggestion(id, ids));
    }

    /** A name near a plugin's is a mistake; any other is what remains when a jar was taken out. */
    private void sectionWithoutPlugin(String id, ConfigValue value, List<String> ids) {
        List<String> known = new ArrayList<>(ids);
        known.addAll(TrustSection.KEYS);
        if (Nearest.to(id, known) != null) {
            unknown(value, "plugins.", id, known);
        } else if (!(value instanceof ConfigObject object)) {
            wrong("plugins." + id, value, "a section { ... }");
        } else if (!object.isEmpty()) {
            warnings.add(
                    problems.where(value.origin()) + ": section plugins." + id + " is not used: no plugin of this id "
                            + (plugins.problems().isEmpty() ? "is in " : "was loaded from ") + pluginDirectory);
        }
    }

    private List<ConfigKey<?>> keys(LoadedPlugin plugin) {
        List<ConfigKey<?>> keys = new ArrayList<>();
        List<Extension> extensions = new ArrayList<>(plugin.listeners());
        extensions.addAll(plugin.commands());
        extensions.addAll(plugin.reconcilers());
        for (Extension extension : extensions) {
            try {
                keys.addAll(extension.configKeys());
            } catch (Throwable e) { // whatever a plugin throws is one line
                problems.add(null, "plugin " + plugin.id() + " cannot tell its keys: " + e);
            }
        }
        return keys;
    }

    private Section section(String path, ConfigValue value, List<ConfigKey<?>> keys) {
        Map<String, ConfigKey<?>> declared = new LinkedHashMap<>();
        for (ConfigKey<?> key : keys) {
            declared.putIfAbsent(key.name(), key);
        }
        Map<String, Object> values = new HashMap<>();
        Map<String, Map<String, Object>> byInterface = new HashMap<>();
        Map<String, ConfigKey<?>> ofInterfaces = ofInterfaces(declared);
        if (value instanceof ConfigObject object) {
            for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
                ConfigKey<?> key = declared.get(entry.getKey());
                if (key == null && entry.getKey().equals(INTERFACES) && !ofInterfaces.isEmpty()) {
                    interfaces(path + "." + INTERFACES, entry.getValue(), ofInterfaces, byInterface);
                } else if (key == null) {
                    unknown(entry.getValue(), path + ".", entry.getKey(), withInterfaces(declared, ofInterfaces));
                } else {
                    read(path + "." + key.name(), key, entry.getValue(), values);
                }
            }
        } else if (value != null) {
            wrong(path, value, "a section { ... }");
        }
        return new Section(declared, values, byInterface);
    }

    private static Map<String, ConfigKey<?>> ofInterfaces(Map<String, ConfigKey<?>> declared) {
        Map<String, ConfigKey<?>> keys = new LinkedHashMap<>();
        for (ConfigKey<?> key : declared.values()) {
            if (key.isPerInterface()) {
                keys.put(key.name(), key);
            }
        }
        return keys;
    }

    private static List<String> withInterfaces(
            Map<String, ConfigKey<?>> declared, Map<String, ConfigKey<?>> ofInterfaces) {
        List<String> known = new ArrayList<>(declared.keySet());
        if (!ofInterfaces.isEmpty()) {
            known.add(INTERFACES);
        }
        return known;
    }

    /** {@code interfaces { hn0 { KEY = … } }}: keys of single interfaces. */
    private void interfaces(
            String path,
            ConfigValue value,
            Map<String, ConfigKey<?>> keys,
            Map<String, Map<String, Object>> byInterface) {
        if (!(value instanceof ConfigObject object)) {
            wrong(path, value, "a section { ... } of interfaces");
            return;
        }
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String name = path + "." + entry.getKey();
            if (!Netif.isPlainName(entry.getKey())) { // no event is ever about one of another name
                problems.add(entry.getValue().origin(), name + ": an interface's name must be " + Netif.PLAIN_NAME);
            } else if (entry.getValue() instanceof ConfigObject own) {
                Map<String, Object> values = new HashMap<>();
                for (Map.Entry<String, ConfigValue> each : own.entrySet()) {
                    ConfigKey<?> key = keys.get(each.getKey());
                    if (key == null) {
                        unknown(each.getValue(), name + ".", each.getKey(), keys.keySet());
                    } else {
                        read(name + "." + key.name(), key, each.getValue(), values);
                    }
                }
                byInterface.put(entry.getKey(), values);
            } else {
                wrong(name, entry.getValue(), "a section { ... }");
            }
        }
    }

    private void read(String path, ConfigKey<?> key, ConfigValue value, Map<String, Object> values) {
        Object read = ValueReader.read(key, value);
        if (read == null) {
            wrong(path, value, key.allowed());
        } else {
            values.put(key.name(), read);
        }
    }

    private void wrong(String path, ConfigValue value, String allowed) {
        problems.add(value.origin(), "key " + path + " must be " + allowed + ", not " + ValueReader.show(value));
    }

    private void unknown(ConfigValue value, String prefix, String name, Collection<String> known) {
        String all = known.isEmpty() ? "there are none here" : "known are " + String.join(", ", known);
        String nearest = Nearest.to(name, known);
        problems.add(
                value.origin(),
                "unknown key " + prefix + name + "; "
                        + (nearest == null ? all : "did you mean " + prefix + nearest + "?"));
    }
}
