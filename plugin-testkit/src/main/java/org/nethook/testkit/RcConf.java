package org.nethook.testkit;

import java.util.Map;
import org.nethook.api.SystemConfig;
import org.nethook.netif.freebsd.rc.RcSystemConfig;

/**
 * What {@link org.nethook.api.PluginContext#systemConfig} answers for texts of rc.conf, without a machine. FreeBSD's own defaults are
 * not among them.
 */
public final class RcConf {
    private RcConf() {}

    /** For {@code /etc/rc.conf} of these lines, and no other file. */
    public static SystemConfig of(String... lines) {
        return RcSystemConfig.ofText("/etc/rc.conf", String.join("\n", lines) + "\n");
    }

    /**
     * For several files, read in the order in which rc reads them.
     *
     * @param pathToText by absolute path, such as {@code /etc/rc.conf.local} or {@code /etc/rc.conf.d/netif}
     */
    public static SystemConfig ofFiles(Map<String, String> pathToText) {
        return RcSystemConfig.ofTexts(pathToText);
    }
}
