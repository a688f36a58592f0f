/**
 * Interface events as plugins see them. An event is a hint: re-read the state through {@link
 * org.nethook.api.netif.NetifQuery} before acting on one.
 */
package org.nethook.api.event;
