package org.nethook.hypervvf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;

/** How long a VF is left alone after it appeared. */
final class VfDelay {
    private static final Duration LEAST = Duration.ofSeconds(2);

    /** Where rc.conf does not set hyperv_vf_delay. */
    static final ConfigKey<Duration> KEY = ConfigKey.duration("vf-delay", LEAST, LEAST, Duration.ofMinutes(10));

    static final List<ConfigKey<?>> KEYS = List.of(KEY);

    private VfDelay() {}

    /** rc.conf's hyperv_vf_delay, else the configuration's; never less than two seconds, as hn(4) itself needs them. */
    static Duration of(PluginContext context) {
        try {
            Optional<String> value = context.systemConfig().variable("hyperv_vf_delay");
            if (value.isPresent()) {
                return parse(value.get(), context);
            }
        } catch (SystemConfigException e) {
            context.report()
                    .note("hyperv_vf_delay is unknown (" + e.getMessage() + "); "
                            + context.config().get(KEY).toSeconds() + " s is used");
        }
        return context.config().get(KEY);
    }

    private static Duration parse(String value, PluginContext context) {
        if (value.matches("[0-9]{1,6}")) {
            Duration delay = Duration.ofSeconds(Long.parseLong(value));
            return delay.compareTo(LEAST) < 0 ? LEAST : delay;
        }
        Duration fallback = context.config().get(KEY);
        context.report()
                .note("hyperv_vf_delay=\"" + value + "\" is not a number of seconds; " + fallback.toSeconds()
                        + " s is used");
        return fallback;
    }
}
