/**
 * dhclient.leases(5): what dhclient(8) writes down of its leases. Pure; what cannot be a lease is passed over.
 */
package org.nethook.netif.freebsd.lease;
