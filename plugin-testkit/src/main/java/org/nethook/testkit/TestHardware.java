package org.nethook.testkit;

import java.time.Duration;
import org.nethook.api.netif.InterfaceAddress;
import org.nethook.api.netif.IpAddress;
import org.nethook.api.netif.MacAddress;
import org.nethook.api.netif.attribute.AddressLifetime;
import org.nethook.netif.sim.Hardware;
import org.nethook.netif.sim.InterfaceSpec;
import org.nethook.netif.sim.RouterAdvertisement;

/**
 * What happens to a machine from outside, and what its administrator does by hand. Whatever cannot happen, such as pulling
 * what is not plugged in, is an {@link IllegalArgumentException} that says so, and changes nothing.
 */
public final class TestHardware {
    static final int MTU = 1500;

    private final Hardware sim;

    TestHardware(Hardware sim) {
        this.sim = sim;
    }

    /**
     * The hypervisor offers a VF: its interface attaches. It has link while it is up.
     *
     * @param ifName its name, 1 to 15 characters
     * @param driver its driver, such as {@code mlxen} or {@code mce}
     * @param mac that of the hn it belongs to
     */
    public void offerVf(String ifName, String driver, MacAddress mac) {
        sim.offerVf(ifName, driver, mac);
    }

    /**
     * The same, with a driver that accepts less.
     *
     * @param mostMtu the largest MTU in bytes, 72 to 65535; 9216 if not said
     */
    public void offerVf(String ifName, String driver, MacAddress mac, int mostMtu) {
        sim.offerVf(ifName, driver, mac, mostMtu);
    }

    /**
     * A VF stops carrying traffic although it stays: it has no link then. In transparent mode its hn carries on without it,
     * and only dev.hn.N.vf_xpnt_enabled tells.
     */
    public void failVf(String ifName) {
        sim.failVf(ifName);
    }

    /** A VF that had failed carries traffic again. */
    public void recoverVf(String ifName) {
        sim.recoverVf(ifName);
    }

    /** The hypervisor takes a VF away: its interface detaches. */
    public void revokeVf(String ifName) {
        sim.revokeVf(ifName);
    }

    /**
     * An interface is plugged in, with link and an MTU of 1500.
     *
     * @param ifName its name, 1 to 15 characters
     * @param driver its driver, such as {@code hn} or {@code vtnet}
     */
    public void plugIn(String ifName, String driver, MacAddress mac) {
        sim.plugIn(new InterfaceSpec(ifName, driver, mac, MTU, true));
    }

    /** An interface is pulled out. */
    public void pull(String ifName) {
        sim.pull(ifName);
    }

    /** The cable comes out. */
    public void loseLink(String ifName) {
        sim.loseLink(ifName);
    }

    /** The cable goes back in. */
    public void restoreLink(String ifName) {
        sim.restoreLink(ifName);
    }

    /**
     * A router's advertisement arrives on the wire of an interface (RFC 4861). It reaches the lagg of a port that carries the
     * traffic, and a VF instead of its hn.
     *
     * @param router the router's link-local address, such as {@code fe80::1}
     * @param routerLifetime how long it is a default router, 0 to 65535 s; zero when it is none any more
     * @param prefix what is on the link, such as {@code 2001:db8:5::/64}; addresses are made of 64 bits only
     * @param lifetime that of the prefix and of the addresses made of it
     */
    public void advertise(
            String ifName, String router, Duration routerLifetime, String prefix, AddressLifetime lifetime) {
        InterfaceAddress network = InterfaceAddress.parse(prefix);
        sim.advertise(
                ifName,
                new RouterAdvertisement(
                        IpAddress.parse(router), routerLifetime, network.address(), network.prefixLength(), lifetime));
    }

    /** The administrator renames an interface. */
    public void rename(String from, String to) {
        sim.rename(from, to);
    }

    /** The administrator creates a pseudo-interface, such as {@code bridge0} or {@code epair0}. */
    public void create(String ifName) {
        sim.create(ifName);
    }

    /** The administrator destroys a pseudo-interface. */
    public void destroy(String ifName) {
        sim.destroy(ifName);
    }

    /** The administrator gives an interface another Ethernet address, such as that of a hn. */
    public void setMac(String ifName, MacAddress mac) {
        sim.setMac(ifName, mac);
    }

    /** The administrator sets a sysctl, a text or a whole number. */
    public void setSysctl(String name, Object value) {
        sim.setSysctl(name, value);
    }

    /** A further line appears on /dev/devctl; it is delivered before this returns, after those that wait already. */
    public void devctlLine(String line) {
        sim.devctlLine(line);
    }
}
