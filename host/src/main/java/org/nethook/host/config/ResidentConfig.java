package org.nethook.host.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;

/**
 * What concerns the resident host alone.
 *
 * @param socketGroup whose members may ask it, besides root; empty for nobody
 * @param hookTimeout how long a hook, or a scheduled task, may run before it is interrupted
 * @param parkAfter how many faults within ten minutes park a plugin
 * @param drain how long what runs may go on once the host is told to end
 * @param metricsFile where its metrics are written; empty for nowhere
 */
public record ResidentConfig(
        String socketGroup, Duration hookTimeout, int parkAfter, Duration drain, Optional<Path> metricsFile) {
    private static final ConfigKey<String> SOCKET_GROUP = ConfigKey.string("socket-group", "");
    private static final ConfigKey<Duration> HOOK_TIMEOUT =
            ConfigKey.duration("hook-timeout", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(3600));
    private static final ConfigKey<Integer> PARK_AFTER = ConfigKey.integer("park-after", 5, 1, 1000);
    private static final ConfigKey<Duration> DRAIN =
            ConfigKey.duration("drain", Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(300));
    private static final ConfigKey<String> METRICS_FILE = ConfigKey.string("metrics-file", "");

    /** Its keys, in section host. */
    static final List<ConfigKey<?>> KEYS = List.of(SOCKET_GROUP, HOOK_TIMEOUT, PARK_AFTER, DRAIN, METRICS_FILE);

    /** What an empty file would say. */
    public static final ResidentConfig DEFAULTS = new ResidentConfig(
            SOCKET_GROUP.defaultValue(),
            HOOK_TIMEOUT.defaultValue(),
            PARK_AFTER.defaultValue(),
            DRAIN.defaultValue(),
            Optional.empty());

    /**
     * Takes it from the section.
     *
     * @param value the section as it stands in the file; null when it does not
     */
    static ResidentConfig of(Section section, ConfigValue value, Problems problems) {
        String file = section.get(METRICS_FILE);
        Path path = ValueReader.path(file);
        boolean good = file.isEmpty() || path != null && path.isAbsolute() && path.getFileName() != null;
        if (!good) {
            ConfigValue where = ((ConfigObject) value).get(METRICS_FILE.name());
            problems.add(
                    where.origin(),
                    "key host." + METRICS_FILE.name() + " must be the absolute path of a file, not "
                            + ValueReader.show(where));
        }
        return new ResidentConfig(
                section.get(SOCKET_GROUP),
                section.get(HOOK_TIMEOUT),
                section.get(PARK_AFTER),
                section.get(DRAIN),
                good ? Optional.ofNullable(path) : Optional.empty());
    }

    /** The timeout alone; a value that is wrong is told of when all is checked. */
    static Duration hookTimeout(ConfigValue host) {
        ConfigValue value = host instanceof ConfigObject section ? section.get(HOOK_TIMEOUT.name()) : null;
        Object read = value == null ? null : ValueReader.read(HOOK_TIMEOUT, value);
        return read instanceof Duration timeout ? timeout : HOOK_TIMEOUT.defaultValue();
    }

    /** The keys whose value is another one here, and counts only for a host that is started anew. */
    public List<String> needRestart(ResidentConfig before) {
        List<String> keys = new ArrayList<>();
        if (!socketGroup.equals(before.socketGroup)) {
            keys.add("host." + SOCKET_GROUP.name());
        }
        if (!hookTimeout.equals(before.hookTimeout)) {
            keys.add("host." + HOOK_TIMEOUT.name());
        }
        if (parkAfter != before.parkAfter) {
            keys.add("host." + PARK_AFTER.name());
        }
        return keys;
    }
}
