package org.nethook.api.plan;

import org.nethook.api.netif.DhcpClients;
import org.nethook.api.netif.NetifControl;
import org.nethook.api.netif.NetifQuery;

/**
 * What steps act on.
 *
 * @param query reads the state back
 * @param control changes it
 * @param dhcp starts and stops DHCP clients
 */
public record StepTarget(NetifQuery query, NetifControl control, DhcpClients dhcp) {}
