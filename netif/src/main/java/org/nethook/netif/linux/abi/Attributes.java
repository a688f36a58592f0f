package org.nethook.netif.linux.abi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.nethook.api.netif.NetifException;

/** A list of struct rtattr (linux/rtnetlink.h), by type; of several of one type the last. */
public final class Attributes {
    private static final int RTA_LEN = 0;
    private static final int RTA_TYPE = RTA_LEN + 2;
    private static final int SIZEOF = RTA_TYPE + 2;
    /** Without NLA_F_NESTED and NLA_F_NET_BYTEORDER (linux/netlink.h). */
    private static final int NLA_TYPE_MASK = 0x3fff;

    private final Map<Integer, ByteBuffer> byType = new HashMap<>();

    private Attributes() {}

    /**
     * Reads a list.
     *
     * @param bytes the list and nothing else
     * @throws NetifException when a length does not fit
     */
    public static Attributes read(ByteBuffer bytes) throws NetifException {
        Attributes attributes = new Attributes();
        ByteBuffer rest = slice(bytes, 0, bytes.limit());
        int at = 0;
        while (rest.limit() - at >= SIZEOF) {
            int length = rest.getShort(at + RTA_LEN) & 0xffff;
            int type = rest.getShort(at + RTA_TYPE) & NLA_TYPE_MASK;
            if (length < SIZEOF || length > rest.limit() - at) {
                throw malformed("attribute " + type + " claims " + length + " of " + (rest.limit() - at) + " bytes");
            }
            attributes.byType.put(type, slice(rest, at + SIZEOF, length - SIZEOF));
            at += NlMsgHdr.align(length);
        }
        return attributes;
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
        return byType.containsKey(type);
    }

    /** The value's bytes, a copy; none when it is not there. */
    public byte[] octets(int type) {
        ByteBuffer value = byType.get(type);
        if (value == null) {
            return new byte[0];
        }
        byte[] octets = new byte[value.limit()];
        value.get(0, octets);
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
        ByteBuffer value = number(type, Byte.BYTES);
        return value == null ? absent : value.get(0) & 0xff;
    }

    /**
     * A 32-bit number.
     *
     * @param absent the value when it is not there
     */
    public int u32(int type, int absent) throws NetifException {
        ByteBuffer value = number(type, Integer.BYTES);
        return value == null ? absent : value.getInt(0);
    }

    private ByteBuffer number(int type, int width) throws NetifException {
        ByteBuffer value = byType.get(type);
        if (value != null && value.limit() < width) {
            throw malformed("attribute " + type + " has " + value.limit() + " bytes, not " + width);
        }
        return value;
    }

    /** The value's bytes as a view; none when it is not there. */
    public ByteBuffer value(int type) {
        ByteBuffer value = byType.get(type);
        return value == null ? ByteBuffer.allocate(0) : value;
    }

    /** The list inside an attribute; an empty one when it is not there. */
    public Attributes nested(int type) throws NetifException {
        return read(value(type));
    }
}
