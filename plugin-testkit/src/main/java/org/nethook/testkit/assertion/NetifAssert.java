package org.nethook.testkit.assertion;

import java.util.Objects;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.LinkState;
import org.nethook.api.netif.Netif;

/** Claims about one interface, as it was when {@link HostAssert#netif} looked. */
public final class NetifAssert {
    private final HostAssert host;
    private final Netif netif;

    NetifAssert(HostAssert host, Netif netif) {
        this.host = host;
        this.netif = netif;
    }

    /** It is up (IFF_UP). */
    public NetifAssert isUp() {
        return claim(netif.isUp(), "is down");
    }

    /** It is not up (IFF_UP). */
    public NetifAssert isDown() {
        return claim(!netif.isUp(), "is up");
    }

    /** Its link is in this state. */
    public NetifAssert hasLink(LinkState state) {
        return claim(netif.linkState() == state, "has the link " + netif.linkState() + ", not " + state);
    }

    /** Its MTU is this many bytes. */
    public NetifAssert hasMtu(int mtu) {
        return claim(netif.mtu() == mtu, "has the MTU " + netif.mtu() + ", not " + mtu);
    }

    /** It has this address, among others perhaps; {@code 10.0.0.4/24}, {@code 2001:db8::4/64}. */
    public NetifAssert hasAddress(String address) {
        InterfaceAddress wanted = InterfaceAddress.parse(address);
        boolean has = netif.addresses().stream()
                .anyMatch(each -> Objects.equals(each.address(), wanted.address())
                        && each.prefixLength() == wanted.prefixLength());
        return claim(has, "has not the address " + address);
    }

    /** It has no address of IPv4. */
    public NetifAssert hasNoIpv4() {
        return claim(netif.addresses().stream().noneMatch(each -> each.address().isV4()), "has an address of IPv4");
    }

    /** It is a lagg, and this is one of its ports. */
    public NetifAssert hasPort(String ifName) {
        return claim(netif.lagg().filter(lagg -> lagg.hasPort(ifName)).isPresent(), "has not the port " + ifName);
    }

    /** It is no lagg, or this is not one of its ports. */
    public NetifAssert hasNoPort(String ifName) {
        return claim(netif.lagg().filter(lagg -> lagg.hasPort(ifName)).isEmpty(), "has the port " + ifName);
    }

    /** Back to the machine. */
    public HostAssert and() {
        return host;
    }

    private NetifAssert claim(boolean holds, String otherwise) {
        host.claim(holds, netif.ifName() + " " + otherwise);
        return this;
    }
}
