package org.nethook.netif.linux.abi;

/** The attributes of a bond and of its ports (linux/if_link.h, linux/if_bonding.h). */
public final class IfBonding {
    /** u8: {@code BOND_MODE_…}. */
    public static final int IFLA_BOND_MODE = 1;
    /** u32: index of the port that carries the traffic, in BOND_MODE_ACTIVEBACKUP. */
    public static final int IFLA_BOND_ACTIVE_SLAVE = 2;
    /** u32: index of the preferred port. */
    public static final int IFLA_BOND_PRIMARY = 11;

    /** u8: {@code BOND_STATE_…}. */
    public static final int IFLA_BOND_SLAVE_STATE = 1;
    /** u8: {@code BOND_LINK_…}. */
    public static final int IFLA_BOND_SLAVE_MII_STATUS = 2;

    public static final int BOND_MODE_ROUNDROBIN = 0;
    public static final int BOND_MODE_ACTIVEBACKUP = 1;
    public static final int BOND_MODE_XOR = 2;
    public static final int BOND_MODE_BROADCAST = 3;
    public static final int BOND_MODE_8023AD = 4;
    public static final int BOND_MODE_TLB = 5;
    public static final int BOND_MODE_ALB = 6;

    public static final int BOND_STATE_ACTIVE = 0;
    public static final int BOND_LINK_UP = 0;

    private IfBonding() {}
}
