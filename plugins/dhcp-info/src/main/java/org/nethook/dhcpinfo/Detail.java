package org.nethook.dhcpinfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;
import org.nethook.api.answer.JsonObject;
import org.nethook.api.netif.DhcpLease;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;

/** The answer of {@code --json}: the configuration, and beside it what runs and what was leased. */
final class Detail {
    private final String ifName;
    private final Answer answer;
    private final PluginContext context;
    private final LiveState live;

    Detail(String ifName, Answer answer, PluginContext context) throws NetifException {
        this.ifName = ifName;
        this.answer = answer;
        this.context = context;
        this.live = new LiveState(Machine.read(context), context.dhcp());
    }

    JsonObject json() throws NetifException {
        List<JsonObject> clients = new ArrayList<>();
        List<String> leaseOf = new ArrayList<>();
        for (String running : live.clients(ifName, answer)) {
            JsonObject client = new JsonObject().put("interface", running);
            if (context.dhcp().pid(running).isPresent()) {
                client.put("pid", context.dhcp().pid(running).getAsLong());
            } else {
                client.put("pid", (String) null);
            }
            clients.add(client);
            leaseOf.add(running);
        }
        leaseOf.addAll(live.family(ifName, answer));
        return new JsonObject()
                .put("interface", ifName)
                .put("answered_for", answer.owner())
                .put("dhcp", answer.isDecided() ? Boolean.valueOf(answer.dhcp()) : null)
                .put("synchronous", synchronous())
                .put("configuration", configuration())
                .put("undecided", answer.isDecided() ? null : answer.undecided())
                .put("clients", clients)
                .put("lease", lease(leaseOf));
    }

    private String configuration() {
        try {
            return context.systemConfig()
                    .interfaceVariable("ifconfig", answer.owner(), "")
                    .orElse(null);
        } catch (SystemConfigException e) {
            return null; // "undecided" says why
        }
    }

    /** As rc's syncdhcpif: the first of the two words counts, else synchronous_dhclient. Null without DHCP, or when undecided. */
    private Boolean synchronous() {
        String configuration = configuration();
        if (!answer.isDecided() || !answer.dhcp() || configuration == null) {
            return null;
        }
        for (String word : configuration.split("[ \t\n]+")) {
            if (word.equalsIgnoreCase("SYNCDHCP") || word.equalsIgnoreCase("NOSYNCDHCP")) {
                return word.equalsIgnoreCase("SYNCDHCP");
            }
        }
        try {
            String value =
                    context.systemConfig().variable("synchronous_dhclient").orElse("");
            return value.equalsIgnoreCase("yes")
                    || value.equalsIgnoreCase("true")
                    || value.equalsIgnoreCase("on")
                    || value.equals("1");
        } catch (SystemConfigException e) {
            return null;
        }
    }

    /** The lease of the first of these interfaces that has one. */
    private JsonObject lease(List<String> names) throws NetifException {
        for (String name : names) {
            Optional<DhcpLease> lease = context.dhcp().lease(name);
            if (lease.isPresent()) {
                return json(name, lease.get());
            }
        }
        return null;
    }

    private JsonObject json(String name, DhcpLease lease) throws NetifException {
        return new JsonObject()
                .put("interface", name)
                .put("address", lease.address().toString())
                .put("in_use", isOn(name, lease.address().address()))
                .put("server", lease.server().isPresent() ? lease.server().get().toString() : null)
                .put("routers", texts(lease.routers()))
                .put("name_servers", texts(lease.nameServers()))
                .put("domains", lease.domains())
                .put("renew", lease.renew().orElse(null))
                .put("expire", lease.expire().orElse(null))
                .put(
                        "expired",
                        lease.expire().isEmpty()
                                ? null
                                : Boolean.valueOf(lease.expire()
                                        .get()
                                        .isBefore(context.clock().instant())));
    }

    private boolean isOn(String name, IpAddress address) throws NetifException {
        Optional<Netif> netif = context.netif().find(name);
        if (netif.isPresent()) {
            for (InterfaceAddress each : netif.get().addresses()) {
                if (each.address().equals(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> texts(List<IpAddress> addresses) {
        List<String> texts = new ArrayList<>();
        for (IpAddress address : addresses) {
            texts.add(address.toString());
        }
        return texts;
    }
}
