/**
 * The services on Linux: interfaces, addresses, bonds and routes through rtnetlink(7), sysctls through proc(5). What is
 * acquired is bytes; what reads them is pure.
 */
package org.nethook.netif.linux;
