/**
 * Requests on what an interface has beside its addresses: description, groups, media, neighbour discovery, options of a
 * lagg. The codecs follow those of {@link org.nethook.netif.freebsd.abi.ioctl}.
 */
package org.nethook.netif.freebsd.abi.attribute;
