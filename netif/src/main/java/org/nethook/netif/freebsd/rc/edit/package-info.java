/**
 * Changes variables of rc.conf(5) as sysrc(8) would. Before anything is written, what rc would read afterwards is compared
 * with what is wanted.
 */
package org.nethook.netif.freebsd.rc.edit;
