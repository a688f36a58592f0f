package org.nethook.netif.freebsd.rc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.plan.SystemSettings;
import org.nethook.netif.ConfigurationSource;
import org.nethook.netif.freebsd.rc.edit.RcSettings;
import org.nethook.netif.freebsd.rc.file.DiskTrust;
import org.nethook.netif.freebsd.rc.file.RcDisk;
import org.nethook.netif.freebsd.rc.file.RcTexts;
import org.nethook.netif.freebsd.rc.file.RcWritableStore;
import org.nethook.netif.freebsd.rc.shell.ShellProcess;
import org.nethook.netif.freebsd.rc.shell.ShellRunner;

/** rc.conf(5), read and written. Usable from any thread. */
public final class RcConfiguration implements ConfigurationSource {
    private final RcWritableStore store;
    private final ShellSystemConfig.Shells shells;

    /** The files of a store. */
    public RcConfiguration(RcWritableStore store) {
        this(store, null);
    }

    RcConfiguration(RcWritableStore store, ShellSystemConfig.Shells shells) {
        this.store = store;
        this.shells = shells;
    }

    /** This machine's /bin/sh, and root's files. */
    private static final class Machine implements ShellSystemConfig.Shells {
        @Override
        public ShellRunner runner() {
            return new ShellProcess();
        }

        @Override
        public DiskTrust trust() {
            return new DiskTrust(Path.of("/"), true);
        }
    }

    /** The files of this machine. */
    public static RcConfiguration onDisk() {
        return new RcConfiguration(new RcDisk());
    }

    /** The files of this machine, which has FreeBSD's rc to ask. */
    public static RcConfiguration ofFreeBsd() {
        return new RcConfiguration(new RcDisk(), new Machine());
    }

    /** Texts by absolute path in place of a file system; what is written replaces them. */
    public static RcConfiguration ofTexts(Map<String, String> pathToText) {
        return new RcConfiguration(new RcTexts(pathToText));
    }

    /** {@inheritDoc} See {@link RcSystemConfig#ofFiles}. */
    @Override
    public RcSystemConfig read(List<Path> files) {
        return new RcSystemConfig(store, order(files), new Uptime());
    }

    @Override
    public SystemConfig read(List<Path> files, boolean shell) {
        RcSystemConfig plain = read(files);
        return shell && files.isEmpty() && shells != null ? new ShellSystemConfig(plain, shells) : plain;
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

    /** No method reference: every one-shot start makes one of these, and the first lambda of a JVM costs milliseconds. */
    private static final class Uptime implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }
}
