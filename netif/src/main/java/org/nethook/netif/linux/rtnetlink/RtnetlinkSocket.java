package org.nethook.netif.linux.rtnetlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.ffi.LibC;
import org.nethook.netif.ffi.Memory;
import org.nethook.netif.linux.abi.LinuxErrno;
import org.nethook.netif.linux.abi.NlMsgHdr;

/** A socket to the kernel's rtnetlink(7), for one thread. Takes bytes there and back. */
public final class RtnetlinkSocket implements AutoCloseable {
    /** The kernel puts at most 32 KB of a dump in a datagram; read(2) would cut a longer one off. */
    private static final int DUMP = 65536;

    /** What answers a change is an error code and, when it is none of success, the request again. */
    private static final int ACKNOWLEDGEMENT = 1024;

    /** As often as a dump is made again when something changed meanwhile. */
    private static final int TRIES = 20;

    private final LibC libc;
    private final int fd;
    private int sequence;

    private RtnetlinkSocket(LibC libc, int fd) {
        this.libc = libc;
        this.fd = fd;
    }

    /**
     * Opens one.
     *
     * @throws NetifException when the kernel refuses
     */
    public static RtnetlinkSocket open(LibC libc) throws NetifException {
        int fd = libc.socket(NlMsgHdr.AF_NETLINK, NlMsgHdr.SOCK_RAW | NlMsgHdr.SOCK_CLOEXEC, NlMsgHdr.NETLINK_ROUTE);
        if (fd < 0) {
            throw Refusal.of("open a netlink socket", "", -fd);
        }
        return new RtnetlinkSocket(libc, fd);
    }

    /**
     * Has the kernel list everything of a kind, as it was at one moment.
     *
     * @param operation what this is for, for the exceptions
     * @param type {@code RTM_GET…}
     * @param size of the struct that follows the header; all zeros asks for every address family
     * @throws NetifException when the kernel refuses, or never stops changing
     */
    public List<ByteBuffer> dump(String operation, int type, int size) throws NetifException {
        for (int i = 0; i < TRIES; i++) {
            Answer answer = exchange(operation, "", type, NlMsgHdr.NLM_F_DUMP, new byte[size]);
            if (!answer.isInterrupted()) {
                return answer.payloads();
            }
        }
        throw new NetifException(operation, "", "it changed during each of " + TRIES + " readings");
    }

    /**
     * Has the kernel change something.
     *
     * @param operation what is tried, for the exceptions
     * @param ifName the interface it is tried on
     * @param type {@code RTM_NEW…} or {@code RTM_DEL…}
     * @param flags {@code NLM_F_…} of this change; 0 to change only what is there
     * @param payload what follows the header
     * @throws NetifException when the kernel refuses
     */
    public void change(String operation, String ifName, int type, int flags, byte[] payload) throws NetifException {
        exchange(operation, ifName, type, NlMsgHdr.NLM_F_ACK | flags, payload);
    }

    private Answer exchange(String operation, String ifName, int type, int flags, byte[] payload)
            throws NetifException {
        sequence++;
        int length = NlMsgHdr.SIZEOF + payload.length;
        ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        message.putInt(NlMsgHdr.NLMSG_LEN, length);
        message.putShort(NlMsgHdr.NLMSG_TYPE, (short) type);
        message.putShort(NlMsgHdr.NLMSG_FLAGS, (short) (NlMsgHdr.NLM_F_REQUEST | flags));
        message.putInt(NlMsgHdr.NLMSG_SEQ, sequence);
        message.put(NlMsgHdr.SIZEOF, payload);
        // native memory is zeroed, and stays until the next collection: a hook that makes one change needs no room for
        // a dump
        int room = flags == NlMsgHdr.NLM_F_DUMP ? DUMP : length + ACKNOWLEDGEMENT;
        Memory buffer = libc.allocate(room);
        buffer.put(0, message.array(), 0, length);
        int written = libc.write(fd, buffer, length);
        if (written < 0) {
            throw Refusal.of(operation, ifName, -written);
        }
        Answer answer = new Answer(operation, ifName, sequence);
        while (!answer.isComplete()) {
            int count = libc.read(fd, buffer, room);
            if (count == -LinuxErrno.EINTR) {
                continue;
            }
            if (count < 0) {
                throw Refusal.of(operation, ifName, -count);
            }
            if (count == 0) {
                throw new NetifException(operation, ifName, "the kernel closed the netlink socket");
            }
            answer.add(buffer.bytes(0, count));
        }
        return answer;
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
