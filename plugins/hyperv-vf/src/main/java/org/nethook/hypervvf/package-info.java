/**
 * Keeps a FreeBSD guest of Hyper-V or Azure online through live migrations: a network VF and the hn(4) it belongs to
 * become the ports of one failover lagg(4), which takes over hn's addresses, routes and DHCP client.
 */
package org.nethook.hypervvf;
