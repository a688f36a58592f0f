package org.nethook.netif.freebsd.abi.attribute;

/** Types of interfaces beside those of {@link org.nethook.netif.freebsd.abi.NetIf} (net/if_types.h). */
public final class IfType {
    public static final int IFT_PROPVIRTUAL = 0x35;
    public static final int IFT_IEEE1394 = 0x90;
    public static final int IFT_PPP = 0x17;
    public static final int IFT_PARA = 0x22;
    public static final int IFT_IEEE80211 = 0x47;
    public static final int IFT_TUNNEL = 0x83;
    public static final int IFT_L2VLAN = 0x87;
    public static final int IFT_INFINIBAND = 0xc7;
    public static final int IFT_BRIDGE = 0xd1;
    public static final int IFT_STF = 0xd7;
    public static final int IFT_GIF = 0xf0;
    /** From 14 on. */
    public static final int IFT_WIREGUARD = 0xf8;

    private IfType() {}
}
