/**
 * The user ABI of FreeBSD 12.1 to 15.0 on 64-bit little-endian machines: constants with their C names, errno and socket
 * addresses. It has no behaviour, so that what asks a kernel and what simulates one can share it.
 */
package org.nethook.netif.freebsd.abi;
