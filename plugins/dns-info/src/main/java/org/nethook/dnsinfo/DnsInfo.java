package org.nethook.dnsinfo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginContext;
import org.nethook.api.UsageException;
import org.nethook.api.answer.AnsweringCommand;
import org.nethook.api.answer.JsonObject;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.pf4j.Extension;

/** Prints the name servers that are set, one a line, as hv_kvp_daemon expects of its hv_get_dns_info. */
@Extension
public final class DnsInfo implements AnsweringCommand {
    /**
     * hv_kvp_daemon joins the lines, each with a semicolon, in a message that has room for 1024 characters (MAX_IP_ADDR_SIZE in
     * hv_kvp.h); with more the kernel answers nothing at all to the host.
     */
    private static final int ROOM = 1023;

    @Override
    public String name() {
        return "dns-info";
    }

    @Override
    public String arguments() {
        return "[IFNAME] [--json]";
    }

    @Override
    public String summary() {
        return "print the name servers that are set, or that an interface brought, one a line";
    }

    @Override
    public List<ConfigKey<?>> configKeys() {
        return DnsFiles.KEYS;
    }

    @Override
    public List<String> lines(List<String> arguments, PluginContext context)
            throws UsageException, IOException, NetifException {
        DnsFiles files = new DnsFiles(context);
        String ifName = ifName(arguments);
        if (ifName != null) {
            return fitting(InterfaceServers.of(ifName, files, context).servers());
        }
        List<String> servers = files.resolvConf().servers();
        if (context.config().get(DnsFiles.UPSTREAMS)) {
            servers = Upstreams.behind(servers, files, context).inPlaceOf(servers, context);
        }
        return fitting(servers);
    }

    private static List<String> fitting(List<String> servers) {
        List<String> fitting = new ArrayList<>();
        int room = ROOM;
        for (String server : servers) {
            room -= server.length() + 1;
            if (room < 0) {
                break;
            }
            fitting.add(server);
        }
        return fitting;
    }

    @Override
    public JsonObject json(List<String> arguments, PluginContext context)
            throws UsageException, IOException, NetifException {
        DnsFiles files = new DnsFiles(context);
        String ifName = ifName(arguments);
        if (ifName != null) {
            return InterfaceServers.of(ifName, files, context).json(ifName);
        }
        ResolvConf read = files.resolvConf();
        List<String> servers = read.servers();
        Upstreams upstreams = Upstreams.behind(servers, files, context);
        List<JsonObject> interfaces = new ArrayList<>();
        for (Netif netif : context.netif().list()) {
            InterfaceServers own = InterfaceServers.own(netif.ifName(), files, context);
            if (own.from() != null) {
                interfaces.add(own.json(netif.ifName()));
            }
        }
        return new JsonObject()
                .put("file", context.config().get(DnsFiles.RESOLV_CONF).toString())
                .put("servers", servers)
                .put("used", servers.subList(0, Math.min(ResolvConf.USED_SERVERS, servers.size())))
                .put("search", read.search())
                .put("upstreams", upstreams.servers())
                .put("upstreams_from", upstreams.from())
                .put("interfaces", interfaces);
    }

    /** Null when none is given. */
    private static String ifName(List<String> arguments) throws UsageException {
        if (arguments.isEmpty()) {
            return null;
        }
        if (arguments.size() > 1) {
            throw new UsageException("dns-info wants one interface name at most, not " + arguments.size());
        }
        if (!Netif.isPlainName(arguments.get(0))) {
            throw new UsageException("the name of an interface is " + Netif.PLAIN_NAME);
        }
        return arguments.get(0);
    }
}
