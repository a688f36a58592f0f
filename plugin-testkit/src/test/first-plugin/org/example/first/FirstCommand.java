package org.example.first;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ConfigKey;
import org.nethook.api.PluginContext;
import org.nethook.api.SystemConfigException;
import org.nethook.api.UsageException;
import org.nethook.api.answer.AnsweringCommand;
import org.nethook.api.answer.JsonObject;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.pf4j.Extension;

/** Tells all that can be read about an interface. */
@Extension
public final class FirstCommand implements AnsweringCommand {

    @Override
    public List<ConfigKey<?>> configKeys() {
        return List.of(FirstListener.NOTICE);
    }

    @Override
    public String name() {
        return "first";
    }

    @Override
    public String arguments() {
        return "IFNAME";
    }

    @Override
    public String summary() {
        return "tell about an interface";
    }

    @Override
    public List<String> lines(List<String> arguments, PluginContext context)
            throws UsageException, NetifException, IOException, SystemConfigException {
        Netif netif = netif(arguments, context);
        List<String> lines = new ArrayList<>();
        lines.add(netif.ifName() + " " + netif.linkState() + " mtu " + netif.mtu() + " up " + netif.isUp());
        netif.mac().ifPresent(mac -> lines.add("mac " + mac));
        for (InterfaceAddress address : netif.addresses()) {
            lines.add("address " + address.address() + "/" + address.prefixLength());
        }
        for (Route route : context.netif().routes()) {
            lines.add("route " + route.destination() + "/" + route.prefixLength() + " by " + route.ifName());
        }
        lines.add("dhcp " + context.systemConfig().usesDhcp(netif.ifName()) + " " + context.dhcp().isRunning(netif.ifName()));
        lines.add("guest of " + context.sysctl().string("kern.vm_guest").orElse("nobody"));
        lines.add("servers " + context.resolver().nameServers());
        lines.add("notice " + context.files().read(FirstListener.NOTICE).orElse("none").strip());
        lines.add("lost " + context.state().get(netif.ifName()).orElse("never"));
        return lines;
    }

    @Override
    public JsonObject json(List<String> arguments, PluginContext context) throws UsageException, NetifException {
        Netif netif = netif(arguments, context);
        return new JsonObject()
                .put("interface", netif.ifName())
                .put("mtu", netif.mtu())
                .put("up", netif.isUp())
                .put("asked", context.clock().instant());
    }

    private static Netif netif(List<String> arguments, PluginContext context) throws UsageException, NetifException {
        if (arguments.size() != 1) {
            throw new UsageException("first takes the name of an interface");
        }
        String ifName = arguments.get(0);
        return context.netif().find(ifName).orElseThrow(() -> new UsageException("there is no " + ifName));
    }
}
