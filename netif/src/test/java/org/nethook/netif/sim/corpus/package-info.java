/**
 * Replays system calls recorded on real FreeBSD kernels into the simulated one and compares every answer. Where the two
 * cannot be equal, a named mask or a named reason for leaving a call out says why.
 */
package org.nethook.netif.sim.corpus;
