/**
 * The name servers of FreeBSD: resolv.conf(5) edited in place, or resolvconf.conf(5) where resolvconf(8) (openresolv) makes
 * resolv.conf or the forwarders of a local unbound(8). Only the lines that say which servers there are change.
 */
package org.nethook.netif.freebsd.resolver;
