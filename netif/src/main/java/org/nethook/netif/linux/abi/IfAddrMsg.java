package org.nethook.netif.linux.abi;

/** struct ifaddrmsg, the head of RTM_…ADDR messages, and its attributes (linux/if_addr.h). */
public final class IfAddrMsg {
    /** u8: AF_INET or AF_INET6. */
    public static final int IFA_FAMILY = 0;
    /** u8. */
    public static final int IFA_PREFIXLEN = IFA_FAMILY + 1;
    /** u8, and after it another for the scope. */
    public static final int IFA_FLAGS = IFA_PREFIXLEN + 1;
    /** u32. */
    public static final int IFA_INDEX = IFA_FLAGS + 2;

    public static final int SIZEOF = IFA_INDEX + 4;

    public static final int RTM_NEWADDR = 20;
    public static final int RTM_DELADDR = 21;
    public static final int RTM_GETADDR = 22;

    /** The address, or its peer's where IFA_LOCAL is there too. */
    public static final int IFA_ADDRESS = 1;

    public static final int IFA_LOCAL = 2;
    public static final int IFA_BROADCAST = 4;

    private IfAddrMsg() {}
}
