package org.nethook.dhcpinfo;

import java.io.PrintStream;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;
import org.nethook.api.UsageException;
import org.nethook.api.netif.NetifException;
import org.pf4j.Extension;

/**
 * Prints {@code Enabled} or {@code Disabled}, as hv_kvp_daemon expects of its hv_get_dhcp_info: whether rc configures the
 * interface by DHCP. A lagg and a VF get the answer of the hn they belong to. Where the answer cannot be decided it
 * prints nothing, which the daemon takes for disabled.
 */
@Extension
public final class DhcpInfoCommand implements HostCommand {
    private static final int LONGEST_NAME = 15;

    @Override
    public String name() {
        return "dhcp-info";
    }

    @Override
    public String arguments() {
        return "IFNAME";
    }

    @Override
    public String summary() {
        return "print Enabled or Disabled: whether the interface is configured by DHCP";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PluginContext context)
            throws UsageException, NetifException, SystemConfigException {
        if (arguments.size() != 1) {
            throw new UsageException("dhcp-info wants one interface name, not " + arguments.size());
        }
        String ifName = arguments.get(0);
        if (!isName(ifName)) {
            throw new UsageException("an interface name has 1 to " + LONGEST_NAME
                    + " letters, digits, \"_\", \"-\" or \".\", and no \"-\" in front");
        }
        String answering = new Owner(context).of(ifName);
        out.print(context.systemConfig().usesDhcp(answering) ? "Enabled\n" : "Disabled\n");
        return ExitStatus.OK;
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && c != '_' && c != '.' && (c != '-' || i == 0)) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_NAME;
    }
}
