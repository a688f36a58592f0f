package org.nethook.hypervvf;

import java.time.Duration;
import java.util.Optional;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;

/** How long a VF is left alone after it appeared. */
final class VfDelay {
    private static final Duration LEAST = Duration.ofSeconds(2);

    /** More is a mistake: 277 hours are the most. */
    private static final int MOST_DIGITS = 6;

    /** For one hn, or for all where rc.conf does not set hyperv_vf_delay. */
    static final ConfigKey<Duration> KEY =
            ConfigKey.duration("vf-delay", LEAST, LEAST, Duration.ofMinutes(10)).perInterface();

    private VfDelay() {}

    /**
     * What the configuration says for this hn, else rc.conf's hyperv_vf_delay, else what the configuration says for all; never
     * less than two seconds, as hn(4) itself needs them.
     */
    static Duration of(String hn, PluginContext context) {
        Optional<Duration> own = context.config().own(KEY, hn);
        if (own.isPresent()) {
            return own.get();
        }
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
        if (isNumber(value)) {
            Duration delay = Duration.ofSeconds(Long.parseLong(value));
            return delay.compareTo(LEAST) < 0 ? LEAST : delay;
        }
        Duration fallback = context.config().get(KEY);
        context.report()
                .note("hyperv_vf_delay=\"" + value + "\" is not a number of seconds; " + fallback.toSeconds()
                        + " s is used");
        return fallback;
    }

    private static boolean isNumber(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= MOST_DIGITS;
    }
}
