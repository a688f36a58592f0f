package org.nethook.testkit.fault;

import java.util.HashMap;
import java.util.Map;
import org.nethook.netif.freebsd.abi.FreeBsdErrno;
import org.nethook.netif.freebsd.abi.attribute.AttributeIo;
import org.nethook.netif.freebsd.abi.ioctl.IoctlRequest;
import org.nethook.netif.freebsd.abi.ioctl.SockIo;
import org.nethook.netif.freebsd.abi.route.Rtm;

/**
 * With which errnos a FreeBSD kernel may refuse each call: what its sources return for the request itself, and what any such call
 * may meet, such as an interface that has just left.
 *
 * <p>Left out, and why:
 * <ul>
 *   <li>EPERM of a change: priv_check(9) answers the same each time, so it is not one call that fails; whoever is not root is told
 *       so before.
 *   <li>EFAULT, ENOTTY, EBADF: answers to a wrong request, not to a right one at a bad time (ioctl(2)).
 *   <li>EINTR: none of these calls sleeps until a signal; that a read(2) cut short is repeated is for the tests of netif.
 *   <li>ENXIO of SIOCGLAGG: lagg_ioctl (net/if_lagg.c) has none; ifioctl (net/if.c) answers it for an interface that is gone, and a
 *       lagg that is gone is another machine with another goal.
 *   <li>ENOENT of sysctl(3): that is how an older kernel answers, which is another machine too.
 *   <li>ENOMSG of SIOCGIFDESCR, ENOENT of SIOCGLAGGPORT: answers, not refusals (ifhwioctl in net/if.c, net/if_lagg.c).
 *   <li>close(2): the descriptor is gone whatever it answers. bind, connect, recvfrom, shutdown: devd's socket and Linux only.
 * </ul>
 */
final class Refusals {
    private static final int[] NONE = {};
    private static final int[] ANY_SOCKET = {FreeBsdErrno.EMFILE, FreeBsdErrno.ENFILE, FreeBsdErrno.ENOBUFS};
    private static final int[] ANY_QUERY = {FreeBsdErrno.ENXIO, FreeBsdErrno.ENOMEM};
    private static final int[] ANY_CHANGE = {FreeBsdErrno.ENXIO, FreeBsdErrno.EBUSY, FreeBsdErrno.ENOMEM};
    private static final Map<Long, int[]> IOCTLS = new HashMap<>();
    private static final Map<Integer, int[]> ROUTE_MESSAGES = Map.of(
            Rtm.RTM_ADD,
            new int[] {FreeBsdErrno.EEXIST, FreeBsdErrno.ENETUNREACH, FreeBsdErrno.ENOBUFS, FreeBsdErrno.EINVAL},
            Rtm.RTM_DELETE,
            new int[] {FreeBsdErrno.ESRCH, FreeBsdErrno.ENOBUFS},
            Rtm.RTM_CHANGE,
            new int[] {FreeBsdErrno.ESRCH, FreeBsdErrno.ENETUNREACH, FreeBsdErrno.ENOBUFS},
            Rtm.RTM_GET,
            new int[] {FreeBsdErrno.ESRCH, FreeBsdErrno.ENOBUFS});

    static {
        put(SockIo.SIOCIFCREATE2, FreeBsdErrno.EEXIST, FreeBsdErrno.EINVAL, FreeBsdErrno.ENOSPC, FreeBsdErrno.ENOMEM);
        put(SockIo.SIOCIFDESTROY, FreeBsdErrno.ENXIO, FreeBsdErrno.EBUSY, FreeBsdErrno.EINVAL);
        put(SockIo.SIOCSIFFLAGS, FreeBsdErrno.ENXIO, FreeBsdErrno.EIO, FreeBsdErrno.ENOBUFS);
        put(SockIo.SIOCSIFMTU, FreeBsdErrno.ENXIO, FreeBsdErrno.EINVAL, FreeBsdErrno.EIO);
        put(SockIo.SIOCSLAGG, FreeBsdErrno.ENXIO, FreeBsdErrno.EPROTONOSUPPORT, FreeBsdErrno.ENOMEM);
        put(SockIo.SIOCGLAGG, FreeBsdErrno.ENOMEM);
        put(
                SockIo.SIOCSLAGGPORT,
                FreeBsdErrno.ENXIO,
                FreeBsdErrno.EINVAL,
                FreeBsdErrno.EBUSY,
                FreeBsdErrno.EEXIST,
                FreeBsdErrno.ENOSPC,
                FreeBsdErrno.EPROTONOSUPPORT,
                FreeBsdErrno.ENOMEM);
        put(SockIo.SIOCSLAGGDELPORT, FreeBsdErrno.ENXIO, FreeBsdErrno.ENOENT, FreeBsdErrno.EINVAL);
        put(SockIo.SIOCAIFADDR, FreeBsdErrno.ENXIO, FreeBsdErrno.EEXIST, FreeBsdErrno.ENOBUFS, FreeBsdErrno.EINVAL);
        put(SockIo.SIOCDIFADDR, FreeBsdErrno.ENXIO, FreeBsdErrno.EADDRNOTAVAIL);
        put(SockIo.SIOCAIFADDR_IN6, FreeBsdErrno.ENXIO, FreeBsdErrno.EEXIST, FreeBsdErrno.EINVAL, FreeBsdErrno.ENOMEM);
        put(SockIo.SIOCDIFADDR_IN6, FreeBsdErrno.ENXIO, FreeBsdErrno.EADDRNOTAVAIL);
        put(AttributeIo.SIOCSIFDESCR, FreeBsdErrno.ENXIO, FreeBsdErrno.ENAMETOOLONG, FreeBsdErrno.ENOMEM);
        put(AttributeIo.SIOCAIFGROUP, FreeBsdErrno.ENXIO, FreeBsdErrno.EEXIST, FreeBsdErrno.ENOMEM);
        put(AttributeIo.SIOCDIFGROUP, FreeBsdErrno.ENXIO, FreeBsdErrno.ENOENT);
        put(AttributeIo.SIOCSIFFIB, FreeBsdErrno.ENXIO, FreeBsdErrno.EINVAL);
        put(AttributeIo.SIOCSIFINFO_IN6, FreeBsdErrno.ENXIO, FreeBsdErrno.EINVAL);
        put(
                AttributeIo.SIOCSETVLAN,
                FreeBsdErrno.ENXIO,
                FreeBsdErrno.ENOENT,
                FreeBsdErrno.EEXIST,
                FreeBsdErrno.EBUSY,
                FreeBsdErrno.EPROTONOSUPPORT);
        put(AttributeIo.SIOCSVLANPCP, FreeBsdErrno.ENXIO, FreeBsdErrno.EINVAL, FreeBsdErrno.ENOENT);
        put(AttributeIo.SIOCGIFMEDIA, FreeBsdErrno.ENXIO, FreeBsdErrno.EINVAL);
        put(AttributeIo.SIOCGIFXMEDIA, FreeBsdErrno.ENXIO, FreeBsdErrno.EINVAL);
    }

    private Refusals() {}

    private static void put(IoctlRequest request, int... errnos) {
        IOCTLS.put(request.number(), errnos);
    }

    /** The errnos, none for a call that does not fail; what it is about as {@link Saboteur#judge} is told. */
    static int[] of(SystemCall call, long what) {
        return switch (call) {
            case IOCTL -> {
                int[] own = IOCTLS.get(what);
                yield own != null ? own : isQuery(what) ? ANY_QUERY : ANY_CHANGE;
            }
            case SOCKET -> ANY_SOCKET;
            case WRITE -> ROUTE_MESSAGES.getOrDefault((int) what, new int[] {FreeBsdErrno.ENOBUFS});
            case READ -> new int[] {FreeBsdErrno.ENOBUFS};
            case SETSOCKOPT -> new int[] {FreeBsdErrno.EINVAL, FreeBsdErrno.ENOBUFS};
            case SYSCTL -> new int[] {FreeBsdErrno.ENOMEM, FreeBsdErrno.EPERM};
            default -> NONE;
        };
    }

    /** One that the kernel writes its answer to ({@code IOC_OUT}). */
    private static boolean isQuery(long request) {
        return (request & 0x40000000L) != 0;
    }
}
