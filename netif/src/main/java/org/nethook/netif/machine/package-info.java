/**
 * Chooses among the systems: the only room that knows all of them. Apart from {@link org.nethook.netif.Platform}, which
 * the systems implement, so that no two packages need each other.
 */
package org.nethook.netif.machine;
