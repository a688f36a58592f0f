package org.nethook.netif.freebsd.rc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nethook.api.SystemConfigException;
import org.nethook.api.plan.SystemSettings;
import org.nethook.netif.ConfigurationSource;
import org.nethook.netif.freebsd.rc.edit.RcSettings;
import org.nethook.netif.freebsd.rc.file.RcDisk;
import org.nethook.netif.freebsd.rc.file.RcTexts;
import org.nethook.netif.freebsd.rc.file.RcWritableStore;

/** rc.conf(5), read and written. Usable from any thread. */
public final class RcConfiguration implements ConfigurationSource {
    private final RcWritableStore store;

    /** The files of a store. */
    public RcConfiguration(RcWritableStore store) {
        this.store = store;
    }

    /** The files of this machine. */
    public static RcConfiguration onDisk() {
        return new RcConfiguration(new RcDisk());
    }

    /** Texts by absolute path in place of a file system; what is written replaces them. */
    public static RcConfiguration ofTexts(Map<String, String> pathToText) {
        return new RcConfiguration(new RcTexts(pathToText));
    }

    /** {@inheritDoc} See {@link RcSystemConfig#ofFiles}. */
    @Override
    public RcSystemConfig read(List<Path> files) {
        return new RcSystemConfig(store, order(files), System::nanoTime);
    }

    @Override
    public SystemSettings settings(List<Path> files) {
        return new RcSettings(store, order(files));
    }

    /**
     * A file's text, ISO 8859-1.
     *
     * @return empty when there is no such file
     * @throws SystemConfigException when it cannot be read
     */
    public Optional<String> text(String path) throws SystemConfigException {
        return Optional.ofNullable(store.read(path));
    }

    private static List<String> order(List<Path> files) {
        List<String> order = new ArrayList<>();
        for (Path path : files) {
            order.add(path.toString());
        }
        return order;
    }
}
