/**
 * The tree of sysctls of a simulated FreeBSD kernel: names, numbers, types and values. Which kernel has which is in
 * catalogues beside these classes.
 */
package org.nethook.netif.sim.sysctl;
