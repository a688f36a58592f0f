package org.nethook.netif.freebsd.abi.ioctl;

/** Requests on interfaces (sys/sockio.h, net/if_lagg.h, netinet6/in6_var.h). */
public final class SockIo {
    /** Creates a pseudo-interface; the name with its unit comes back. */
    public static final IoctlRequest SIOCIFCREATE = IoctlRequest.readWrite("SIOCIFCREATE", 'i', 122, IfReq.SIZE);

    /** The same with parameters, whose pointer (ifr_data) must be null for a lagg. */
    public static final IoctlRequest SIOCIFCREATE2 = IoctlRequest.readWrite("SIOCIFCREATE2", 'i', 124, IfReq.SIZE);

    /** Destroys a pseudo-interface. */
    public static final IoctlRequest SIOCIFDESTROY = IoctlRequest.write("SIOCIFDESTROY", 'i', 121, IfReq.SIZE);

    /** Gets ifr_flags and ifr_flagshigh. */
    public static final IoctlRequest SIOCGIFFLAGS = IoctlRequest.readWrite("SIOCGIFFLAGS", 'i', 17, IfReq.SIZE);

    /** Sets all 32 flags but those that cannot be changed. */
    public static final IoctlRequest SIOCSIFFLAGS = IoctlRequest.write("SIOCSIFFLAGS", 'i', 16, IfReq.SIZE);

    /** Gets ifr_mtu. */
    public static final IoctlRequest SIOCGIFMTU = IoctlRequest.readWrite("SIOCGIFMTU", 'i', 51, IfReq.SIZE);

    /** Sets ifr_mtu; on a lagg for all ports. */
    public static final IoctlRequest SIOCSIFMTU = IoctlRequest.write("SIOCSIFMTU", 'i', 52, IfReq.SIZE);

    /** Gets ifr_index. */
    public static final IoctlRequest SIOCGIFINDEX = IoctlRequest.readWrite("SIOCGIFINDEX", 'i', 32, IfReq.SIZE);

    /** Renames; ifr_data points to the new name. */
    public static final IoctlRequest SIOCSIFNAME = IoctlRequest.write("SIOCSIFNAME", 'i', 40, IfReq.SIZE);

    /** Sets the MAC; sa_len is its length and sa_data has it. */
    public static final IoctlRequest SIOCSIFLLADDR = IoctlRequest.write("SIOCSIFLLADDR", 'i', 60, IfReq.SIZE);

    /** Gets the MAC the hardware has, in sa_data. */
    public static final IoctlRequest SIOCGHWADDR = IoctlRequest.readWrite("SIOCGHWADDR", 'i', 62, IfReq.SIZE);

    /** Adds an IPv4 address, replacing it where it is there. */
    public static final IoctlRequest SIOCAIFADDR = IoctlRequest.write("SIOCAIFADDR", 'i', 43, InAliasReq.SIZE);

    /** Removes an IPv4 address. */
    public static final IoctlRequest SIOCDIFADDR = IoctlRequest.write("SIOCDIFADDR", 'i', 25, IfReq.SIZE);

    /** Adds an IPv6 address, or changes its flags and lifetimes. */
    public static final IoctlRequest SIOCAIFADDR_IN6 = IoctlRequest.write("SIOCAIFADDR_IN6", 'i', 27, In6AliasReq.SIZE);

    /** Removes an IPv6 address. */
    public static final IoctlRequest SIOCDIFADDR_IN6 = IoctlRequest.write("SIOCDIFADDR_IN6", 'i', 25, In6IfReq.SIZE);

    /** Gets the flags ({@code IN6_IFF_…}) of an IPv6 address. */
    public static final IoctlRequest SIOCGIFAFLAG_IN6 =
            IoctlRequest.readWrite("SIOCGIFAFLAG_IN6", 'i', 73, In6IfReq.SIZE);

    /** Gets a lagg; EINVAL for what is none. */
    public static final IoctlRequest SIOCGLAGG = IoctlRequest.readWrite("SIOCGLAGG", 'i', 143, LaggReqAll.SIZE);

    /** Sets a lagg's protocol. */
    public static final IoctlRequest SIOCSLAGG = IoctlRequest.write("SIOCSLAGG", 'i', 144, LaggReqAll.SIZE);

    /** Gets a port; asked of the port itself it answers with the lagg. */
    public static final IoctlRequest SIOCGLAGGPORT =
            IoctlRequest.readWrite("SIOCGLAGGPORT", 'i', 140, LaggReqPort.SIZE);

    /** Adds a port. */
    public static final IoctlRequest SIOCSLAGGPORT = IoctlRequest.write("SIOCSLAGGPORT", 'i', 141, LaggReqPort.SIZE);

    /** Removes a port. */
    public static final IoctlRequest SIOCSLAGGDELPORT =
            IoctlRequest.write("SIOCSLAGGDELPORT", 'i', 142, LaggReqPort.SIZE);

    private SockIo() {}
}
