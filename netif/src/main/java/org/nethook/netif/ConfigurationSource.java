package org.nethook.netif;

import java.nio.file.Path;
import java.util.List;
import org.nethook.api.SystemConfig;
import org.nethook.api.plan.SystemSettings;

/** Reads a system's own configuration, and changes it where that can be done. */
@FunctionalInterface
public interface ConfigurationSource {

    /** Reads these files, in this order; none for the system's usual ones. */
    SystemConfig read(List<Path> files);

    /** The same, with the system's own shell for what reading alone cannot tell, where there is one and it is wanted. */
    default SystemConfig read(List<Path> files, boolean shell) {
        return read(files);
    }

    /** Changes these files; what was written is read at once by what {@link #read} gave. */
    default SystemSettings settings(List<Path> files) {
        return SystemSettings.NONE;
    }
}
