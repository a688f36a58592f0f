/**
 * The network interface model and the services that read and change it. Everything here is an immutable value or a
 * service whose refusals are {@link org.nethook.api.netif.NetifException}s.
 */
package org.nethook.api.netif;
