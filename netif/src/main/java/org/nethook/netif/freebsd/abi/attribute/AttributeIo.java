package org.nethook.netif.freebsd.abi.attribute;

import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.In6IfReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;

/** Requests on an interface's attributes (sys/sockio.h, net/if_lagg.h, netinet6/in6_var.h). */
public final class AttributeIo {
    /** Gets the description into ifr_buffer; ENOMSG when there is none, a null pointer when it does not fit. */
    public static final IoctlRequest SIOCGIFDESCR = IoctlRequest.readWrite("SIOCGIFDESCR", 'i', 42, IfReq.SIZE);

    /** Sets the description from ifr_buffer, whose length counts the NUL; length 0 clears it. */
    public static final IoctlRequest SIOCSIFDESCR = IoctlRequest.write("SIOCSIFDESCR", 'i', 41, IfReq.SIZE);

    /** Gets the groups; with ifgr_len 0 only their size. */
    public static final IoctlRequest SIOCGIFGROUP = IoctlRequest.readWrite("SIOCGIFGROUP", 'i', 136, IfGroupReq.SIZE);

    /** Adds the interface to a group. */
    public static final IoctlRequest SIOCAIFGROUP = IoctlRequest.write("SIOCAIFGROUP", 'i', 135, IfGroupReq.SIZE);

    /** Removes the interface from a group. */
    public static final IoctlRequest SIOCDIFGROUP = IoctlRequest.write("SIOCDIFGROUP", 'i', 137, IfGroupReq.SIZE);

    /** Gets the media; a type past the old range comes as IFM_OTHER. */
    public static final IoctlRequest SIOCGIFMEDIA = IoctlRequest.readWrite("SIOCGIFMEDIA", 'i', 56, IfMediaReq.SIZE);

    /** Gets the media with the newer types; EINVAL of drivers that have none. */
    public static final IoctlRequest SIOCGIFXMEDIA = IoctlRequest.readWrite("SIOCGIFXMEDIA", 'i', 139, IfMediaReq.SIZE);

    /** Gets an interface's neighbour discovery. */
    public static final IoctlRequest SIOCGIFINFO_IN6 =
            IoctlRequest.readWrite("SIOCGIFINFO_IN6", 'i', 108, In6NdiReq.SIZE);

    /** Sets the flags whole, and of the other fields those that are not zero. */
    public static final IoctlRequest SIOCSIFINFO_IN6 =
            IoctlRequest.readWrite("SIOCSIFINFO_IN6", 'i', 109, In6NdiReq.SIZE);

    /** Gets the lifetimes of an IPv6 address, over the address. */
    public static final IoctlRequest SIOCGIFALIFETIME_IN6 =
            IoctlRequest.readWrite("SIOCGIFALIFETIME_IN6", 'i', 81, In6IfReq.SIZE);

    /** Gets the options of a lagg. */
    public static final IoctlRequest SIOCGLAGGOPTS =
            IoctlRequest.readWrite("SIOCGLAGGOPTS", 'i', 152, LaggReqOpts.SIZE);

    /** Sets one option of a lagg; a negative one is cleared. */
    public static final IoctlRequest SIOCSLAGGOPTS = IoctlRequest.write("SIOCSLAGGOPTS", 'i', 153, LaggReqOpts.SIZE);

    /** Gets what a lagg hashes. */
    public static final IoctlRequest SIOCGLAGGFLAGS =
            IoctlRequest.readWrite("SIOCGLAGGFLAGS", 'i', 145, LaggReqFlags.SIZE);

    /** Sets what a lagg hashes; EINVAL when that is nothing. */
    public static final IoctlRequest SIOCSLAGGHASH = IoctlRequest.write("SIOCSLAGGHASH", 'i', 146, LaggReqFlags.SIZE);

    /** Sets a VLAN's parent and tag from the {@link VlanReq} that ifr_data points to; EBUSY while it has a parent. */
    public static final IoctlRequest SIOCSETVLAN = IoctlRequest.write("SIOCSETVLAN", 'i', 57, IfReq.SIZE);

    /** Gets a VLAN's parent and tag into the {@link VlanReq} that ifr_data points to. */
    public static final IoctlRequest SIOCGETVLAN = IoctlRequest.readWrite("SIOCGETVLAN", 'i', 58, IfReq.SIZE);

    /** Gets ifr_vlan_pcp. */
    public static final IoctlRequest SIOCGVLANPCP = IoctlRequest.readWrite("SIOCGVLANPCP", 'i', 152, IfReq.SIZE);

    /** Sets ifr_vlan_pcp, 0 to 7. */
    public static final IoctlRequest SIOCSVLANPCP = IoctlRequest.write("SIOCSVLANPCP", 'i', 153, IfReq.SIZE);

    /** Sets ifr_fib. */
    public static final IoctlRequest SIOCSIFFIB = IoctlRequest.write("SIOCSIFFIB", 'i', 93, IfReq.SIZE);

    private AttributeIo() {}
}
