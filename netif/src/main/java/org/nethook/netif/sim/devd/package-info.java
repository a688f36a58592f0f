/**
 * A devd(8) for tests: real Unix sockets at a place of the caller's, and everything that devd does to its clients. It reads no
 * configuration and runs no actions.
 */
package org.nethook.netif.sim.devd;
