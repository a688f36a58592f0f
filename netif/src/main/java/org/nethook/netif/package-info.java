/**
 * The network interface service: a {@link org.nethook.netif.Platform} is chosen by what the machine can do, and gives
 * the services that plugins see.
 */
package org.nethook.netif;
