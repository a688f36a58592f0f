/**
 * The modules of a simulated FreeBSD kernel: which are built in, which can be loaded, and what loading and unloading
 * does to its pseudo-interfaces.
 */
package org.nethook.netif.sim.module;
