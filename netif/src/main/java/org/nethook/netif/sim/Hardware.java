package org.nethook.netif.sim;

import org.nethook.api.netif.MacAddress;

/** What happens to a machine from outside, and what its administrator does by hand. */
public final class Hardware {
    Hardware() {}

    /** The hypervisor offers a VF: its interface attaches. */
    public void offerVf(String ifName, String driver, MacAddress mac) {
        throw new UnsupportedOperationException();
    }

    /** The hypervisor takes a VF away: its interface detaches. */
    public void revokeVf(String ifName) {
        throw new UnsupportedOperationException();
    }

    /** An interface is plugged in. */
    public void plugIn(InterfaceSpec spec) {
        throw new UnsupportedOperationException();
    }

    /** An interface is pulled out. */
    public void pull(String ifName) {
        throw new UnsupportedOperationException();
    }

    /** The cable comes out. */
    public void loseLink(String ifName) {
        throw new UnsupportedOperationException();
    }

    /** The cable goes back in. */
    public void restoreLink(String ifName) {
        throw new UnsupportedOperationException();
    }

    /** The administrator renames an interface. */
    public void rename(String from, String to) {
        throw new UnsupportedOperationException();
    }

    /** The administrator sets a sysctl, a text or a whole number. */
    public void setSysctl(String name, Object value) {
        throw new UnsupportedOperationException();
    }

    /** A further line appears on /dev/devctl. */
    public void devctlLine(String line) {
        throw new UnsupportedOperationException();
    }
}
