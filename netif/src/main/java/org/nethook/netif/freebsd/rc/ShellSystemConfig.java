package org.nethook.netif.freebsd.rc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.nethook.api.InterfaceConfig;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.file.DiskTrust;
import org.nethook.netif.freebsd.rc.shell.RcShell;
import org.nethook.netif.freebsd.rc.shell.ShellRunner;

/**
 * Reads first, and asks rc's own shell what reading alone cannot tell. It is asked only when nobody but root could have written
 * any file that is read or run. Answers stay until a file changes.
 */
final class ShellSystemConfig implements SystemConfig {
    /** Where the rest of rc.conf stands, which reading may not have come to. */
    private static final List<String> USUAL = List.of(
            "/etc/defaults/rc.conf",
            "/etc/defaults/vendor.conf",
            "/etc/rc.conf",
            "/etc/rc.conf.local",
            "/etc/rc.conf.d/netif",
            "/usr/local/etc/rc.conf.d/netif");

    private final RcSystemConfig read;
    private final Shells shells;
    private RcShell shell;
    private Object version;

    /** What the shell is run by, made when it is first needed. */
    interface Shells {
        ShellRunner runner();

        DiskTrust trust();
    }

    ShellSystemConfig(RcSystemConfig read, Shells shells) {
        this.read = read;
        this.shells = shells;
    }

    @Override
    public Optional<String> variable(String name) throws SystemConfigException {
        try {
            return read.variable(name);
        } catch (SystemConfigException e) {
            return answer(e, asked -> Optional.ofNullable(asked.variable(name)));
        }
    }

    /** {@inheritDoc} Only reading tells, because a change is made to what can be read. */
    @Override
    public Optional<String> setting(String name) throws SystemConfigException {
        return read.setting(name);
    }

    @Override
    public Optional<String> interfaceVariable(String prefix, String ifName, String suffix)
            throws SystemConfigException {
        try {
            return read.interfaceVariable(prefix, ifName, suffix);
        } catch (SystemConfigException e) {
            String variable = prefix + "_" + InterfaceRules.namePart(ifName) + suffix;
            boolean fallback = RcSystemConfig.fallsBack(prefix, suffix);
            return answer(
                    e,
                    asked -> Optional.ofNullable(asked.interfaceVariable(prefix, ifName, suffix, variable, fallback)));
        }
    }

    @Override
    public boolean usesDhcp(String ifName) throws SystemConfigException {
        try {
            return read.usesDhcp(ifName);
        } catch (SystemConfigException e) {
            return answer(e, asked -> is(asked.decisions(ifName), "dhcpif"));
        }
    }

    @Override
    public InterfaceConfig interfaceConfig(String ifName) throws SystemConfigException {
        try {
            return read.interfaceConfig(ifName);
        } catch (SystemConfigException e) {
            return answer(e, asked -> config(ifName, asked.decisions(ifName)));
        }
    }

    @Override
    public Object version() {
        return read.version();
    }

    private static InterfaceConfig config(String ifName, Map<String, String> decisions) {
        return new InterfaceConfig(
                ifName,
                is(decisions, "dhcpif"),
                is(decisions, "syncdhcpif"),
                is(decisions, "autoif"),
                !is(decisions, "noafif"),
                is(decisions, "ipv6if"),
                is(decisions, "ipv6_autoconfif"),
                is(decisions, "wpaif"),
                decisions.getOrDefault("getargs", ""),
                decisions.getOrDefault("getargs6", ""),
                aliases(ifName, decisions.getOrDefault("aliases", "")),
                aliases(ifName, decisions.getOrDefault("aliases6", "")));
    }

    private static boolean is(Map<String, String> decisions, String function) {
        return "yes".equals(decisions.get(function));
    }

    /** Lines such as {@code hn0 inet 10.0.0.5/32 alias}. */
    private static List<String> aliases(String ifName, String lines) {
        return lines.lines()
                .filter(line -> line.startsWith(ifName + " ") && line.endsWith(" alias"))
                .map(line -> line.substring(ifName.length() + 1, line.length() - " alias".length()))
                .toList();
    }

    private interface Question<T> {
        T ask(RcShell shell) throws SystemConfigException;
    }

    private synchronized <T> T answer(SystemConfigException untold, Question<T> question) throws SystemConfigException {
        Object now = read.version();
        if (shell == null || !now.equals(version)) {
            shell = new RcShell(shells.runner());
            version = now;
        }
        String why = objection();
        if (why == null) {
            try {
                return question.ask(shell);
            } catch (SystemConfigException e) {
                why = e.getMessage();
            }
        } else {
            why = "rc's own shell is not asked: " + why;
        }
        throw new SystemConfigException(untold.getMessage() + "; " + why);
    }

    /** Why what would be read and run is not trusted, or null. */
    private String objection() {
        TreeSet<String> paths = new TreeSet<>(RcShell.PROGRAMS);
        paths.addAll(USUAL);
        paths.addAll(read.asked());
        DiskTrust trust = shells.trust();
        for (String path : paths) {
            String objection = trust.objection(path);
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }
}
