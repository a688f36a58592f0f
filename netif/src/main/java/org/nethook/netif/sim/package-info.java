/**
 * A simulated FreeBSD machine: {@link org.nethook.netif.sim.SimMachine} is booted from a {@link
 * org.nethook.netif.sim.MachineSpec}, its {@link org.nethook.netif.sim.Hardware} is pulled and plugged on a {@link
 * org.nethook.netif.sim.VirtualTime}. Its kernel answers system calls with the bytes a real one answers, so that the
 * FreeBSD backend runs unchanged over it.
 */
package org.nethook.netif.sim;
