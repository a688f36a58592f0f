/**
 * The command {@code dhcp-info}: what hv_kvp_daemon asks in order to tell the host whether an interface uses DHCP. It answers for the
 * interface asked about, not always for hn0, from what it found out at the events before, as long as that still holds.
 */
package org.nethook.dhcpinfo;
