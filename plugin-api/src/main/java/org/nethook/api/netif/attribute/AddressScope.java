package org.nethook.api.netif.attribute;

/** How far a unicast address is valid (RFC 4007; for IPv4 as RFC 6724 section 3.2 maps them). */
public enum AddressScope {
    /** Within the machine: ::1, 127.0.0.0/8. */
    HOST,
    /** On the link: fe80::/10, 169.254.0.0/16. */
    LINK,
    /** Within a site: fec0::/10, which RFC 3879 deprecated. */
    SITE,
    /** Everywhere, as far as routes go; private addresses too. */
    GLOBAL
}
