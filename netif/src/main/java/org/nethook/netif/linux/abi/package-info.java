/**
 * Linux's user ABI for rtnetlink(7): structs, constants and errno names under their C names. No behaviour but reading
 * and writing bytes; numbers are the same on amd64 and arm64.
 */
package org.nethook.netif.linux.abi;
