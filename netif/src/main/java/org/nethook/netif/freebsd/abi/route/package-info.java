/**
 * The messages of FreeBSD's routing socket and of the sysctls below {@code net.route} (route(4), net/if.h,
 * net/route.h). Each message begins with its length, and its sockaddrs follow the header in the order of their bits.
 */
package org.nethook.netif.freebsd.abi.route;
