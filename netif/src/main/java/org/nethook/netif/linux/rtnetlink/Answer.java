package org.nethook.netif.linux.rtnetlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.abi.Attributes;
import org.nethook.netif.linux.abi.NlMsgHdr;

/** The kernel's answer to one netlink request, put together from the datagrams it comes in. Knows no socket. */
public final class Answer {
    private final String operation;
    private final String ifName;
    private final int sequence;
    private final List<ByteBuffer> payloads = new ArrayList<>();
    private boolean complete;
    private boolean interrupted;

    /**
     * Waits for the answer to a request.
     *
     * @param operation what was asked for, for the exceptions
     * @param ifName the interface it is about; empty when it is none
     * @param sequence the request's number; answers to others are left out
     */
    public Answer(String operation, String ifName, int sequence) {
        this.operation = operation;
        this.ifName = ifName;
        this.sequence = sequence;
    }

    /**
     * Takes the next datagram.
     *
     * @throws NetifException when the kernel refused the request, or the datagram makes no sense
     */
    public void add(byte[] datagram) throws NetifException {
        ByteBuffer bytes = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        int at = 0;
        while (bytes.limit() - at >= NlMsgHdr.SIZEOF) {
            int length = bytes.getInt(at + NlMsgHdr.NLMSG_LEN);
            if (length < NlMsgHdr.SIZEOF || length > bytes.limit() - at) {
                throw Attributes.malformed("a message claims " + length + " of " + (bytes.limit() - at) + " bytes");
            }
            if (bytes.getInt(at + NlMsgHdr.NLMSG_SEQ) == sequence) {
                int flags = bytes.getShort(at + NlMsgHdr.NLMSG_FLAGS);
                interrupted |= (flags & NlMsgHdr.NLM_F_DUMP_INTR) != 0;
                message(
                        bytes.getShort(at + NlMsgHdr.NLMSG_TYPE) & 0xffff,
                        Attributes.slice(bytes, at + NlMsgHdr.SIZEOF, length - NlMsgHdr.SIZEOF));
            }
            at += NlMsgHdr.align(length);
        }
    }

    private void message(int type, ByteBuffer payload) throws NetifException {
        if (type == NlMsgHdr.NLMSG_ERROR || type == NlMsgHdr.NLMSG_DONE) {
            // both begin with a negated errno, 0 for success; DONE may have nothing
            int error = payload.limit() < Integer.BYTES ? 0 : payload.getInt(0);
            if (error < 0) {
                throw Refusal.of(operation, ifName, -error);
            }
            complete = true;
        } else {
            payloads.add(payload);
        }
    }

    /** Whether nothing more will come. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether something changed while the kernel dumped, so that the payloads may contradict each other. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** What follows the header of each message, in the kernel's order. */
    public List<ByteBuffer> payloads() {
        return payloads;
    }
}
