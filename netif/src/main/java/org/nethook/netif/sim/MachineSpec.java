package org.nethook.netif.sim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a simulated machine is made of.
 *
 * @param release whose kernel's answers are given: {@code 12.1} or {@code 14.0}
 * @param sysctls values by name, strings or whole numbers, over those the kernel has by itself
 * @param interfaces what is plugged in at boot, in the order it is found
 * @param rcConf the text of rc.conf
 * @param leases what the DHCP servers of its networks give
 * @param linkUp what devd does when an interface gets a link
 */
public record MachineSpec(
        String release,
        Map<String, Object> sysctls,
        List<InterfaceSpec> interfaces,
        String rcConf,
        List<LeaseSpec> leases,
        LinkUpRule linkUp) {

    /** One with nethook's devd rules. */
    public MachineSpec(
            String release,
            Map<String, Object> sysctls,
            List<InterfaceSpec> interfaces,
            String rcConf,
            List<LeaseSpec> leases) {
        this(release, sysctls, interfaces, rcConf, leases, LinkUpRule.NETHOOK);
    }

    /** @throws IllegalArgumentException when the release or a sysctl's type is none of those above */
    public MachineSpec {
        if (!release.equals("12.1") && !release.equals("14.0")) {
            throw new IllegalArgumentException("the release must be 12.1 or 14.0, not " + release);
        }
        sysctls = Collections.unmodifiableMap(new LinkedHashMap<>(sysctls));
        for (Map.Entry<String, Object> sysctl : sysctls.entrySet()) {
            Object value = sysctl.getValue();
            if (!(value instanceof String) && !(value instanceof Integer) && !(value instanceof Long)) {
                throw new IllegalArgumentException(
                        "sysctl " + sysctl.getKey() + " must be a text or a whole number, not " + value);
            }
        }
        interfaces = List.copyOf(interfaces);
        leases = List.copyOf(leases);
        Objects.requireNonNull(linkUp);
    }
}
