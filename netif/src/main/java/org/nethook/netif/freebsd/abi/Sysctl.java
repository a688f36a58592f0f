package org.nethook.netif.freebsd.abi;

/** Numbers of sysctl names (sys/sysctl.h, net/if_mib.h). */
public final class Sysctl {
    /** The kernel's own operations; the headers name it from 12.2 on. */
    public static final int CTL_SYSCTL = 0;
    /** Below {@link #CTL_SYSCTL}: from numbers to the name. */
    public static final int CTL_SYSCTL_NAME = 1;
    /** Below {@link #CTL_SYSCTL}: the numbers that come next. */
    public static final int CTL_SYSCTL_NEXT = 2;
    /** Below {@link #CTL_SYSCTL}: kind and format. */
    public static final int CTL_SYSCTL_OIDFMT = 4;
    /** Below {@link #CTL_SYSCTL}: what it is, in words. */
    public static final int CTL_SYSCTL_OIDDESCR = 5;
    /** Below {@link #CTL_SYSCTL}: from the name, given as new value, to its numbers; named from 12.2 on. */
    public static final int CTL_SYSCTL_NAME2OID = 3;

    public static final int CTL_KERN = 1;
    public static final int CTL_NET = 4;
    public static final int CTL_HW = 6;
    /** The most numbers a name can have. */
    public static final int CTL_MAXNAME = 24;

    /** Below {@code net.link} (PF_LINK): what is not specific to a type of interface. */
    public static final int NETLINK_GENERIC = 0;

    public static final int IFMIB_SYSTEM = 1;
    public static final int IFMIB_IFDATA = 2;
    public static final int IFDATA_GENERAL = 1;
    /** Driver name and unit as text. */
    public static final int IFDATA_DRIVERNAME = 3;

    public static final int PF_LINK = Socket.AF_LINK;

    private Sysctl() {}
}
