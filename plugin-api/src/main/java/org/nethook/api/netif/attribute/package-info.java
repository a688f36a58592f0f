/**
 * Words and numbers that interfaces, addresses and routes are described by. All are immutable values that name nothing
 * outside this package.
 */
package org.nethook.api.netif.attribute;
