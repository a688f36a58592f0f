/**
 * The FreeBSD backend: interfaces and routes through ioctl(2), sysctl(3) and the routing socket of any
 * {@link org.nethook.netif.ffi.LibC}. Answers are taken from the kernel as bytes and decoded apart from that, so that
 * recorded ones can be decoded too.
 */
package org.nethook.netif.freebsd;
