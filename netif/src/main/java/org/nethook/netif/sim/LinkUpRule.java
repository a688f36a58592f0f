package org.nethook.netif.sim;

/** What devd does when an interface gets a link: which rule for {@code LINK_UP} is the one with the highest priority. */
public enum LinkUpRule {
    /** FreeBSD's own, in devd.conf: {@code service dhclient quietstart IF}, whatever the interface is. */
    BASE,
    /** That of nethook's {@code share/devd/nethook.conf}: the same, but not for the port of a lagg. */
    NETHOOK,
    /** None. */
    NONE
}
