/**
 * Listens to the kernel's rtnetlink(7) and tells of interfaces and addresses in the words of devd(8). What a message changes is
 * found by what is remembered of its interface, so that a message that changes nothing is no event.
 */
package org.nethook.netif.linux.monitor;
