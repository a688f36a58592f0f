/**
 * What rc.conf(5) gives an interface, as far as it can be moved to a lagg: addresses, IPv6, DHCP, MTU and names, and the
 * static routes of the machine. Follows libexec/rc/network.subr and rc.d/routing; runs nothing.
 */
package org.nethook.hypervvf.rcconf;
