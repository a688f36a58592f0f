/**
 * The command {@code dns-info}: what hv_kvp_daemon asks in order to tell the host which name servers are set. It reads resolv.conf(5) as
 * the resolver of libc does, and, asked for more, what stands behind a local resolver and what each interface brought.
 */
package org.nethook.dnsinfo;
