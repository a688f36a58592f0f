/**
 * What a simulated kernel remembers: interfaces, addresses, routes and groups, in the kernel's own names and without
 * the rules by which they change. Its fields are public for {@code sim.kernel} alone; everybody else uses the methods.
 */
package org.nethook.netif.sim.kernel.state;
