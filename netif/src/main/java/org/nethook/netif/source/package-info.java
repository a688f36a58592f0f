/**
 * Where events come from: what every source promises, and the parts that sources share. Each system's own source is in a
 * package of that system.
 */
package org.nethook.netif.source;
