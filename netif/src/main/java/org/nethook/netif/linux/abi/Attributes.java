package org.nethook.netif.linux.abi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.nethook.api.netif.NetifException;

/** A list of struct rtattr (linux/rtnetlink.h), by type; of several of one type the last. */
public final class Attributes {
    private static final int RTA_LEN = 0;
    private static final int RTA_TYPE = RTA_LEN + 2;
    private static final int SIZEOF = RTA_TYPE + 2;
    /** Without NLA_F_NESTED and NLA_F_NET_BYTEORDER (linux/netlink.h). */
    private static final int NLA_TYPE_MASK = 0x3fff;

    /** Looked through at each question: of the fifty or so that an interface has, few are asked for. */
    private final ByteBuffer list;

    private Attributes(ByteBuffer list) {
        this.list = list;
    }

    /**
     * Reads a list.
     *
     * @param bytes the list and nothing else; not to be changed afterwards
     * @throws NetifException when a length does not fit
     */
    public static Attributes read(ByteBuffer bytes) throws NetifException {
        ByteBuffer list = slice(bytes, 0, bytes.limit());
        for (int at = 0; list.limit() - at >= SIZEOF; at += NlMsgHdr.align(length(list, at))) {
            int length = length(list, at);
            if (length < SIZEOF || length > list.limit() - at) {
                throw malformed(
                        "attribute " + type(list, at) + " claims " + length + " of " + (list.limit() - at) + " bytes");
            }
        }
        return new Attributes(list);
    }

    private static int length(ByteBuffer list, int at) {
        return list.getShort(at + RTA_LEN) & 0xffff;
    }

    private static int type(ByteBuffer list, int at) {
        return list.getShort(at + RTA_TYPE) & NLA_TYPE_MASK;
    }

    /** Where the last one of this type begins; -1 when there is none. */
    private int find(int type) {
        int found = -1;
        for (int at = 0; list.limit() - at >= SIZEOF; at += NlMsgHdr.align(length(list, at))) {
            if (type(list, at) == type) {
                found = at;
            }
        }
        return found;
    }

    /** What to throw for bytes that no kernel should send. */
    public static NetifException malformed(String what) {
        return new NetifException("read the kernel's answer", "", what);
    }

    /** A part of the bytes, in the machine's order. */
    public static ByteBuffer slice(ByteBuffer bytes, int start, int length) {
        return bytes.slice(start, length).order(ByteOrder.nativeOrder());
    }

    /** Whether there is one of this type. */
    public boolean has(int type) {
        return find(type) >= 0;
    }

    /** The value's bytes, a copy; none when it is not there. */
    public byte[] octets(int type) {
        int at = find(type);
        byte[] octets = new byte[at < 0 ? 0 : length(list, at) - SIZEOF];
        if (at >= 0) {
            list.get(at + SIZEOF, octets);
        }
        return octets;
    }

    /** A string without its NUL; empty when it is not there. */
    public String string(int type) {
        byte[] octets = octets(type);
        int length = 0;
        while (length < octets.length && octets[length] != 0) {
            length++;
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * An unsigned byte.
     *
     * @param absent the value when it is not there
     */
    public int u8(int type, int absent) throws NetifException {
        int at = number(type, Byte.BYTES);
        return at < 0 ? absent : list.get(at + SIZEOF) & 0xff;
    }

    /**
     * A 32-bit number.
     *
     * @param absent the value when it is not there
     */
    public int u32(int type, int absent) throws NetifException {
        int at = number(type, Integer.BYTES);
        return at < 0 ? absent : list.getInt(at + SIZEOF);
    }

    private int number(int type, int width) throws NetifException {
        int at = find(type);
        if (at >= 0 && length(list, at) - SIZEOF < width) {
            throw malformed("attribute " + type + " has " + (length(list, at) - SIZEOF) + " bytes, not " + width);
        }
        return at;
    }

    /** The value's bytes as a view; none when it is not there. */
    public ByteBuffer value(int type) {
        int at = find(type);
        return at < 0 ? ByteBuffer.allocate(0) : slice(list, at + SIZEOF, length(list, at) - SIZEOF);
    }

    /** The list inside an attribute; an empty one when it is not there. */
    public Attributes nested(int type) throws NetifException {
        return read(value(type));
    }
}
