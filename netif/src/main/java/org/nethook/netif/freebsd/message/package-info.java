/**
 * Between the kernel's bytes and words and the model that plugins see: interface lists, routes, media, flags. Nothing
 * here makes a call.
 */
package org.nethook.netif.freebsd.message;
