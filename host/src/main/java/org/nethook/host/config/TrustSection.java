package org.nethook.host.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nethook.host.plugin.PluginIds;
import org.nethook.host.plugin.trust.Digests;
import org.nethook.host.plugin.trust.TrustPolicy;

/** What section plugins asks of a plugin's jar. It stands beside the sections of the plugins, so that no plugin has such an id. */
final class TrustSection {
    private static final String REQUIRE_SIGNATURE = "require-signature";
    private static final String CERTIFICATES = "trusted-certificates";
    private static final String REQUIRE_PIN = "require-pin";
    static final String PIN = "pin";

    /** Its keys. */
    static final List<String> KEYS = PluginIds.RESERVED;

    private final ConfigObject section;
    private final Problems problems;

    private TrustSection(ConfigObject section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    /**
     * Reads it.
     *
     * @param plugins section plugins; anything but a section asks nothing
     */
    static TrustPolicy read(ConfigValue plugins, Problems problems) {
        return plugins instanceof ConfigObject section ? new TrustSection(section, problems).read() : TrustPolicy.FILES;
    }

    private TrustPolicy read() {
        Path certificates = certificates();
        boolean requireSignature = flag(REQUIRE_SIGNATURE);
        if (requireSignature && certificates == null && section.get(CERTIFICATES) == null) {
            problems.add(
                    section.get(REQUIRE_SIGNATURE).origin(),
                    "key plugins." + REQUIRE_SIGNATURE + " needs plugins." + CERTIFICATES
                            + ": a file of the certificates of those who may sign");
        }
        return new TrustPolicy(requireSignature ? certificates : null, pins(), flag(REQUIRE_PIN));
    }

    private boolean flag(String key) {
        ConfigValue value = section.get(key);
        if (value == null) {
            return false;
        }
        if (value.unwrapped() instanceof Boolean on) {
            return on;
        }
        wrong(key, value, "true or false");
        return false;
    }

    private Path certificates() {
        ConfigValue value = section.get(CERTIFICATES);
        Path path = value != null && value.unwrapped() instanceof String text ? ValueReader.path(text) : null;
        if (value != null && (path == null || !path.isAbsolute())) {
            wrong(CERTIFICATES, value, "an absolute path");
            return null;
        }
        return path;
    }

    private Map<String, String> pins() {
        Map<String, String> pins = new HashMap<>();
        ConfigValue value = section.get(PIN);
        if (value instanceof ConfigObject ids) {
            for (Map.Entry<String, ConfigValue> entry : ids.entrySet()) {
                if (entry.getValue().unwrapped() instanceof String digest && Digests.isDigest(digest)) {
                    pins.put(entry.getKey(), digest);
                } else {
                    wrong(
                            PIN + "." + entry.getKey(),
                            entry.getValue(),
                            "\"sha256:\" and 64 lower-case hexadecimal digits, as nethook plugins verify shows them");
                }
            }
        } else if (value != null) {
            wrong(PIN, value, "a section { ... } of plugin ids");
        }
        return pins;
    }

    private void wrong(String key, ConfigValue value, String allowed) {
        problems.add(value.origin(), "key plugins." + key + " must be " + allowed + ", not " + ValueReader.show(value));
    }
}
