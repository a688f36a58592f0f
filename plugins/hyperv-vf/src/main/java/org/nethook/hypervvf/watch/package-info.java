/**
 * What is looked at besides the failover itself: whether the kernel's own failover works, who else configures a pair, and
 * how much of a storm is told. Nothing here changes the network.
 */
package org.nethook.hypervvf.watch;
