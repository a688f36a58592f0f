/**
 * Puts nethook's scripts into the places where hv_kvp_daemon(8) and devd(8) look for base's own, and gives those back. Each file
 * that is put there says itself what it replaced, so that nothing else need be remembered.
 */
package org.nethook.host.shims;
