/**
 * Listens to devd(8), which passes on every line of /dev/devctl to its clients. What devd does to a client that is slow, late
 * or one too many is in sbin/devd/devd.cc of FreeBSD, and in {@link org.nethook.netif.freebsd.devd.DevdSource}.
 */
package org.nethook.netif.freebsd.devd;
