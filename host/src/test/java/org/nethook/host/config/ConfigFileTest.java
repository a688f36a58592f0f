package org.nethook.host.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nethook.api.ConfigKey;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginConfig;
import org.nethook.api.PluginContext;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.Netif;
import org.nethook.host.log.LogLevel;
import org.nethook.host.plugin.LoadedPlugin;
import org.nethook.host.plugin.LoadedPlugins;
import org.nethook.host.plugin.grant.Grants;

class ConfigFileTest {
    private static final ConfigKey<Boolean> ON = ConfigKey.bool("on", true);
    private static final ConfigKey<Integer> COUNT = ConfigKey.integer("count", 3, 1, 10);
    private static final ConfigKey<String> MODE = ConfigKey.string("mode", "auto", "auto", "manual");
    private static final ConfigKey<List<String>> NAMES = ConfigKey.strings("names", List.of("a"));
    private static final ConfigKey<Duration> DELAY = ConfigKey.duration(
                    "delay", Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMinutes(10))
            .perInterface();
    private static final ConfigKey<String> LAGG =
            ConfigKey.pseudoInterface("lagg-name", "lagg").perInterface();
    private static final ConfigKey<Path> FILE = ConfigKey.file("resolv-conf", Path.of("/etc/resolv.conf"));
    private static final LoadedPlugins PLUGINS = new LoadedPlugins(
            List.of(plugin("dns-info", FILE, MODE), plugin("hyperv-vf", DELAY, COUNT, ON, NAMES, LAGG)),
            List.of(),
            List.of());

    @TempDir
    Path directory;

    @Test
    void shouldGiveWhatTheFileSaysAndDefaultsForTheRest() throws Exception {
        HostConfig config = load("""
                system { rc-conf = [/etc/rc.conf, "/etc/rc.conf.local"] }
                log.level = debug
                host { state-dir = /var/nethook, history-size = 16 }
                plugins {
                  dns-info { resolv-conf = /run/resolv.conf }
                  hyperv-vf { delay = 2 minutes, count = 10, on = false, names = [] }
                }
                """);
        assertEquals(List.of(Path.of("/etc/rc.conf"), Path.of("/etc/rc.conf.local")), config.rcConf());
        assertEquals(LogLevel.DEBUG, config.logLevel());
        assertEquals(Optional.of(Path.of("/var/nethook")), config.stateDirectory());
        assertEquals(16 * 1024, config.historySize());
        PluginConfig dns = config.section("dns-info");
        PluginConfig vf = config.section("hyperv-vf");
        assertEquals(Path.of("/run/resolv.conf"), dns.get(FILE));
        assertEquals("auto", dns.get(MODE));
        assertEquals(Duration.ofMinutes(2), vf.get(DELAY));
        assertEquals(10, vf.get(COUNT));
        assertEquals(false, vf.get(ON));
        assertEquals(List.of(), vf.get(NAMES));
        assertThrows(IllegalArgumentException.class, () -> dns.get(DELAY));
    }

    @Test
    void shouldLetSomeKeysBeSetForOneInterface() throws Exception {
        PluginConfig vf = load("plugins.hyperv-vf { delay = 9s, interfaces { hn1 { delay = 5s, lagg-name = lagg7 } } }")
                .section("hyperv-vf");
        assertEquals(Duration.ofSeconds(5), vf.get(DELAY, "hn1"));
        assertEquals(Duration.ofSeconds(9), vf.get(DELAY, "hn10"));
        assertEquals(Duration.ofSeconds(9), vf.get(DELAY));
        assertEquals("lagg7", vf.get(LAGG, "hn1"));
        assertEquals("", vf.get(LAGG, "hn0"));
        assertThrows(IllegalArgumentException.class, () -> vf.get(COUNT, "hn1"));
    }

    @Test
    void shouldTakeAnEmptyFileForDefaults() throws Exception {
        HostConfig config = load("");
        assertEquals(List.of(), config.rcConf());
        assertEquals(LogLevel.INFO, config.logLevel());
        assertEquals(Optional.empty(), config.stateDirectory());
        assertEquals(1 << 20, config.historySize());
        assertEquals(Duration.ofSeconds(2), config.section("hyperv-vf").get(DELAY));
        assertEquals(config.logLevel(), ConfigFile.defaults(PLUGINS).logLevel());
    }

    @Test
    void shouldReadFilesThatItIncludesAndNameThemInMistakes() throws Exception {
        Path more = Files.writeString(directory.resolve("more.conf"), "plugins.hyperv-vf.count = 5\n");
        assertEquals(5, load("include \"more.conf\"").section("hyperv-vf").get(COUNT));
        Files.writeString(more, "\nplugins.hyperv-vf.count = 50\n");
        ConfigException e = assertThrows(ConfigException.class, () -> load("include \"more.conf\""));
        assertEquals(
                List.of(more + ":2: key plugins.hyperv-vf.count must be a whole number from 1 to 10, not 50"),
                e.problems());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wrong("sytem {}", "1: unknown key sytem; did you mean system?"),
                wrong("\nthings = 1", "2: unknown key things; known are system, log, host, plugins"),
                wrong("system { rc-con = [] }", "1: unknown key system.rc-con; did you mean system.rc-conf?"),
                wrong("system = 3", "1: key system must be a section { ... }, not 3"),
                wrong(
                        "system.rc-conf = /etc/rc.conf",
                        "1: key system.rc-conf must be a list of texts, not \"/etc/rc.conf\""),
                wrong(
                        "system.rc-conf = [rc.conf]",
                        "1: key system.rc-conf must be a list of absolute paths, not [\"rc.conf\"]"),
                wrong("system.rc-conf = [1]", "1: key system.rc-conf must be a list of texts, not [1]"),
                wrong(
                        "log { level = loud }",
                        "1: key log.level must be one of off, error, warn, info, debug, trace, not \"loud\""),
                wrong(
                        "log.level = null",
                        "1: key log.level must be one of off, error, warn, info, debug, trace, not null"),
                wrong("host.state-dir = state", "1: key host.state-dir must be an absolute path, not \"state\""),
                wrong("host.state-dir = \"\"", "1: key host.state-dir must be an absolute path, not \"\""),
                wrong("host.state-dir = 1", "1: key host.state-dir must be a text, not 1"),
                wrong(
                        "host.history-size = 15",
                        "1: key host.history-size must be a whole number from 16 to 65536, not 15"),
                wrong(
                        "host.state = 1",
                        "1: unknown key host.state; known are state-dir, history-size, socket-group, hook-timeout, "
                                + "park-after, drain, metrics-file"),
                wrong("host.hook-timeout = 0s", "1: key host.hook-timeout must be a time from 1s to 3600s, not \"0s\""),
                wrong("host.hook-timeout = 60", "1: key host.hook-timeout must be a time from 1s to 3600s, not 60"),
                wrong("host.park-after = 0", "1: key host.park-after must be a whole number from 1 to 1000, not 0"),
                wrong("host.drain = 10m", "1: key host.drain must be a time from 0s to 300s, not \"10m\""),
                wrong("host.socket-group = [wheel]", "1: key host.socket-group must be a text, not [\"wheel\"]"),
                wrong(
                        "host.metrics-file = nethook.prom",
                        "1: key host.metrics-file must be the absolute path of a file, not \"nethook.prom\""),
                wrong(
                        "host.metrics-file = /",
                        "1: key host.metrics-file must be the absolute path of a file, not \"/\""),
                wrong("plugins = []", "1: key plugins must be a section { ... }, not []"),
                wrong("plugins { hyperv-fv {} }", "1: unknown key plugins.hyperv-fv; did you mean plugins.hyperv-vf?"),
                wrong("plugins { hyperv-vf = on }", "1: key plugins.hyperv-vf must be a section { ... }, not \"on\""),
                wrong(
                        "plugins.hyperv-vf { dealy = 3s }",
                        "1: unknown key plugins.hyperv-vf.dealy; did you mean plugins.hyperv-vf.delay?"),
                wrong(
                        "plugins.hyperv-vf.delay = 1s",
                        "1: key plugins.hyperv-vf.delay must be a time from 2s to 600s, not \"1s\""),
                wrong(
                        "plugins.hyperv-vf.delay = 120",
                        "1: key plugins.hyperv-vf.delay must be a time from 2s to 600s, not 120"),
                wrong(
                        "plugins.hyperv-vf.delay = \"120\"",
                        "1: key plugins.hyperv-vf.delay must be a time from 2s to 600s, not \"120\""),
                wrong(
                        "plugins.hyperv-vf.delay = 3 moons",
                        "1: key plugins.hyperv-vf.delay must be a time from 2s to 600s, not \"3 moons\""),
                wrong(
                        "plugins {\n hyperv-vf {\n  count = 11\n }\n}",
                        "3: key plugins.hyperv-vf.count must be a whole number from 1 to 10, not 11"),
                wrong(
                        "plugins.hyperv-vf.count = 2.5",
                        "1: key plugins.hyperv-vf.count must be a whole number from 1 to 10, not 2.5"),
                wrong(
                        "plugins.hyperv-vf.count = \"2\"",
                        "1: key plugins.hyperv-vf.count must be a whole number from 1 to 10, not \"2\""),
                wrong("plugins.hyperv-vf.on = yes", "1: key plugins.hyperv-vf.on must be true or false, not \"yes\""),
                wrong(
                        "plugins.hyperv-vf.on {}",
                        "1: key plugins.hyperv-vf.on must be true or false, not a section { ... }"),
                wrong(
                        "plugins.dns-info.mode = of",
                        "1: key plugins.dns-info.mode must be one of auto, manual, not \"of\""),
                wrong(
                        "plugins.dns-info.resolv-conf = x",
                        "1: key plugins.dns-info.resolv-conf must be an absolute path, not \"x\""),
                wrong(
                        "plugins.dns-info.resolv-conf = ${HOME}/x",
                        "1: a substitution ${...} names a key that is not in this file"),
                wrong(
                        "plugins.hyperv-vf.interfaces.hn0.delay = 1s",
                        "1: key plugins.hyperv-vf.interfaces.hn0.delay must be a time from 2s to 600s, not \"1s\""),
                wrong(
                        "plugins.hyperv-vf.interfaces.hn0.count = 1",
                        "1: unknown key plugins.hyperv-vf.interfaces.hn0.count; known are delay, lagg-name"),
                wrong(
                        "plugins.hyperv-vf.interfaces.hn0.lagg-name = lagg07",
                        "1: key plugins.hyperv-vf.interfaces.hn0.lagg-name must be a name such as lagg7, or \"\","
                                + " not \"lagg07\""),
                wrong(
                        "plugins.hyperv-vf.interfaces.hn0 = off",
                        "1: key plugins.hyperv-vf.interfaces.hn0 must be a section { ... }, not \"off\""),
                wrong(
                        "plugins.hyperv-vf.interfaces = 3",
                        "1: key plugins.hyperv-vf.interfaces must be a section { ... } of interfaces, not 3"),
                wrong(
                        "plugins.hyperv-vf.interfaces.abcdefghijklmnop {}",
                        "1: plugins.hyperv-vf.interfaces.abcdefghijklmnop: an interface's name must be "
                                + Netif.PLAIN_NAME),
                wrong(
                        "plugins.hyperv-vf {\n  interfaces { \"wlan 0\" {} }\n}",
                        "2: plugins.hyperv-vf.interfaces.wlan 0: an interface's name must be 1 to 15 letters, digits and"
                                + " . _ : - that start with a letter, a digit or an underscore"),
                wrong(
                        "plugins.hyperv-vf.interfaces.\"\" {}",
                        "1: plugins.hyperv-vf.interfaces.: an interface's name must be " + Netif.PLAIN_NAME),
                wrong(
                        "plugins.hyperv-vf.interface {}",
                        "1: unknown key plugins.hyperv-vf.interface; did you mean plugins.hyperv-vf.interfaces?"),
                wrong(
                        "plugins.dns-info.interfaces {}",
                        "1: unknown key plugins.dns-info.interfaces; known are resolv-conf, mode"),
                wrong("plugins { x = [1", "1: the file ends before every { and [ is closed"),
                wrong("log.level = info }", "1: unbalanced close brace '}' with no open brace"),
                wrong("plugins {", "1: the file ends before every { and [ is closed"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldNameFileLineKeyAndWhatIsAllowed(String text, String problem) {
        ConfigException e = assertThrows(ConfigException.class, () -> load(text));
        assertEquals(List.of(directory.resolve("nethook.conf") + ":" + problem), e.problems());
    }

    @Test
    void shouldListEveryMistakeInTheOrderOfTheFile() {
        ConfigException e = assertThrows(
                ConfigException.class,
                () -> load("plugins.hyperv-vf.count = 0\nlevel = info\nsystem.x = 1\nplugins.dns-info.mode = 5\n"));
        Path file = directory.resolve("nethook.conf");
        assertEquals(
                List.of(
                        file + ":1: key plugins.hyperv-vf.count must be a whole number from 1 to 10, not 0",
                        file + ":2: unknown key level; known are system, log, host, plugins",
                        file + ":3: unknown key system.x; known are rc-conf, rc-shell",
                        file + ":4: key plugins.dns-info.mode must be one of auto, manual, not 5"),
                e.problems());
    }

    @Test
    void shouldWarnOfAPinThatPinsNothing() throws Exception {
        String digest = "sha256:" + "0".repeat(64);
        HostConfig config = load("plugins.pin {\n  hyperv-vf = \"" + digest + "\"\n  dns-imfo = \"" + digest + "\"\n}");
        assertEquals(
                List.of(directory.resolve("nethook.conf")
                        + ":3: key plugins.pin.dns-imfo pins nothing: no plugin of this id is in " + directory
                        + "; did you mean dns-info?"),
                config.warnings());
    }

    @Test
    void shouldOnlyWarnOfTheSectionOfAJarThatWasTakenOut() throws Exception {
        HostConfig config = load("plugins {\n  ip-injection { x = 1 }\n  other {}\n}");
        assertEquals(
                List.of(directory.resolve("nethook.conf")
                        + ":2: section plugins.ip-injection is not used: no plugin of this id is in " + directory),
                config.warnings());
    }

    @Test
    void shouldNameAFileThatCannotBeRead() throws IOException {
        Path absent = directory.resolve("absent.conf");
        ConfigException e = assertThrows(ConfigException.class, () -> ConfigFile.load(absent, directory, PLUGINS));
        assertEquals(List.of(absent + ": no such file"), e.problems());
        e = assertThrows(ConfigException.class, () -> ConfigFile.load(directory, directory, PLUGINS));
        assertEquals(List.of(directory + ": is a directory"), e.problems());
    }

    private HostConfig load(String text) throws IOException, ConfigException {
        Path file = Files.writeString(directory.resolve("nethook.conf"), text);
        return ConfigFile.load(file, directory, PLUGINS);
    }

    private static Arguments wrong(String text, String problem) {
        return Arguments.of(text, problem);
    }

    private static LoadedPlugin plugin(String id, ConfigKey<?>... keys) {
        InterfaceEventListener listener = new InterfaceEventListener() {
            @Override
            public EventFilter filter() {
                return EventFilter.any();
            }

            @Override
            public void onEvent(InterfaceEvent event, PluginContext context) {}

            @Override
            public List<ConfigKey<?>> configKeys() {
                return List.of(keys);
            }
        };
        return new LoadedPlugin(
                id, "1.0.0", "", Path.of(id + ".jar"), Grants.NONE, List.of(listener), List.of(), List.of());
    }
}
