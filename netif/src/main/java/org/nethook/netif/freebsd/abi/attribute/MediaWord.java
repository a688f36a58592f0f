package org.nethook.netif.freebsd.abi.attribute;

/** The parts of a media word and of a media status (net/if_media.h). */
public final class MediaWord {
    /** Type. */
    public static final int IFM_NMASK = 0xe0;
    /** Subtype. */
    public static final int IFM_TMASK = 0x1f;
    /** More bits of an Ethernet subtype. */
    public static final int IFM_ETH_XTYPE = 0x7800;

    public static final int IFM_ETHER = 0x20;
    public static final int IFM_IEEE80211 = 0x80;
    public static final int IFM_ATM = 0xa0;

    public static final int IFM_AUTO = 0;
    public static final int IFM_MANUAL = 1;
    public static final int IFM_NONE = 2;

    public static final int IFM_FDX = 0x100000;
    public static final int IFM_HDX = 0x200000;
    public static final int IFM_FLOW = 0x400000;
    public static final int IFM_LOOP = 0x8000000;
    public static final int IFM_ETH_MASTER = 0x100;
    public static final int IFM_ETH_RXPAUSE = 0x200;
    public static final int IFM_ETH_TXPAUSE = 0x400;

    /** Of the status: the next bit means something. */
    public static final int IFM_AVALID = 1;
    /** Of the status: there is link. */
    public static final int IFM_ACTIVE = 2;

    private MediaWord() {}
}
