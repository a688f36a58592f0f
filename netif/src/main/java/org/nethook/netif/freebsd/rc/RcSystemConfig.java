package org.nethook.netif.freebsd.rc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.nethook.api.InterfaceConfig;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.file.RcDisk;
import org.nethook.netif.freebsd.rc.file.RcStore;
import org.nethook.netif.freebsd.rc.file.RcTexts;
import org.nethook.netif.freebsd.rc.load.RcFiles;
import org.nethook.netif.freebsd.rc.load.RcLoader;
import org.nethook.netif.freebsd.rc.sh.ShCommand;
import org.nethook.netif.freebsd.rc.sh.ShExpansion;
import org.nethook.netif.freebsd.rc.sh.ShParser;
import org.nethook.netif.freebsd.rc.sh.ShScanner;
import org.nethook.netif.freebsd.rc.sh.ShVariables;
import org.nethook.netif.freebsd.rc.sh.ShWord;
import org.nethook.netif.freebsd.rc.sh.UndecidedException;

/**
 * rc.conf(5) and the files rc reads with it, followed as far as they only set variables. Nothing in them is run: what
 * depends on a command, or on a condition that only a shell can decide, is a {@link SystemConfigException} that names
 * file and line, and only for the variables it could affect. Where rc's shell would or might end while it reads the
 * files, every question is such an exception.
 *
 * <p>Files are read at the first question, and again at the first one after they have changed, which is looked for twice a
 * second at most. Texts are ISO 8859-1, a byte a character. Usable from any thread.
 */
public final class RcSystemConfig implements SystemConfig {
    /** Between two looks whether files have changed: one plan asks hundreds of questions. */
    private static final long FRESH_NANOS = 500_000_000L;

    private final RcStore store;
    private final List<String> order;
    private final List<String> services;
    private final LongSupplier nanoTime;
    private RcFiles files;
    private long looked;
    private RcLoader loaded;
    private SystemConfigException failure;
    private Object version = new Object();

    RcSystemConfig(RcStore store, List<String> order, LongSupplier nanoTime) {
        this(store, order, List.of("netif"), nanoTime);
    }

    private RcSystemConfig(RcStore store, List<String> order, List<String> services, LongSupplier nanoTime) {
        this.services = services;
        this.store = store;
        this.files = new RcFiles(store);
        this.order = order;
        this.nanoTime = nanoTime;
    }

    /** One text and nothing else: what FreeBSD's defaults would set is unset. The name is for messages. */
    public static RcSystemConfig ofText(String fileName, String text) {
        String path = fileName.startsWith("/") ? fileName : "/" + fileName;
        return new RcSystemConfig(new RcTexts(Map.of(path, text)), List.of(path), System::nanoTime);
    }

    /**
     * Texts by absolute path in place of a file system, read in rc's usual order: {@code /etc/defaults/rc.conf} and
     * {@code vendor.conf}, {@code /etc/rc.conf}, {@code /etc/rc.conf.local}, {@code /etc/rc.conf.d/netif}, {@code
     * /usr/local/etc/rc.conf.d/netif}, or what they redefine that to. Others are read where one of these says so.
     */
    public static RcSystemConfig ofTexts(Map<String, String> pathToText) {
        return new RcSystemConfig(new RcTexts(pathToText), List.of(), System::nanoTime);
    }

    /**
     * Files, or directories of files, of this machine in the order they are read; empty for rc's usual order, as with
     * {@link #ofTexts}. One that does not exist is skipped. A file may read another one only if that is among them.
     */
    public static RcSystemConfig ofFiles(List<Path> paths) {
        return ofFiles(paths, System::nanoTime);
    }

    /** The same by another clock. */
    static RcSystemConfig ofFiles(List<Path> paths, LongSupplier nanoTime) {
        List<String> order = new ArrayList<>();
        for (Path path : paths) {
            order.add(path.toString());
        }
        return new RcSystemConfig(new RcDisk(), order, nanoTime);
    }

    /** The same files as other scripts than rc.d/netif read them: with these services' files of rc.conf.d, in this order. */
    RcSystemConfig as(String... others) {
        return new RcSystemConfig(store, order, List.of(others), nanoTime);
    }

    @Override
    public Optional<String> variable(String name) throws SystemConfigException {
        return Optional.ofNullable(value(load().variables(), name));
    }

    @Override
    public Optional<String> setting(String name) throws SystemConfigException {
        RcLoader now = load();
        return now.isDefault(name) ? Optional.empty() : Optional.ofNullable(value(now.variables(), name));
    }

    /**
     * {@inheritDoc} As rc's {@code get_if_var}: blanks are made one space each, and an empty value is one that is set.
     * Only {@code ifconfig_IF} and {@code ifconfig_IF_ipv6} fall back to {@code ifconfig_DEFAULT}.
     */
    @Override
    public Optional<String> interfaceVariable(String prefix, String ifName, String suffix)
            throws SystemConfigException {
        ShVariables variables = load().variables();
        String fallback = fallsBack(prefix, suffix) ? value(variables, "ifconfig_DEFAULT") : null;
        return interfaceVariable(prefix, ifName, suffix, fallback);
    }

    /** Whether {@code ifconfig_DEFAULT} takes the place of such a variable. */
    static boolean fallsBack(String prefix, String suffix) {
        return prefix.equals("ifconfig") && (suffix.isEmpty() || suffix.equals("_ipv6"));
    }

    /** Every file that was looked at or wanted by another one. */
    synchronized Set<String> asked() {
        return files.asked();
    }

    /** The same with a text to fall back to, which is evaluated as rc does; null for none. */
    Optional<String> interfaceVariable(String prefix, String ifName, String suffix, String fallback)
            throws SystemConfigException {
        ShVariables variables = load().variables();
        String part = InterfaceRules.namePart(ifName);
        int colon = part.indexOf(':');
        if (colon > 0 && colon + 1 < part.length() && Character.isDigit(part.charAt(colon + 1))) {
            // Such as hn0:1, which makes rc's own evaluation fail, and rc goes on without a value.
            return Optional.empty();
        }
        String name = prefix + "_" + part + suffix;
        if (part.isEmpty() || !ShWord.isName(name)) {
            throw new SystemConfigException("\"" + ifName + "\" cannot be part of a variable's name in rc.conf");
        }
        if (fallback == null && value(variables, name) == null) {
            return Optional.empty();
        }
        List<ShWord> words = secondReading(name, fallback == null ? "" : fallback);
        ShExpansion expansion = new ShExpansion(new ShVariables(variables));
        expansion.enter("rc's second reading of " + name, null);
        try {
            return Optional.of(InterfaceRules.echo(expansion.fields(words)));
        } catch (UndecidedException e) {
            throw new SystemConfigException(name + " cannot be decided: " + e.getMessage());
        }
    }

    /** rc evaluates {@code echo ${NAME-FALLBACK}} with the fallback's text in it, so quotes and references count again. */
    private static List<ShWord> secondReading(String name, String fallback) throws SystemConfigException {
        String code = "echo ${" + name + "-" + InterfaceRules.squeeze(fallback) + "}";
        List<ShCommand> commands = new ShParser(new ShScanner(code)).parseFile();
        if (!InterfaceRules.hasPattern(fallback)
                && commands.size() == 1
                && commands.get(0) instanceof ShCommand.Sequence line
                && line.commands().size() == 1
                && line.commands().get(0) instanceof ShCommand.Simple echo
                && echo.assignments().isEmpty()
                && echo.redirects().isEmpty()) {
            return echo.words().subList(1, echo.words().size());
        }
        throw new SystemConfigException("ifconfig_DEFAULT=\"" + fallback
                + "\" is evaluated a second time by rc; what that does is not certain");
    }

    @Override
    public boolean usesDhcp(String ifName) throws SystemConfigException {
        return new InterfaceDecisions(this, load().variables(), ifName).usesDhcp();
    }

    @Override
    public InterfaceConfig interfaceConfig(String ifName) throws SystemConfigException {
        return new InterfaceDecisions(this, load().variables(), ifName).decide();
    }

    /** A variable's value, or null. */
    String value(String name) throws SystemConfigException {
        return value(load().variables(), name);
    }

    /**
     * Lines that rc runs as commands and nethook does not, one text each.
     *
     * @throws SystemConfigException when a file cannot be read, or rc would stop loading it
     */
    public List<String> warnings() throws SystemConfigException {
        return List.copyOf(load().warnings());
    }

    @Override
    public synchronized Object version() {
        looked = nanoTime.getAsLong() - FRESH_NANOS;
        try {
            load();
        } catch (SystemConfigException e) {
            // That is an answer too, and stays the same as long as the files do.
        }
        return version;
    }

    private static String value(ShVariables variables, String name) throws SystemConfigException {
        try {
            return variables.value(name);
        } catch (UndecidedException e) {
            throw new SystemConfigException(name + " cannot be decided: " + e.getMessage());
        }
    }

    private void lookForChanges() {
        long now = nanoTime.getAsLong();
        if (loaded == null && failure == null) {
            looked = now;
        } else if (files.wereWritten() || now - looked >= FRESH_NANOS) {
            looked = now;
            if (files.wereWritten() || files.haveChanged()) {
                files = new RcFiles(store);
                version = new Object();
                loaded = null;
                failure = null;
            }
        }
    }

    private synchronized RcLoader load() throws SystemConfigException {
        lookForChanges();
        if (failure != null) {
            throw new SystemConfigException(failure.getMessage());
        }
        if (loaded == null) {
            RcLoader loader = new RcLoader(files, order, services);
            try {
                loader.load();
            } catch (SystemConfigException e) {
                failure = e;
                throw e;
            }
            loaded = loader;
        }
        return loaded;
    }
}
