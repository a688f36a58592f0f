package org.nethook.ipinjection.rcconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nethook.api.SystemConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.plan.VariableChange;

/**
 * The changes of rc.conf. The first IPv4 address stands in {@code ifconfig_IF}, the first IPv6 one in {@code ifconfig_IF_ipv6},
 * all others in {@code ifconfig_IF_aliasN}, numbered without gaps, as rc stops at the first (libexec/rc/network.subr). What gave
 * addresses of that family before goes, in whatever variable it stands; all other words stay.
 */
public final class RcVariables {
    /** rc numbers aliases without end; more than these nobody has. */
    private static final int ALIASES = 256;

    private final SystemConfig config;
    private final String ifName;
    private final Settings settings;
    private final List<VariableChange> changes = new ArrayList<>();

    private RcVariables(SystemConfig config, String ifName, Settings settings) {
        this.config = config;
        this.ifName = ifName;
        this.settings = settings;
    }

    /**
     * What must change; none when rc.conf says it all.
     *
     * @param ifName the interface as rc.conf is to name it
     * @throws SystemConfigException when what rc.conf says cannot be told
     */
    public static List<VariableChange> of(SystemConfig config, String ifName, Settings settings)
            throws SystemConfigException {
        RcVariables variables = new RcVariables(config, ifName, settings);
        variables.collect();
        return variables.changes;
    }

    /** The IPv4 addresses that rc.conf gives an interface, with what stands behind them. */
    public static List<String> addresses4(SystemConfig config, String ifName) throws SystemConfigException {
        RcVariables variables = new RcVariables(config, ifName, null);
        List<String> found = new ArrayList<>();
        found.addAll(IfconfigWords.of(variables.value("ifconfig", "")).addresses(true));
        found.addAll(IfconfigWords.of(variables.value("ifconfig", "_aliases")).addresses(true));
        found.addAll(IfconfigWords.of(variables.value("ipv4_addrs", "")).addresses(true));
        for (int i = 0; i < ALIASES; i++) {
            found.addAll(
                    IfconfigWords.of(variables.value("ifconfig", "_alias" + i)).addresses(true));
        }
        return found;
    }

    private String value(String prefix, String suffix) throws SystemConfigException {
        return config.interfaceVariable(prefix, ifName, suffix).orElse("");
    }

    /** As rc makes a part of a variable's name of an interface's. */
    private String name(String prefix, String suffix) {
        StringBuilder name = new StringBuilder(prefix).append('_');
        for (int i = 0; i < ifName.length(); i++) {
            char c = ifName.charAt(i);
            name.append(c == '.' || c == '-' || c == '/' || c == '+' ? '_' : c);
        }
        return name.append(suffix).toString();
    }

    private boolean replaces(boolean v4) {
        return v4 ? settings.dhcp() || settings.v4().isPresent() : settings.v6().isPresent();
    }

    private void collect() throws SystemConfigException {
        List<String> aliases = new ArrayList<>();
        main();
        six(aliases);
        if (settings.v4().isPresent()) {
            List<InterfaceAddress> all = settings.v4().get();
            for (InterfaceAddress each : all.subList(1, all.size())) {
                aliases.add("inet " + each);
            }
        }
        if (settings.v6().isPresent()) {
            List<InterfaceAddress> all = settings.v6().get();
            for (InterfaceAddress each : all.subList(1, all.size())) {
                aliases.add("inet6 " + each);
            }
        }
        if (replaces(true) || replaces(false)) {
            aliasList();
            numbered(aliases);
        }
        if (replaces(true)) {
            change(name("ipv4_addrs", ""), Optional.empty());
        }
        router("defaultrouter", settings.router4());
        router("ipv6_defaultrouter", settings.router6());
    }

    private void main() throws SystemConfigException {
        if (!replaces(true)) {
            return;
        }
        IfconfigWords words = IfconfigWords.of(value("ifconfig", ""));
        StringBuilder value = new StringBuilder();
        if (settings.dhcp()) {
            value.append(words.dhcp().isEmpty() ? "DHCP" : words.dhcp());
        } else {
            value.append("inet ").append(settings.v4().get().get(0));
        }
        if (!replaces(false)) {
            for (String six : words.addresses(false)) {
                value.append(" inet6 ").append(six);
            }
        }
        for (String word : words.rest()) {
            if (!word.equalsIgnoreCase("NOAUTO")) { // with which rc would leave the interface alone
                value.append(' ').append(word);
            }
        }
        change(name("ifconfig", ""), Optional.of(value.toString()));
    }

    /** The first IPv6 address; a variable that has others keeps its other words. */
    private void six(List<String> aliases) throws SystemConfigException {
        if (!replaces(false)) {
            return;
        }
        if (!replaces(true)) {
            IfconfigWords main = IfconfigWords.of(value("ifconfig", ""));
            if (!main.addresses(false).isEmpty()) {
                StringBuilder value = new StringBuilder(main.dhcp());
                for (String four : main.addresses(true)) {
                    value.append(value.length() == 0 ? "" : " ").append("inet ").append(four);
                }
                for (String word : main.rest()) {
                    value.append(value.length() == 0 ? "" : " ").append(word);
                }
                change(name("ifconfig", ""), Optional.of(value.toString()));
            }
        }
        StringBuilder value =
                new StringBuilder("inet6 ").append(settings.v6().get().get(0));
        for (String word : IfconfigWords.of(value("ifconfig", "_ipv6")).rest()) {
            value.append(' ').append(word);
        }
        change(name("ifconfig", "_ipv6"), Optional.of(value.toString()));
    }

    /** {@code ifconfig_IF_aliases}, which has several of both families. */
    private void aliasList() throws SystemConfigException {
        Optional<String> before = config.setting(name("ifconfig", "_aliases"));
        if (before.isEmpty()) {
            return;
        }
        IfconfigWords words = IfconfigWords.of(before.get());
        if ((!replaces(true) || words.addresses(true).isEmpty())
                && (!replaces(false) || words.addresses(false).isEmpty())) {
            return;
        }
        StringBuilder value = new StringBuilder();
        boolean[] families = {true, false};
        for (boolean v4 : families) {
            if (!replaces(v4)) {
                for (String each : words.addresses(v4)) {
                    value.append(value.length() == 0 ? "" : " ")
                            .append(v4 ? "inet " : "inet6 ")
                            .append(each);
                }
            }
        }
        for (String word : words.rest()) {
            value.append(value.length() == 0 ? "" : " ").append(word);
        }
        change(name("ifconfig", "_aliases"), value.length() == 0 ? Optional.empty() : Optional.of(value.toString()));
    }

    /** What others put there stays in front, what is new comes behind. */
    private void numbered(List<String> added) throws SystemConfigException {
        List<String> all = new ArrayList<>();
        List<Integer> set = new ArrayList<>();
        for (int i = 0; i < ALIASES; i++) {
            Optional<String> value = config.setting(name("ifconfig", "_alias" + i));
            if (value.isEmpty()) {
                continue;
            }
            set.add(i);
            IfconfigWords words = IfconfigWords.of(value.get());
            boolean goes = replaces(true) && !words.addresses(true).isEmpty()
                    || replaces(false) && !words.addresses(false).isEmpty();
            if (!goes && !value.get().isBlank()) {
                all.add(value.get());
            }
        }
        all.addAll(added);
        for (int i = 0; i < all.size(); i++) {
            change(name("ifconfig", "_alias" + i), Optional.of(all.get(i)));
        }
        for (int i : set) {
            if (i >= all.size()) {
                change(name("ifconfig", "_alias" + i), Optional.empty());
            }
        }
    }

    private void router(String base, Settings.Router router) throws SystemConfigException {
        String name = settings.fib() == 0 ? base : base + "_fib" + settings.fib();
        if (router.gateway().isPresent()) {
            change(name, router.gateway());
        } else if (router.lost().isPresent()
                && isGateway(config.setting(name), router.lost().get())) {
            change(name, Optional.empty());
        }
    }

    private static boolean isGateway(Optional<String> value, String gateway) {
        if (value.isEmpty()) {
            return false;
        }
        int percent = value.get().indexOf('%');
        return (percent < 0 ? value.get() : value.get().substring(0, percent)).equals(gateway);
    }

    private void change(String name, Optional<String> after) throws SystemConfigException {
        VariableChange change = config.change(name, after);
        if (!change.isNone()) {
            changes.add(change);
        }
    }
}
