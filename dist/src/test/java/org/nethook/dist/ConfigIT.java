package org.nethook.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nethook.api.ConfigKey;
import org.nethook.api.Extension;
import org.nethook.api.PluginConfig;
import org.nethook.host.config.ConfigFile;
import org.nethook.host.config.HostConfig;
import org.nethook.host.log.LogLevel;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.PluginLoader;
import org.nethook.host.plugin.trust.TrustPolicy;

/** The image's nethook.conf and its plugins. */
class ConfigIT {
    private static final Pattern DEFAULT = Pattern.compile("(?m)^( *)# ([a-z-]+ = )");

    @TempDir
    private Path temporary;

    private Image image;
    private Path file;

    @BeforeEach
    void copyTheImage() throws IOException, InterruptedException {
        image = Image.built().copyTo(temporary.resolve("image"));
        file = image.home().resolve("etc/nethook.conf");
    }

    private void takeCommentSignsAway() throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, DEFAULT.matcher(text).replaceAll("$1$2"));
    }

    @Test
    void shouldAcceptEveryDefaultOfTheFileAsAValue() throws IOException, InterruptedException {
        takeCommentSignsAway();

        List<String> commands = image.nethook("run").assertClean().lines();

        assertEquals(
                List.of("dhcp-info", "dns-info", "ip-injection"),
                commands.stream().map(line -> line.split(" ")[2]).toList());
    }

    @Test
    void shouldShowEveryKeyThereIsWithItsDefault() throws Exception {
        takeCommentSignsAway();
        LoadedPlugins loaded = PluginLoader.load(image.home().resolve("plugins"), TrustPolicy.FILES)
                .plugins();
        HostConfig read = ConfigFile.load(file, image.home().resolve("plugins"), loaded);
        Config config = ConfigFactory.parseFile(file.toFile());
        Set<String> shown = new TreeSet<>();
        Set<String> known = ConfigFile.names(loaded);
        for (String section : List.of("system", "log", "host")) {
            config.getObject(section).keySet().forEach(key -> shown.add(section + "." + key));
        }
        for (Map.Entry<String, ConfigValue> entry : config.getObject("plugins").entrySet()) {
            String name = "plugins." + entry.getKey();
            if (known.contains(name)) {
                shown.add(name);
            } else {
                ((ConfigObject) entry.getValue()).keySet().forEach(key -> shown.add(name + "." + key));
            }
        }

        assertEquals(known, shown);
        for (String expected : List.of("system.rc-shell", "plugins.pin", "plugins.hyperv-vf.vf-delay")) {
            assertTrue(known.contains(expected), expected + " is not in " + known);
        }
        for (LoadedPlugin plugin : loaded.plugins()) {
            for (ConfigKey<?> key : keys(plugin)) {
                assertDefault(key, read.section(plugin.id()));
            }
        }
        HostConfig defaults = ConfigFile.defaults(loaded);
        assertEquals(TrustPolicy.FILES, ConfigFile.open(file).trust());
        assertEquals(defaults.rcConf(), read.rcConf());
        assertEquals(defaults.rcShell(), read.rcShell());
        assertEquals(defaults.logLevel(), read.logLevel());
        assertEquals(defaults.resident(), read.resident());
        assertEquals(LogLevel.INFO, read.logLevel());
        assertEquals(
                Optional.empty(), defaults.stateDirectory(), "the system's own, of which the file shows FreeBSD's");
        assertEquals(Optional.of(Path.of("/var/db/nethook")), read.stateDirectory());
        assertEquals(defaults.historySize(), read.historySize());
    }

    private static <T> void assertDefault(ConfigKey<T> key, PluginConfig section) {
        assertEquals(key.defaultValue(), section.get(key), key.name());
    }

    private static List<ConfigKey<?>> keys(LoadedPlugin plugin) {
        List<ConfigKey<?>> keys = new ArrayList<>();
        List<Extension> extensions = new ArrayList<>(plugin.listeners());
        extensions.addAll(plugin.commands());
        extensions.addAll(plugin.reconcilers());
        extensions.forEach(extension -> keys.addAll(extension.configKeys()));
        return keys;
    }

    @Test
    void shouldRefuseAnEventOverABadValueInOneLineThatSaysWhere() throws IOException, InterruptedException {
        Files.writeString(file, "plugins {\n  hyperv-vf {\n    vf-delay = 1s\n  }\n}\n");

        image.nethook("event", "IFNET", "em0", "LINK_UP")
                .assertRefused(
                        78,
                        "nethook: " + file
                                + ":3: key plugins.hyperv-vf.vf-delay must be a time from 2s to 600s, not \"1s\"");
    }
}
