/**
 * The system calls of a simulated FreeBSD kernel, as bytes: {@link org.nethook.netif.sim.syscall.SimLibC} and behind it
 * the requests of ioctl(2), the routing socket and sysctl(3).
 */
package org.nethook.netif.sim.syscall;
