package org.nethook.netif.linux.rtnetlink;

import org.nethook.api.netif.Errno;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.abi.LinuxErrno;

/** What an errno of Linux means to whoever asked for an operation (rtnetlink(7), netlink(7)). */
public final class Refusal {
    private Refusal() {}

    /** @param errno positive */
    public static NetifException of(String operation, String ifName, int errno) {
        Errno reason = LinuxErrno.of(errno);
        return new NetifException(operation, ifName, reason, sentence(operation, reason.name()));
    }

    private static String sentence(String operation, String name) {
        switch (name) {
            case "EPERM":
                return "needs root, or CAP_NET_ADMIN in this network namespace";
            case "EACCES":
                return operation.startsWith("read sysctl") ? "only root may read it" : "not allowed to this user";
            case "ENODEV":
                return "there is no interface of this name";
            case "EEXIST":
                return "there is one already";
            case "EINVAL":
            case "ERANGE":
                return "the kernel does not accept this value, or this interface does not have that";
            case "EOPNOTSUPP":
                return "this interface, or this kernel, does not have that";
            case "EBUSY":
                return "it is in use";
            case "EAFNOSUPPORT":
            case "EPROTONOSUPPORT":
                return "this kernel was built without this address family or protocol";
            case "ENOMEM":
                return "the kernel has no memory left";
            case "ENOBUFS":
                return "the kernel has no room left for this; it may have in a moment";
            case "ENETDOWN":
                return "the interface is down";
            case "EMFILE":
                return "this process has too many files open";
            case "ENFILE":
                return "the system has too many files open";
            case "EINTR":
                return "signals kept interrupting it";
            case "EBADF":
            case "EFAULT":
                return "nethook made a mistake here; please report it";
            default:
                return "";
        }
    }
}
