package org.nethook.netif.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.LaggProtocol;
import org.nethook.api.netif.Netif;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifException;
import org.nethook.api.netif.Route;
import org.nethook.api.netif.attribute.Nd6Flag;
import org.nethook.api.netif.attribute.Vlan;
import org.nethook.netif.Platform;

/**
 * What rc(8) does to the network at boot: {@code cloned_interfaces}, {@code ifconfig_IF}, {@code ifconfig_IF_ipv6},
 * {@code ifconfig_IF_aliasN}, {@code vlans_IF}, {@code defaultrouter} and {@code ipv6_defaultrouter}, all through the FreeBSD backend.
 */
final class Rc {
    private final Platform platform;
    private final NetifControl control;
    private final SystemConfig config;

    Rc(Platform platform, SystemConfig config) {
        this.platform = platform;
        this.control = platform.control();
        this.config = config;
    }

    /**
     * @throws IllegalArgumentException when rc.conf cannot be read or says what this does not understand
     * @throws IllegalStateException when the kernel refuses
     */
    void run() {
        try {
            for (String name : words(config.variable("cloned_interfaces").orElse(""))) {
                control.create(name);
            }
            for (Netif netif : platform.query().list()) {
                for (String name : words(
                        config.interfaceVariable("vlans", netif.ifName(), "").orElse(""))) {
                    createVlan(netif.ifName(), name);
                }
            }
            control.setUp("lo0", true);
            control.addAddress("lo0", InterfaceAddress.parse("127.0.0.1/8"));
            for (Netif netif : platform.query().list()) {
                if (!netif.ifName().equals("lo0")) {
                    configure(netif.ifName());
                }
            }
            route("defaultrouter");
            route("ipv6_defaultrouter");
        } catch (SystemConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (NetifException e) {
            throw new IllegalStateException("rc: " + e.getMessage(), e);
        }
    }

    /** A number makes one that is named after its parent; create_args_IF says the tag of any other. */
    private void createVlan(String parent, String name) throws SystemConfigException, NetifException {
        if (Character.isDigit(name.charAt(0))) {
            control.create(parent + "." + name);
            return;
        }
        control.create(name);
        List<String> words =
                words(config.interfaceVariable("create_args", name, "").orElse(""));
        if (words.size() != 2 || !words.get(0).equals("vlan")) {
            throw new IllegalArgumentException("rc.conf: create_args_" + name + " must be \"vlan NUMBER\", not \""
                    + String.join(" ", words) + "\"");
        }
        control.setVlan(name, new Vlan(parent, number(name, "", words.get(1)), 0));
    }

    private void configure(String ifName) throws SystemConfigException, NetifException {
        Optional<String> main = config.interfaceVariable("ifconfig", ifName, "");
        Optional<String> six = config.interfaceVariable("ifconfig", ifName, "_ipv6");
        if (main.isEmpty() && six.isEmpty() || words(main.orElse("")).contains("NOAUTO")) {
            return;
        }
        control.setUp(ifName, true);
        apply(ifName, "", main.orElse(""));
        if (config.usesDhcp(ifName)) {
            platform.dhcp().start(ifName);
        }
        apply(ifName, "_ipv6", six.orElse(""));
        for (int i = 0; ; i++) {
            String suffix = "_alias" + i;
            Optional<String> alias = config.interfaceVariable("ifconfig", ifName, suffix);
            if (alias.isEmpty()) {
                break;
            }
            apply(ifName, suffix, alias.get());
        }
    }

    /** The arguments of one ifconfig(8). */
    private void apply(String ifName, String suffix, String text) throws NetifException {
        List<String> words = words(text);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean last = i + 1 == words.size();
            String next = last ? "" : words.get(i + 1);
            if (isKeyword(word)) {
                neighbourDiscovery(ifName, word);
                continue;
            }
            if (word.equals("netmask") || word.equals("prefixlen") || word.equals("broadcast")) {
                i++;
            } else if (word.equals("mtu") && !last) {
                control.setMtu(ifName, number(ifName, suffix, next));
                i++;
            } else if (word.equals("description") && !last) {
                control.setDescription(ifName, next);
                i++;
            } else if (word.equals("group") && !last) {
                control.addGroup(ifName, next);
                i++;
            } else if (word.equals("fib") && !last) {
                control.setFib(ifName, number(ifName, suffix, next));
                i++;
            } else if (word.equals("vlan")
                    && i + 3 < words.size()
                    && words.get(i + 2).equals("vlandev")) {
                control.setVlan(ifName, new Vlan(words.get(i + 3), number(ifName, suffix, next), 0));
                i += 3;
            } else if (word.equals("laggproto") && !last) {
                control.setLaggProtocol(ifName, protocol(ifName, suffix, next));
                i++;
            } else if (word.equals("laggport") && !last) {
                control.addLaggPort(ifName, next);
                i++;
            } else {
                control.addAddress(ifName, address(ifName, suffix, words, i));
            }
        }
    }

    private void neighbourDiscovery(String ifName, String word) throws NetifException {
        switch (word.toUpperCase(Locale.ROOT)) {
            case "ACCEPT_RTADV":
                control.changeNd6(ifName, Set.of(Nd6Flag.ACCEPT_RTADV), Set.of(Nd6Flag.IFDISABLED));
                break;
            case "AUTO_LINKLOCAL":
                control.changeNd6(ifName, Set.of(Nd6Flag.AUTO_LINKLOCAL), Set.of());
                break;
            case "-IFDISABLED":
                control.changeNd6(ifName, Set.of(), Set.of(Nd6Flag.IFDISABLED));
                break;
            case "NO_DAD":
                control.changeNd6(ifName, Set.of(Nd6Flag.NO_DAD), Set.of());
                break;
            default:
                break;
        }
    }

    private static boolean isKeyword(String word) {
        switch (word.toUpperCase(Locale.ROOT)) {
            case "DHCP":
            case "SYNCDHCP":
            case "NOSYNCDHCP":
            case "INET":
            case "INET6":
            case "ALIAS":
            case "UP":
            case "ACCEPT_RTADV":
            case "AUTO_LINKLOCAL":
            case "-IFDISABLED":
            case "NO_DAD":
                return true;
            default:
                return false;
        }
    }

    /** {@code 10.0.0.4/24}, or an address with a netmask or prefixlen behind it. */
    private static InterfaceAddress address(String ifName, String suffix, List<String> words, int at) {
        String word = words.get(at);
        try {
            if (word.indexOf('/') >= 0) {
                return InterfaceAddress.parse(word);
            }
            IpAddress address = IpAddress.parse(word);
            int length = address.isV4() ? classLength(address) : 64;
            for (int i = at + 1; i + 1 < words.size(); i++) {
                if (words.get(i).equals("netmask")) {
                    length = maskLength(words.get(i + 1));
                } else if (words.get(i).equals("prefixlen")) {
                    length = Integer.parseInt(words.get(i + 1));
                }
            }
            return InterfaceAddress.parse(address + "/" + length);
        } catch (IllegalArgumentException e) {
            throw notUnderstood(ifName, suffix, word);
        }
    }

    /** What ifconfig(8) leaves to the kernel where no netmask is given. */
    private static int classLength(IpAddress address) {
        int first = address.octets()[0] & 0xff;
        return first < 128 ? 8 : first < 192 ? 16 : 24;
    }

    /** {@code 255.255.255.0} or {@code 0xffffff00}. */
    private static int maskLength(String text) {
        long mask = 0;
        if (text.startsWith("0x")) {
            mask = Long.parseLong(text.substring(2), 16);
        } else {
            for (byte octet : IpAddress.parse(text).octets()) {
                mask = mask << 8 | octet & 0xff;
            }
        }
        return Long.bitCount(mask);
    }

    private static int number(String ifName, String suffix, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw notUnderstood(ifName, suffix, text);
        }
    }

    private static LaggProtocol protocol(String ifName, String suffix, String text) {
        try {
            return LaggProtocol.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw notUnderstood(ifName, suffix, text);
        }
    }

    private static IllegalArgumentException notUnderstood(String ifName, String suffix, String word) {
        return new IllegalArgumentException("rc.conf: ifconfig_" + ifName + suffix + ": the simulated machine does not"
                + " understand \"" + word + "\"; it knows inet and inet6 addresses with /LENGTH, netmask or prefixlen,"
                + " mtu, description, group, fib, vlan N vlandev IF, laggproto, laggport, accept_rtadv, auto_linklocal,"
                + " -ifdisabled, no_dad, up, DHCP and NOAUTO");
    }

    private void route(String variable) throws SystemConfigException, NetifException {
        String text = config.variable(variable).orElse("");
        if (text.isEmpty() || text.equalsIgnoreCase("NO")) {
            return;
        }
        int percent = text.indexOf('%');
        IpAddress gateway;
        try {
            gateway = IpAddress.parse(percent < 0 ? text : text.substring(0, percent));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rc.conf: " + variable + ": " + e.getMessage(), e);
        }
        control.addRoute(Route.defaultVia(gateway, percent < 0 ? "" : text.substring(percent + 1)));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.trim().split("\\s+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
