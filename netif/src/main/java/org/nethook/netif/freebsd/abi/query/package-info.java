/**
 * The requests and structures of FreeBSD that only older programs and the simulated kernel use: the lists of ioctl(2),
 * and what open files are asked.
 */
package org.nethook.netif.freebsd.abi.query;
