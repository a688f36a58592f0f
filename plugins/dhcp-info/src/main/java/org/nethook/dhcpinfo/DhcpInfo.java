package org.nethook.dhcpinfo;

import java.util.List;
import org.nethook.api.InterfaceEventListener;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;
import org.nethook.api.UsageException;
import org.nethook.api.answer.AnsweringCommand;
import org.nethook.api.answer.JsonObject;
import org.nethook.api.event.EventFilter;
import org.nethook.api.event.EventType;
import org.nethook.api.event.InterfaceEvent;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.pf4j.Extension;

/**
 * Prints {@code Enabled} or {@code Disabled}, as hv_kvp_daemon expects of its hv_get_dhcp_info: whether rc configures the interface by
 * DHCP. A lagg and a VF get the answer of the hn they belong to. Where the configuration cannot be decided, a DHCP client that runs
 * says Enabled; without one nothing is printed, which the daemon takes for disabled, and the reason is the error.
 */
@Extension
public final class DhcpInfo implements AnsweringCommand, InterfaceEventListener {
    /** Made when first needed: a process that lives for one event needs none. */
    private Answers answers;

    @Override
    public String name() {
        return "dhcp-info";
    }

    @Override
    public String arguments() {
        return "IFNAME [--json]";
    }

    @Override
    public String summary() {
        return "print Enabled or Disabled: whether the interface is configured by DHCP";
    }

    @Override
    public EventFilter filter() {
        return EventFilter.of(
                EventType.ATTACH,
                EventType.IFATTACH,
                EventType.DETACH,
                EventType.RENAME,
                EventType.LINK_UP,
                EventType.LINK_DOWN,
                EventType.VF_UP,
                EventType.VF_DOWN);
    }

    /** After hyperv-vf, which may change what there is to answer. */
    @Override
    public int order() {
        return 100;
    }

    /** Finds the answers before they are asked for, where somebody stays to be asked. */
    @Override
    public void onEvent(InterfaceEvent event, PluginContext context) throws NetifException {
        if (!context.scheduler().isResident()) {
            return;
        }
        String newName = event.data().getOrDefault("name", "");
        if (event.eventType() == EventType.RENAME && !newName.isEmpty()) {
            answers().renamed(event.ifName(), newName);
        }
        answers().prepare(event.ifName(), context);
    }

    @Override
    public List<String> lines(List<String> arguments, PluginContext context)
            throws UsageException, NetifException, SystemConfigException {
        String ifName = ifName(arguments);
        Answer answer = answers().of(ifName, context);
        if (answer.isDecided()) {
            return List.of(answer.dhcp() ? "Enabled" : "Disabled");
        }
        List<String> clients = new LiveState(Machine.read(context), context.dhcp()).clients(ifName, answer);
        if (clients.isEmpty()) {
            throw new SystemConfigException(answer.undecided());
        }
        context.report().note("Enabled, since dhclient runs for " + clients.get(0) + "; " + answer.undecided());
        return List.of("Enabled");
    }

    @Override
    public JsonObject json(List<String> arguments, PluginContext context)
            throws UsageException, NetifException, SystemConfigException {
        String ifName = ifName(arguments);
        Answer answer = answers().of(ifName, context);
        return new Detail(ifName, answer, context).json();
    }

    private synchronized Answers answers() {
        if (answers == null) {
            answers = new Answers();
        }
        return answers;
    }

    private static String ifName(List<String> arguments) throws UsageException {
        if (arguments.size() != 1) {
            throw new UsageException("dhcp-info wants one interface name, not " + arguments.size());
        }
        if (!Netif.isPlainName(arguments.get(0))) {
            throw new UsageException("the name of an interface is " + Netif.PLAIN_NAME);
        }
        return arguments.get(0);
    }
}
