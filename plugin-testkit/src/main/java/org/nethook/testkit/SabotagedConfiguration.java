package org.nethook.testkit;

import java.nio.file.Path;
import java.util.List;
import org.nethook.api.SystemConfig;
import org.nethook.api.plan.SystemSettings;
import org.nethook.netif.ConfigurationSource;
import org.nethook.testkit.fault.Saboteur;

/**
 * A configuration whose changes can be refused.
 *
 * @param real the machine's
 * @param by who refuses
 */
record SabotagedConfiguration(ConfigurationSource real, Saboteur by) implements ConfigurationSource {

    @Override
    public SystemConfig read(List<Path> files) {
        return real.read(files);
    }

    @Override
    public SystemSettings settings(List<Path> files) {
        return by.over(real.settings(files));
    }
}
