package org.nethook.netif.freebsd.abi.query;

import org.nethook.netif.freebsd.abi.attribute.IfGroupReq;
import org.nethook.netif.freebsd.abi.ioctl.IfReq;
import org.nethook.netif.freebsd.abi.ioctl.InAliasReq;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;

/** Questions about interfaces (sys/sockio.h). */
public final class QueryIo {
    /** Gets all addresses; what does not fit is left out without a word. */
    public static final IoctlRequest SIOCGIFCONF = IoctlRequest.readWrite("SIOCGIFCONF", 'i', 36, IfConf.SIZE);

    /** Gets the names of the cloners. */
    public static final IoctlRequest SIOCIFGCLONERS =
            IoctlRequest.readWrite("SIOCIFGCLONERS", 'i', 120, IfCloneReq.SIZE);

    /** Gets the routing metric. */
    public static final IoctlRequest SIOCGIFMETRIC = IoctlRequest.readWrite("SIOCGIFMETRIC", 'i', 23, IfReq.SIZE);

    /** Gets the physical wire. */
    public static final IoctlRequest SIOCGIFPHYS = IoctlRequest.readWrite("SIOCGIFPHYS", 'i', 53, IfReq.SIZE);

    /** Gets the capabilities the hardware has, and those in use. */
    public static final IoctlRequest SIOCGIFCAP = IoctlRequest.readWrite("SIOCGIFCAP", 'i', 31, IfReq.SIZE);

    /** Gets the routing table for what comes in. */
    public static final IoctlRequest SIOCGIFFIB = IoctlRequest.readWrite("SIOCGIFFIB", 'i', 92, IfReq.SIZE);

    /** Gets the mandatory access control label. */
    public static final IoctlRequest SIOCGIFMAC = IoctlRequest.readWrite("SIOCGIFMAC", 'i', 38, IfReq.SIZE);

    /** Gets what a driver says of itself. */
    public static final IoctlRequest SIOCGIFSTATUS = IoctlRequest.readWrite("SIOCGIFSTATUS", 'i', 59, IfStat.SIZE);

    /** Gets the members of a group. */
    public static final IoctlRequest SIOCGIFGMEMB = IoctlRequest.readWrite("SIOCGIFGMEMB", 'i', 138, IfGroupReq.SIZE);

    /** Gets the mask and broadcast of an IPv4 address; from 13 on. */
    public static final IoctlRequest SIOCGIFALIAS = IoctlRequest.readWrite("SIOCGIFALIAS", 'i', 45, InAliasReq.SIZE);

    private QueryIo() {}
}
