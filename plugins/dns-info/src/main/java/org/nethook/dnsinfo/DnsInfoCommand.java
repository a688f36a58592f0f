package org.nethook.dnsinfo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.nethook.api.ConfigKey;
import org.nethook.api.ExitStatus;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.UsageException;
import org.pf4j.Extension;

/** Prints the name servers that the resolver uses, one a line, as hv_kvp_daemon expects of its hv_get_dns_info. */
@Extension
public final class DnsInfoCommand implements HostCommand {
    static final ConfigKey<Path> RESOLV_CONF = ConfigKey.file("resolv-conf", Path.of("/etc/resolv.conf"));

    @Override
    public String name() {
        return "dns-info";
    }

    @Override
    public String summary() {
        return "print the name servers of resolv.conf, one a line";
    }

    @Override
    public List<ConfigKey<?>> configKeys() {
        return List.of(RESOLV_CONF);
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PluginContext context) throws UsageException, IOException {
        if (!arguments.isEmpty()) {
            throw new UsageException("dns-info takes no arguments");
        }
        for (String server :
                ResolvConf.nameServers(context.files().read(RESOLV_CONF).orElse(""))) {
            out.print(server + "\n");
        }
        return ExitStatus.OK;
    }
}
