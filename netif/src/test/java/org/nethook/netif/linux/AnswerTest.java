package org.nethook.netif.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.abi.NlMsgHdr;
import org.nethook.netif.linux.rtnetlink.Answer;
import org.nethook.netif.linux.rtnetlink.Link;
import org.nethook.netif.linux.rtnetlink.LinkAddress;

class AnswerTest {

    @Test
    void shouldPutMessagesTogetherUntilDone() throws NetifException {
        byte[] all = Recorded.bytes("veth-links");
        int first = ByteBuffer.wrap(all).order(ByteOrder.nativeOrder()).getInt(NlMsgHdr.NLMSG_LEN);
        Answer answer = new Answer("list interfaces", "", Recorded.SEQUENCE);

        answer.add(Arrays.copyOf(all, first));
        assertFalse(answer.isComplete());
        assertEquals(1, answer.payloads().size());
        answer.add(Arrays.copyOfRange(all, first, all.length));

        assertTrue(answer.isComplete());
        assertFalse(answer.isInterrupted());
        assertEquals(5, answer.payloads().size());
    }

    @Test
    void shouldLeaveOutAnswersToOtherRequests() throws NetifException {
        Answer answer = new Answer("list interfaces", "", Recorded.SEQUENCE + 1);
        answer.add(Recorded.bytes("veth-links"));

        assertFalse(answer.isComplete());
        assertEquals(0, answer.payloads().size());
    }

    @Test
    void shouldGiveTheKernelsReason() {
        // NLMSG_ERROR, -EPERM, and the head of the request
        byte[] refusal = message(NlMsgHdr.NLMSG_ERROR, 0, -1, 0, 0, 0, 0);

        NetifException e =
                assertThrows(NetifException.class, () -> new Answer("set up", "va", Recorded.SEQUENCE).add(refusal));
        assertEquals("set up va: EPERM (1): needs root, or CAP_NET_ADMIN in this network namespace", e.getMessage());
    }

    @Test
    void shouldGiveTheReasonOfADumpThatFailsAtItsEnd() {
        byte[] refusal = message(NlMsgHdr.NLMSG_DONE, 2, -105);

        NetifException e =
                assertThrows(NetifException.class, () -> new Answer("list routes", "", Recorded.SEQUENCE).add(refusal));
        assertEquals(
                "list routes: ENOBUFS (105): the kernel has no room left for this; it may have in a moment",
                e.getMessage());
    }

    @Test
    void shouldRefuseLengthsThatDoNotFit() {
        byte[] all = Recorded.bytes("veth-addresses");
        byte[] cut = Arrays.copyOf(all, 40);

        NetifException e = assertThrows(NetifException.class, () -> Recorded.payloads(cut));
        assertTrue(e.getMessage().startsWith("read the kernel's answer: a message claims "), e.getMessage());
    }

    /** 12 000 damaged answers: each is read or refused in words, none breaks the reader. */
    @Test
    void shouldSurviveDamage() {
        Random random = new Random(20261123);
        int refused = 0;
        for (String name : new String[] {"veth-links", "veth-addresses", "veth-routes", "bond-links"}) {
            byte[] sound = Recorded.bytes(name);
            for (int i = 0; i < 3000; i++) {
                byte[] damaged = sound.clone();
                for (int k = random.nextInt(8); k >= 0; k--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                try {
                    new Snapshot(
                                    Link.readAll(Recorded.payloads(name.endsWith("links") ? damaged : new byte[0])),
                                    LinkAddress.readAll(
                                            Recorded.payloads(name.endsWith("addresses") ? damaged : new byte[0])))
                            .interfaces();
                    LinkRoute.readAll(Recorded.payloads(name.endsWith("routes") ? damaged : new byte[0]));
                } catch (NetifException e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 1000, "refused " + refused);
    }

    private static byte[] message(int type, int flags, int... payload) {
        ByteBuffer message = ByteBuffer.allocate(NlMsgHdr.SIZEOF + payload.length * Integer.BYTES)
                .order(ByteOrder.nativeOrder());
        message.putInt(message.capacity()).putShort((short) type).putShort((short) flags);
        message.putInt(Recorded.SEQUENCE).putInt(0);
        for (int number : payload) {
            message.putInt(number);
        }
        return message.array();
    }
}
