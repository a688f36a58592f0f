/**
 * The only door to a kernel: {@link org.nethook.netif.ffi.LibC}, as bytes, and what stands behind it. Nothing outside
 * this package names jnr.
 */
package org.nethook.netif.ffi;
