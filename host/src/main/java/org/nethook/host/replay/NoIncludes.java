package org.nethook.host.replay;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;

/** A scenario is one file: it reads no other, and nothing from the network. */
final class NoIncludes implements ConfigIncluder {

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        throw new ConfigException.Generic("include: a scenario must stand in one file; \"" + what + "\" is not read");
    }
}
