/**
 * The state of a simulated FreeBSD kernel's network and the rules by which it changes, in the kernel's own names ({@code
 * ifnet}, {@code ifaddr}). Refusals are {@link org.nethook.netif.sim.kernel.KernelError}s; what a kernel announces goes
 * to a {@link org.nethook.netif.sim.kernel.KernelListener}.
 */
package org.nethook.netif.sim.kernel;
