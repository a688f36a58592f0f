package org.nethook.netif.freebsd.rc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nethook.api.InterfaceConfig;
import org.nethook.api.SystemConfigException;
import org.nethook.netif.freebsd.rc.sh.ShVariables;

/** What network.subr's functions decide about one interface, each from the texts it looks at. */
final class InterfaceDecisions {
    private static final String DEFAULT = "ifconfig_DEFAULT";

    private final RcSystemConfig config;
    private final ShVariables variables;
    private final String ifName;
    private final String part;

    InterfaceDecisions(RcSystemConfig config, ShVariables variables, String ifName) {
        this.config = config;
        this.variables = variables;
        this.ifName = ifName;
        this.part = InterfaceRules.namePart(ifName);
    }

    InterfaceConfig decide() throws SystemConfigException {
        List<String> words = arguments("");
        List<String> words6 = arguments("_ipv6");
        boolean addresses = !InterfaceRules.hasNoAddresses(ifName);
        boolean ipv6 = ifName.equals("lo0") || isIpv6(words6);
        return new InterfaceConfig(
                ifName,
                !InterfaceRules.isNeverDhcp(ifName) && InterfaceRules.asksForDhcp(words),
                addresses && isSynchronous(words),
                !has(words, "NOAUTO"),
                addresses,
                ipv6,
                ipv6 && !InterfaceRules.isNeverDhcp(ifName) && isAdvertised(words6),
                has(words, "WPA"),
                InterfaceRules.withoutKeywords(words),
                InterfaceRules.withoutKeywords(words6),
                aliases("inet"),
                aliases("inet6"));
    }

    /** Whether it is configured by DHCP, and nothing else is looked at. */
    boolean usesDhcp() throws SystemConfigException {
        return !InterfaceRules.isNeverDhcp(ifName) && InterfaceRules.asksForDhcp(arguments(""));
    }

    private List<String> arguments(String suffix) throws SystemConfigException {
        return words(config.interfaceVariable("ifconfig", ifName, suffix, config.value(DEFAULT)));
    }

    private List<String> other(String prefix, String suffix) throws SystemConfigException {
        return words(config.interfaceVariable(prefix, ifName, suffix, null));
    }

    private List<String> words(Optional<String> text) throws SystemConfigException {
        List<String> words = InterfaceRules.words(text.orElse(""));
        for (String word : words) {
            if (InterfaceRules.hasPattern(word)) {
                throw new SystemConfigException("the configuration of " + ifName + " has the pattern \"" + word
                        + "\"; what it stands for depends on which files exist");
            }
        }
        return words;
    }

    private static boolean has(List<String> words, String keyword) {
        for (String word : words) {
            if (word.equalsIgnoreCase(keyword)) {
                return true;
            }
        }
        return false;
    }

    /** The first of the two keywords decides. */
    private boolean isSynchronous(List<String> words) throws SystemConfigException {
        for (String word : words) {
            if (word.equalsIgnoreCase("NOSYNCDHCP")) {
                return false;
            }
            if (word.equalsIgnoreCase("SYNCDHCP")) {
                return true;
            }
        }
        return isYes(config.value("synchronous_dhclient"));
    }

    private boolean isIpv6(List<String> words6) throws SystemConfigException {
        String list = config.value("ipv6_network_interfaces");
        // What FreeBSD's defaults say, where they are not at hand.
        String names = list == null && !variables.names().contains("ipv6_network_interfaces") ? "auto" : list;
        boolean listed = names != null
                && (names.equalsIgnoreCase("auto")
                        || names.equals(ifName)
                        || names.startsWith(ifName + " ")
                        || names.endsWith(" " + ifName)
                        || names.contains(" " + ifName + " "));
        return listed
                && (!words6.isEmpty()
                        || !other("ipv6_prefix", "").isEmpty()
                        || !other("ipv6_ifconfig", "").isEmpty());
    }

    private boolean isAdvertised(List<String> words6) throws SystemConfigException {
        if (isYes(config.value("ipv6_gateway_enable"))
                || !other("ipv6_prefix", "").isEmpty()) {
            return false;
        }
        if (isYes(config.value("ipv6_enable"))) {
            return !(ifName.startsWith("bridge") && ifName.length() > 6 && Character.isDigit(ifName.charAt(6)));
        }
        return words6.contains("accept_rtadv") || other("ipv6_ifconfig", "").contains("accept_rtadv");
    }

    private List<String> aliases(String family) throws SystemConfigException {
        return InterfaceAliases.of(
                family, variables, part, new ArrayList<>(other("ifconfig", "_aliases")), other("ipv4_addrs", ""));
    }

    /** As rc's checkyesno; what is neither yes nor no is no. */
    static boolean isYes(String value) {
        return value != null && List.of("yes", "true", "on", "1").contains(value.toLowerCase(Locale.ROOT));
    }
}
