/**
 * The rules by which a simulated FreeBSD kernel's network changes what {@code sim.kernel.state} remembers. Refusals are
 * {@link org.nethook.netif.sim.kernel.state.KernelError}s; what a kernel announces goes to a
 * {@link org.nethook.netif.sim.kernel.state.KernelListener}.
 */
package org.nethook.netif.sim.kernel;
