/**
 * FreeBSD's DHCP clients: dhclient(8), one process an interface. Known by the files their process ids are in, so those
 * that rc started count as well.
 */
package org.nethook.netif.freebsd.dhcp;
