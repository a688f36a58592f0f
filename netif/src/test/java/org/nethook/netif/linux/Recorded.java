package org.nethook.netif.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.nethook.api.netif.NetifException;
import org.nethook.netif.linux.rtnetlink.Answer;
import org.nethook.netif.linux.rtnetlink.Link;
import org.nethook.netif.linux.rtnetlink.LinkAddress;

/**
 * Answers of real kernels to dumps numbered 1, all datagrams in a row: {@code veth-…} of Linux 6.18 in a namespace with
 * two veth pairs, {@code bond-…} of Linux 6.1 with two bonds of veth ports.
 */
final class Recorded {
    static final int SEQUENCE = 1;

    private Recorded() {}

    static byte[] bytes(String name) {
        try (InputStream file = Recorded.class.getResourceAsStream("/linux/" + name + ".bin")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<ByteBuffer> payloads(String name) throws NetifException {
        return payloads(bytes(name));
    }

    static List<ByteBuffer> payloads(byte[] datagrams) throws NetifException {
        Answer answer = new Answer("list", "", SEQUENCE);
        answer.add(datagrams);
        return answer.payloads();
    }

    static Snapshot veth() throws NetifException {
        return new Snapshot(Link.readAll(payloads("veth-links")), LinkAddress.readAll(payloads("veth-addresses")));
    }
}
