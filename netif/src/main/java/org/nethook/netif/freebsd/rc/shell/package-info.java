/**
 * Asks FreeBSD's own rc what it makes of rc.conf(5), where reading alone cannot tell. That runs what stands in these files, so
 * only what root alone could have written is read that way, and for a bounded time.
 */
package org.nethook.netif.freebsd.rc.shell;
