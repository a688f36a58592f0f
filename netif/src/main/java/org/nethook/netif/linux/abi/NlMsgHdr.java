package org.nethook.netif.linux.abi;

/** struct nlmsghdr, the header of every netlink message, and its constants (linux/netlink.h). */
public final class NlMsgHdr {
    /** u32: length of header and payload. */
    public static final int NLMSG_LEN = 0;
    /** u16: what the payload is. */
    public static final int NLMSG_TYPE = NLMSG_LEN + 4;
    /** u16: {@code NLM_F_…}. */
    public static final int NLMSG_FLAGS = NLMSG_TYPE + 2;
    /** u32: the request's number, repeated in the answer. */
    public static final int NLMSG_SEQ = NLMSG_FLAGS + 2;
    /** u32: the sender's port. */
    public static final int NLMSG_PID = NLMSG_SEQ + 4;
    /** Size, and where the payload begins. */
    public static final int SIZEOF = NLMSG_PID + 4;

    /** Each message starts at a multiple of this. */
    public static final int NLMSG_ALIGNTO = 4;

    /** Nothing; the kernel acknowledges it when asked to. */
    public static final int NLMSG_NOOP = 1;

    public static final int NLMSG_ERROR = 2;
    public static final int NLMSG_DONE = 3;

    public static final int NLM_F_REQUEST = 0x1;
    public static final int NLM_F_ACK = 0x4;
    /** Do not take what is there already. */
    public static final int NLM_F_EXCL = 0x200;
    /** Create what is not there. */
    public static final int NLM_F_CREATE = 0x400;
    /** The dump is not one moment's state: something changed while it was made. */
    public static final int NLM_F_DUMP_INTR = 0x10;

    public static final int NLM_F_ROOT = 0x100;
    public static final int NLM_F_MATCH = 0x200;
    public static final int NLM_F_DUMP = NLM_F_ROOT | NLM_F_MATCH;

    public static final int AF_UNSPEC = 0;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int NETLINK_ROUTE = 0;

    private NlMsgHdr() {}

    /** A length rounded up to where the next message or attribute starts. */
    public static int align(int length) {
        return length + NLMSG_ALIGNTO - 1 & -NLMSG_ALIGNTO;
    }
}
