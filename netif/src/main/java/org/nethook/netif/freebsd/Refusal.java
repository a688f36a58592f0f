package org.nethook.netif.freebsd;

import org.nethook.api.netif.NetifException;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;

/**
 * What an errno means to whoever asked for an operation: the kernel has one number for many reasons, and the operation
 * tells most of them apart.
 */
final class Refusal {
    private Refusal() {}

    /** @param errno positive */
    static NetifException of(String operation, String ifName, int errno) {
        String special = special(operation, ifName, errno);
        return new NetifException(
                operation, ifName, FreeBsdErrno.of(errno), special != null ? special : general(errno));
    }

    private static String special(String operation, String ifName, int errno) {
        switch (operation) {
            case "create":
                return create(ifName, errno);
            case "destroy":
                return errno == FreeBsdErrno.EINVAL
                        ? "it is no pseudo-interface; only what was created can be destroyed"
                        : null;
            case "rename":
                return errno == FreeBsdErrno.EEXIST ? "another interface has the new name" : null;
            case "add lagg port":
            case "remove lagg port":
            case "set laggproto":
            case "set lagg option":
            case "set lagg hash":
                return lagg(operation, errno);
            case "set mtu":
                return errno == FreeBsdErrno.EINVAL
                        ? "the driver does not accept this size, or the interface is a port of a lagg, which sets it"
                        : null;
            case "set mac":
                return errno == FreeBsdErrno.EINVAL ? "the interface has no Ethernet address that can be set" : null;
            case "set description":
                return errno == FreeBsdErrno.ENAMETOOLONG ? "it is longer than net.ifdescr_maxlen allows" : null;
            case "set vlan":
            case "clear vlan":
                return vlan(errno);
            case "set FIB":
                return errno == FreeBsdErrno.EINVAL ? "there is no such routing table (net.fibs)" : null;
            case "add group":
                return group(errno);
            case "remove group":
                return errno == FreeBsdErrno.ENOENT ? "the interface is not in this group" : null;
            case "add address":
            case "remove address":
                return address(operation, errno);
            case "add route":
            case "change route":
            case "delete route":
            case "list routes":
                return route(errno);
            default:
                return operation.startsWith("read sysctl") ? sysctl(errno) : null;
        }
    }

    private static String create(String ifName, int errno) {
        int end = ifName.length();
        while (end > 0 && Character.isDigit(ifName.charAt(end - 1))) {
            end--;
        }
        String kind = ifName.substring(0, end);
        switch (errno) {
            case FreeBsdErrno.EINVAL:
                return ifName.length() - end > 1 && ifName.charAt(end) == '0'
                        ? "the unit has a leading zero"
                        : "this kernel makes no " + kind + " interfaces: the module if_" + kind
                                + " is not loaded; load it with: kldload if_" + kind;
            case FreeBsdErrno.EEXIST:
                return "an interface of this name exists";
            case FreeBsdErrno.ENOSPC:
                return "the unit is too large, or every unit is taken";
            default:
                return null;
        }
    }

    private static String lagg(String operation, int errno) {
        switch (errno) {
            case FreeBsdErrno.ENOENT:
                return "it is no port of this lagg";
            case FreeBsdErrno.EEXIST:
                return "it is already a port of this lagg";
            case FreeBsdErrno.EBUSY:
                return "it is already a port of another lagg";
            case FreeBsdErrno.ENOSPC:
                return "the lagg has 32 ports, the most there can be";
            case FreeBsdErrno.EPROTONOSUPPORT:
                return operation.equals("set laggproto")
                        ? "this kernel does not have this protocol"
                        : "only Ethernet interfaces can be ports";
            case FreeBsdErrno.EINVAL:
                return operation.equals("set lagg option")
                        ? "the lagg's protocol or this kernel does not have this option"
                        : operation.endsWith("port")
                                ? "there is no interface of this name, or it is a lagg itself, or the other is no lagg"
                                : "it is no lagg, or it does not accept the value";
            case FreeBsdErrno.ENXIO:
                return "there is no such lagg";
            default:
                return null;
        }
    }

    private static String vlan(int errno) {
        switch (errno) {
            case FreeBsdErrno.ENOENT:
                return "there is no interface of the parent's name";
            case FreeBsdErrno.EEXIST:
                return "the parent has a VLAN of this tag already";
            case FreeBsdErrno.EBUSY:
                return "somebody else gave it a parent in between";
            case FreeBsdErrno.EPROTONOSUPPORT:
                return "the parent cannot carry VLANs";
            case FreeBsdErrno.EINVAL:
                return "it is no VLAN";
            default:
                return null;
        }
    }

    private static String group(int errno) {
        switch (errno) {
            case FreeBsdErrno.EEXIST:
                return "the interface is in this group already";
            case FreeBsdErrno.EINVAL:
                return "the name of a group does not end in a digit";
            default:
                return null;
        }
    }

    private static String address(String operation, int errno) {
        switch (errno) {
            case FreeBsdErrno.EADDRNOTAVAIL:
                return operation.equals("add address")
                        ? "this address cannot be used"
                        : "the interface does not have this address";
            case FreeBsdErrno.EEXIST:
                return "the address, or a route to its network, belongs to another interface";
            case FreeBsdErrno.EINVAL:
                return "the kernel does not accept this address or its prefix length";
            default:
                return null;
        }
    }

    private static String route(int errno) {
        switch (errno) {
            case FreeBsdErrno.EEXIST:
                return "there is a route to this destination";
            case FreeBsdErrno.ESRCH:
                return "there is no such route";
            case FreeBsdErrno.ENETUNREACH:
                return "the gateway is on no network of an interface";
            case FreeBsdErrno.EADDRINUSE:
                return "it is the route of an interface's own network, which stays with the address";
            case FreeBsdErrno.EINVAL:
                return "the kernel does not accept this route, or has no such routing table (net.fibs)";
            default:
                return null;
        }
    }

    private static String sysctl(int errno) {
        switch (errno) {
            case FreeBsdErrno.EISDIR:
                return "the name is of a branch and has no value";
            case FreeBsdErrno.EPERM:
                return "only root may read it, or nobody in this jail";
            case FreeBsdErrno.EINVAL:
                return "the kernel does not take this name";
            default:
                return null;
        }
    }

    private static String general(int errno) {
        switch (errno) {
            case FreeBsdErrno.EPERM:
                return "needs root, and in a jail the right to configure its network";
            case FreeBsdErrno.EACCES:
                return "not allowed to this user";
            case FreeBsdErrno.ENXIO:
                return "there is no interface of this name";
            case FreeBsdErrno.ENODEV:
            case FreeBsdErrno.EOPNOTSUPP:
            case FreeBsdErrno.ENOTTY:
                return "this interface does not have that";
            case FreeBsdErrno.EINVAL:
                return "the kernel does not accept this value, or this interface does not have that";
            case FreeBsdErrno.EBUSY:
                return "it is in use";
            case FreeBsdErrno.ENOMEM:
                return "the kernel has no memory left";
            case FreeBsdErrno.ENOBUFS:
                return "the kernel has no room left for this; it may have in a moment";
            case FreeBsdErrno.ENETDOWN:
                return "the interface is down";
            case FreeBsdErrno.EMFILE:
                return "this process has too many files open";
            case FreeBsdErrno.ENFILE:
                return "the system has too many files open";
            case FreeBsdErrno.EAFNOSUPPORT:
            case FreeBsdErrno.EPROTONOSUPPORT:
                return "this kernel was built without this address family or protocol";
            case FreeBsdErrno.EINTR:
                return "signals kept interrupting it";
            case FreeBsdErrno.ENOSYS:
                return "this kernel does not have this call";
            case FreeBsdErrno.ECAPMODE:
            case FreeBsdErrno.ENOTCAPABLE:
                return "this process is in a Capsicum sandbox";
            case FreeBsdErrno.EFAULT:
            case FreeBsdErrno.EBADF:
                return "nethook made a mistake here; please report it";
            case FreeBsdErrno.EIO:
                return "the hardware or its driver failed";
            default:
                return "";
        }
    }
}
