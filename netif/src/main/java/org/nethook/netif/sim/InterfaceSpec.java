package org.nethook.netif.sim;

import java.util.Objects;
import org.nethook.api.netif.MacAddress;

/**
 * An Ethernet interface that can be plugged in.
 *
 * @param ifName its name, 1 to 15 characters
 * @param driver its driver, such as {@code hn} or {@code vtnet}
 * @param mac its hardware address
 * @param mtu its MTU when it comes
 * @param link whether its cable is in
 * @param mostMtu the largest MTU its driver accepts
 */
public record InterfaceSpec(String ifName, String driver, MacAddress mac, int mtu, boolean link, int mostMtu) {
    /** What most drivers accept. */
    public static final int MOST_MTU = 9216;

    /** @throws IllegalArgumentException when the name is no interface's name or the MTU is out of 72 to 65535 or too large */
    public InterfaceSpec {
        Objects.requireNonNull(driver);
        Objects.requireNonNull(mac);
        if (ifName.isEmpty() || ifName.length() > 15) {
            throw new IllegalArgumentException("an interface's name has 1 to 15 characters, not \"" + ifName + "\"");
        }
        if (mtu < 72 || mtu > 65535) {
            throw new IllegalArgumentException("the MTU of " + ifName + " must be from 72 to 65535, not " + mtu);
        }
        if (mostMtu < 72 || mostMtu > 65535) {
            throw new IllegalArgumentException(
                    "the largest MTU of " + ifName + " must be from 72 to 65535, not " + mostMtu);
        }
    }

    /** One whose driver accepts what most do. */
    public InterfaceSpec(String ifName, String driver, MacAddress mac, int mtu, boolean link) {
        this(ifName, driver, mac, mtu, link, Math.max(MOST_MTU, mtu));
    }
}
