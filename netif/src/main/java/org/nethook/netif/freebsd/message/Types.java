package org.nethook.netif.freebsd.message;

import org.nethook.api.netif.attribute.InterfaceType;
import org.nethook.netif.freebsd.abi.NetIf;
import org.nethook.netif.freebsd.abi.attribute.IfType;

/** Types of interfaces by name. */
final class Types {
    private Types() {}

    static InterfaceType of(int type) {
        switch (type) {
            case NetIf.IFT_ETHER:
                return InterfaceType.ETHERNET;
            case NetIf.IFT_LOOP:
                return InterfaceType.LOOPBACK;
            case NetIf.IFT_IEEE8023ADLAG:
                return InterfaceType.LAGG_PORT;
            case IfType.IFT_L2VLAN:
                return InterfaceType.VLAN;
            case IfType.IFT_BRIDGE:
                return InterfaceType.BRIDGE;
            case IfType.IFT_TUNNEL:
            case IfType.IFT_GIF:
            case IfType.IFT_STF:
            case IfType.IFT_WIREGUARD:
                return InterfaceType.TUNNEL;
            case IfType.IFT_PPP:
            case IfType.IFT_PARA:
                return InterfaceType.POINT_TO_POINT;
            case IfType.IFT_IEEE80211:
                return InterfaceType.WIRELESS;
            case IfType.IFT_INFINIBAND:
                return InterfaceType.INFINIBAND;
            default:
                return InterfaceType.OTHER;
        }
    }
}
