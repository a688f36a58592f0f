/**
 * Turns devd's lines into {@link org.nethook.api.event.InterfaceEvent}s. Pure: text or bytes in, an event or one clear
 * reason out; whatever passed is safe to use as a name.
 */
package org.nethook.netif.event;
